import { createHash } from "node:crypto";
import { isUtf8 } from "node:buffer";
import { z } from "zod";
import type { Client } from "./api/client";
import {
  hostings,
  laneOf,
  listedBy,
  parentFaults,
  settingStep,
  shown,
  siteArguments,
  withoutGaps,
} from "./children";
import type { Account } from "../core/account";
import { childArguments, childKind } from "../core/child-kind";
import { documentedObject } from "../core/documented";
import { AccountRefusedError, RefusedError, type CheckFailure } from "../core/errors";
import type { Properties } from "../core/flow/resource";
import { statuses } from "../core/observed";
import { sessionOf } from "./session";
import { say } from "./language/say";

/** As much as is sent at once, and kept in state. */
const largestBytes = 1_048_576;

/** What only a `HostingFile` takes. By itself, because editors show its doc comments. */
export const hostingFileOnly = {
  /** Where it is, as a full path inside the site's directory (`WebHosting.path`), which must have its directory already. A change is a replacement. */
  path: z
    .string()
    .regex(/^(?:\/|[A-Za-z]:[\\/])/, { error: () => say("is not a full path") })
    .refine((path) => !/[\\/]$|[\\/]{2}|\0/.test(path), { error: () => say("is not the path of a file") })
    .refine((path) => !path.split(/[\\/]/).some((part) => part === ".." || part === "."), {
      error: () => say("may have no `..`"),
    }),
  /** Its text; either this or `contentBase64`. One megabyte (1,048,576 bytes) at the most. A change saves it in place (`hosting_save_file_body`). */
  content: z.string().optional(),
  /** Its bytes in base64; either this or `content`. One megabyte (1,048,576 bytes) at the most. A change uploads it in place (`hosting_upload`). Of bytes that are no text only their number is compared. */
  contentBase64: z.base64({ error: () => say("is not base64") }).optional(),
  /** Consent to overwrite a file that is there already and has another content. Default false: that is an error in the preview. */
  allowOverwrite: z.boolean().optional(),
};

/** The arguments of a `HostingFile`. */
export const hostingFileArguments = z.strictObject({
  ...childArguments,
  ...siteArguments,
  ...hostingFileOnly,
});
export type HostingFileArguments = z.output<typeof hostingFileArguments>;

/** What is observed of a `HostingFile`. */
export const hostingFileObserved = documentedObject({
  /** The hosting and the path, which `get` takes: `7/www/wwwroot/web/index.html`. */
  serviceId: z.string(),
  /** `ready` as soon as it is listed. */
  status: z.enum(statuses),
  /** The web hosting, by its number. */
  hosting: z.string(),
  /** Where it is, as a full path. */
  path: z.string(),
  /** SHA-256 of its text, in hexadecimal digits, as far as the panel shows the text. */
  contentSha256: z.string().optional(),
  /** Its size in bytes. */
  sizeBytes: z.number().optional(),
  /** When it was changed, ISO 8601 with offset. */
  changedAt: z.string().optional(),
});
export type HostingFileObserved = z.output<typeof hostingFileObserved>;

/** A path of Windows has no slash in front. */
const idOf = (hosting: string, path: string): string => `${hosting}${path.startsWith("/") ? "" : "/"}${path}`;

function pathIn(id: string): string {
  const path = id.replace(/^\d+/, "");
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function bytesOf({ content, contentBase64 }: Partial<HostingFileArguments>): Buffer | undefined {
  if (content !== undefined) return Buffer.from(content, "utf8");
  return contentBase64 === undefined ? undefined : Buffer.from(contentBase64, "base64");
}

/** Whether it has this content; `undefined` where nothing tells. */
function hasContent(
  { contentSha256, sizeBytes }: HostingFileObserved,
  given: Partial<HostingFileArguments>,
): boolean | undefined {
  const bytes = bytesOf(given);
  if (bytes === undefined) return undefined;
  if (contentSha256 !== undefined && isUtf8(bytes)) return contentSha256 === sha256(bytes);
  return sizeBytes === undefined ? undefined : sizeBytes === bytes.length;
}

/** Of a directory that is not there, or not in the site: a file there is none of ours. */
function saysNotThere(error: unknown): boolean {
  if (!(error instanceof RefusedError) || error instanceof AccountRefusedError) return false;
  return /(?:文件|目录|路径).{0,6}(?:不存在|不在)|no such (?:file|directory)/i.test(
    error.facts.vendorMessage ?? "",
  );
}

/** The file at a path, with the hash of its text: none, or one. */
async function filesAt({ hosting: api }: Client, id: string): Promise<readonly HostingFileObserved[]> {
  const hosting = id.replace(/\D.*$/s, "");
  const path = pathIn(id);
  const [, directory = "", name = ""] = /^(.*[\\/])([^\\/]+)$/s.exec(path) ?? [];
  // A drive keeps its slash.
  const listed = /^(?:[A-Za-z]:)?[\\/]$/.test(directory) ? directory : directory.slice(0, -1);
  const entries = await api.listDirectory(hosting, listed).catch((error: unknown) => {
    if (saysNotThere(error)) return [];
    throw error;
  });
  const entry = entries.find((one) => one.name === name && one.kind !== "directory");
  if (entry === undefined) return [];
  const { text } = await api.readRewriteFile(hosting, path, path);
  const { sizeBytes, changedAt } = entry;
  const known = text ?? (sizeBytes === 0 ? "" : undefined);
  const contentSha256 = known === undefined ? undefined : sha256(Buffer.from(known, "utf8"));
  return [
    withoutGaps({
      ...{ serviceId: id, status: "ready" as const, hosting, path },
      ...{ contentSha256, sizeBytes, changedAt },
    }),
  ];
}

/** The content as it was given, where it is that. What stands in its place goes into state, and is the same whoever runs. */
function argumentsOf(observed: HostingFileObserved, given: Partial<HostingFileArguments>): Properties {
  const { hosting, path, contentSha256 = "not shown", sizeBytes = "?" } = observed;
  const key = given.content === undefined ? "contentBase64" : "content";
  const isIt = hasContent(observed, given);
  if (isIt === undefined) return { hosting, path };
  const another = `(another content: SHA-256 ${contentSha256}, ${sizeBytes} bytes)`;
  return { hosting, path, [key]: isIt ? given[key] : another };
}

/** Why a path is not one of the site. */
async function pathFaults(
  account: Account,
  { hosting, path }: Partial<HostingFileArguments>,
): Promise<readonly CheckFailure[]> {
  if (hosting === undefined || path === undefined) return [];
  const root = (await hostings.read(sessionOf(account).client, hosting))?.path?.replace(/[\\/]$/, "");
  const isInside = root === undefined || [`${root}/`, `${root}\\`].some((start) => path.startsWith(start));
  return isInside
    ? []
    : [{ property: "path", reason: say("is not inside the site's directory {root}", { root }) }];
}

/** A file of a site. */
export const hostingFile = childKind<HostingFileArguments, HostingFileObserved>({
  vendor: "zonkvm",
  type: "HostingFile",
  title: () => say("file"),
  schemaVersion: 1,
  arguments: hostingFileArguments,
  observed: hostingFileObserved,
  parent: { type: "WebHosting", argument: "hosting" },
  replacedBy: ["hosting", "path"],
  goesFirst: () => say("a path holds one file"),
  onlyAfterOrder: ["content", "contentBase64"],

  inventory: listedBy(
    ({ hosting, path }: Partial<HostingFileArguments>, serviceId) =>
      hosting === undefined || path === undefined ? serviceId : idOf(hosting, path),
    filesAt,
  ),
  rules(wanted, unknown) {
    const { content, contentBase64 } = wanted;
    if (unknown.has("content") || unknown.has("contentBase64")) return [];
    const property = content === undefined ? "contentBase64" : "content";
    if ((content === undefined) === (contentBase64 === undefined))
      return [{ property: "content", reason: say("give either `content` or `contentBase64`") }];
    const isTooLarge = (bytesOf(wanted)?.length ?? 0) > largestBytes;
    return isTooLarge
      ? [{ property, reason: say("has more than {largestBytes} bytes", { largestBytes }) }]
      : [];
  },
  createFaults: async (account, wanted) => {
    const faults = await parentFaults(account, hostings, wanted.hosting);
    return faults.length > 0 ? faults : pathFaults(account, wanted);
  },
  words: ({ hosting, path }) =>
    say("file {path} in web hosting {hosting}", { path: shown(path), hosting: shown(hosting) }),
  nameOf: ({ hosting, path }) =>
    hosting === undefined || path === undefined
      ? undefined
      : say("file {path} in web hosting {hosting}", { path, hosting }),
  hasNameOf: (observed, { hosting, path }) => observed.hosting === hosting && observed.path === path,
  argumentsOf,
  obstacles(observed, wanted) {
    const isFree = wanted.allowOverwrite === true || observed.sizeBytes === 0;
    if (isFree || hasContent(observed, wanted) !== false) return [];
    return [say("its content is another one (`allowOverwrite: true` overwrites it)")];
  },
  lane: (wanted) => laneOf(hostings, wanted),

  async create(account, { hosting, path }) {
    await sessionOf(account).client.hosting.createFile(hosting, path);
    return idOf(hosting, path);
  },
  change({ observed: { hosting, path }, target, changed }) {
    const bytes = bytesOf(target);
    const step = settingStep<HostingFileObserved>(
      bytes === undefined
        ? say("write an unknown number of bytes to file {path} in web hosting {hosting}", { path, hosting })
        : say("write {count} bytes to file {path} in web hosting {hosting}", {
            count: bytes.length,
            path,
            hosting,
          }),
      changed,
      { ...target },
      (row) => argumentsOf(row, target),
      async (account) => {
        const { hosting: api } = sessionOf(account).client;
        if (target.content !== undefined) return api.saveFile(hosting, path, target.content);
        const [, directory = "", name = ""] = /^(.*)[\\/]([^\\/]+)$/s.exec(path) ?? [];
        const content = bytesOf(target) ?? new Uint8Array();
        return api.uploadFile(hosting, { directory, name, content });
      },
    );
    return { step };
  },
  remove: (account, { hosting, path }) => sessionOf(account).client.hosting.deleteFile(hosting, path),
});

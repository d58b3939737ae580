import { z } from "zod";
import {
  hostings,
  idIn,
  laneOf,
  listedBy,
  parentFaults,
  parentIn,
  shown,
  siteArguments,
  withoutGaps,
} from "./children";
import { childArguments, childKind } from "../core/child-kind";
import { documentedObject } from "../core/documented";
import { statuses } from "../core/observed";
import { sessionOf } from "./session";
import { say } from "./language/say";

/** What only a `HostingBackup` takes. By itself, because editors show its doc comments. */
export const hostingBackupOnly = {
  /** Any values; a change makes another backup: a replacement. */
  triggers: z.array(z.unknown()).optional(),
};

/** The arguments of a `HostingBackup`. */
export const hostingBackupArguments = z.strictObject({
  ...childArguments,
  ...siteArguments,
  ...hostingBackupOnly,
});
export type HostingBackupArguments = z.output<typeof hostingBackupArguments>;

/** What is observed of a `HostingBackup`. */
export const hostingBackupObserved = documentedObject({
  /** The hosting and the panel's number of the backup, which `get` takes: `7/12`. */
  serviceId: z.string(),
  /** `ready` as soon as it is listed. */
  status: z.enum(statuses),
  /** The web hosting, by its number. */
  hosting: z.string(),
  /** The panel's number of the backup. */
  backupId: z.string(),
  /** The panel's name of it. */
  name: z.string().optional(),
  /** The file that it is in. */
  fileName: z.string().optional(),
  /** Its size in bytes, by reading: the vendor names no unit. */
  sizeBytes: z.number().optional(),
  /** When it was made, ISO 8601 with offset. */
  madeAt: z.string().optional(),
});
export type HostingBackupObserved = z.output<typeof hostingBackupObserved>;

/** A backup of a whole site. */
export const hostingBackup = childKind<HostingBackupArguments, HostingBackupObserved>({
  vendor: "zonkvm",
  type: "HostingBackup",
  title: () => say("backup"),
  schemaVersion: 1,
  arguments: hostingBackupArguments,
  observed: hostingBackupObserved,
  parent: { type: "WebHosting", argument: "hosting" },
  replacedBy: ["hosting", "triggers"],
  appearsLate: true,

  inventory: listedBy(parentIn(hostings), async ({ hosting: api }, hosting) =>
    (await api.listBackups(hosting)).map(({ id, name, fileName, sizeBytes, madeAt }) =>
      withoutGaps({
        ...{ serviceId: idIn(hosting, id), status: "ready" as const, hosting, backupId: id },
        ...{ name, fileName, sizeBytes, madeAt },
      }),
    ),
  ),
  createFaults: (account, { hosting }) => parentFaults(account, hostings, hosting),
  words: ({ hosting }) => say("backup of web hosting {hosting}", { hosting: shown(hosting) }),
  // Each is another one: the panel names them.
  hasNameOf: () => false,
  argumentsOf: ({ hosting }) => ({ hosting }),
  lane: (wanted) => laneOf(hostings, wanted),

  async create(account, { hosting }) {
    await sessionOf(account).client.hosting.createBackup(hosting);
    return undefined;
  },
  whyLeft: (account) =>
    sessionOf(account).backupDeletion === undefined
      ? say(
          "the vendor documents no call that names it; delete it in the panel, or set zonkvm:backupDeletion",
        )
      : undefined,
  async remove(account, { hosting, backupId }) {
    const { client, backupDeletion } = sessionOf(account);
    await client.hosting.deleteBackup(hosting, backupId, backupDeletion);
  },
});

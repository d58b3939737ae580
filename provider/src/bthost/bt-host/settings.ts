import { findCategory } from "../catalog";
import { setting } from "../../core/aspects/setting";
import { password as passwordAspect } from "../../core/aspects/password";
import { passwordIn, type Call } from "../../core/plan";
import type { BtHostObserved } from "./observed";
import { sessionOf } from "../session";
import { call, editOf, type HostAspect, type HostInput } from "./steps";
import { textFault } from "../api/text-faults";
import { say } from "../language/say";

/** Why a user cannot own a host: the panel takes any number, and nobody could log in. */
export function ownerObstacles({ wanted, catalog }: Pick<HostInput, "wanted" | "catalog">): string[] {
  const { owner: id } = wanted;
  if (id === undefined || catalog?.owners?.some(({ serviceId }) => serviceId === id) !== false) return [];
  return [say("there is no user {id} (`getUsers`)", { id })];
}

/** Who owns it (`host_push`). */
export const owner: HostAspect = setting({
  property: "owner",
  isRecordOnly: true,
  forbids: ownerObstacles,
  isOther: ({ wanted, observed }) =>
    observed.owner !== undefined && observed.owner !== wanted.owner && wanted.owner !== undefined,
  argumentsOf: ({ owner: id }) => (id === undefined ? {} : { owner: id }),
  words: ({ wanted, observed }) =>
    say("give it from user {before} to user {after}", {
      before: observed.owner ?? "?",
      after: wanted.owner ?? "?",
    }),
  calls:
    ({ wanted: { owner: id = "" } }) =>
    ({ serviceId }, context) => [
      call(
        context,
        (hosts) => hosts.give(serviceId, id),
        (row) => row.owner === id,
      ),
    ],
});

/** Its site category (`host_edit`). */
export const category: HostAspect = setting({
  property: "category",
  isRecordOnly: true,
  forbids: ({ names }) =>
    names.category?.id === "0"
      ? [
          say(
            "cannot be the built-in one again: the panel's `host_edit` takes 0 for nothing at all; move it in the panel",
          ),
        ]
      : [],
  references: (catalog) => [{ property: "category", find: (text) => findCategory(catalog, text) }],
  isOther: ({ names, observed }) =>
    names.category !== undefined &&
    observed.categoryId !== undefined &&
    names.category.id !== observed.categoryId,
  argumentsOf({ categoryId }, names, { category: given }) {
    if (given === undefined || categoryId === undefined) return {};
    return { category: names.category?.id === categoryId ? given : categoryId };
  },
  words: ({ wanted }) => say("move it to category {category}", { category: wanted.category ?? "?" }),
  calls:
    ({ names }) =>
    (observed, context) => [
      call(
        context,
        (hosts) => hosts.edit(observed.serviceId, editOf({ categoryId: names.category?.id ?? "" }, observed)),
        (row) => row.categoryId === names.category?.id,
      ),
    ],
});

/** Its remark (`host_notice`). */
export const remark: HostAspect = setting({
  property: "remark",
  rules({ remark: text }) {
    const reason = text === undefined ? undefined : textFault(text);
    return reason === undefined ? [] : [{ property: "remark", reason }];
  },
  isOther: ({ wanted, observed }) => wanted.remark !== undefined && wanted.remark !== (observed.remark ?? ""),
  argumentsOf: ({ remark: text }) => (text === undefined ? {} : { remark: text }),
  words: () => say("set its remark"),
  calls:
    ({ wanted: { remark: text = "" } }) =>
    ({ serviceId }, context) => [
      call(
        context,
        (hosts) => hosts.setRemark(serviceId, text),
        (row) => row.remark === text,
      ),
    ],
});

/** Whether its FTP account may be used (`ftp_status`). One that may not is not shown any more. */
export const ftpEnabled: HostAspect = {
  argumentsOf: ({ ftpEnabled: live }) => (live === undefined ? {} : { ftpEnabled: live }),
  plan({ wanted: { ftpEnabled: asked }, observed, unknown }) {
    if (asked === undefined || unknown.has("ftpEnabled") || observed.ftpEnabled === asked) return {};
    if (observed.ftpEnabled === undefined && asked) return {};
    const { ftpId } = observed;
    if (ftpId === undefined && asked) {
      const reason = say(
        "it has no FTP account, or one that was disabled before this resource knew it: enable that in the panel",
      );
      return { faults: [{ property: "ftpEnabled", reason }] };
    }
    if (observed.serviceId !== "" && ftpId === undefined) return {};
    return {
      steps: [
        {
          kind: "settings",
          words: asked ? say("enable its FTP account") : say("disable its FTP account"),
          applies: ["ftpEnabled"],
          isRecordOnly: true,
          calls: (row, { account }) => {
            const id = row.ftpId;
            const { ftpAccounts } = sessionOf(account).client;
            if (id === undefined) return [];
            return [
              {
                send: () => (asked ? ftpAccounts.enable(id) : ftpAccounts.disable(id)).then(() => undefined),
                isDone: (after) => after.ftpEnabled === asked,
              },
            ];
          },
        },
      ],
    };
  },
};

/** Whether domains may be bound to its subdirectories (`host_edit`). */
export const subdirectoryBinding: HostAspect = setting({
  property: "subdirectoryBinding",
  isRecordOnly: true,
  forbids: ({ wanted }) =>
    wanted.subdirectoryBinding === false
      ? [
          say(
            "cannot be taken back: the panel's `host_edit` takes 0 for nothing at all; switch it off in the panel",
          ),
        ]
      : [],
  // Older versions do not tell it.
  isOther: ({ wanted: { subdirectoryBinding: asked }, observed, before }) =>
    asked !== undefined && asked !== (observed.subdirectoryBinding ?? before.subdirectoryBinding ?? false),
  argumentsOf: ({ subdirectoryBinding: live }) => (live === undefined ? {} : { subdirectoryBinding: live }),
  words: () => say("permit domains to be bound to its subdirectories"),
  calls: () => (row, context) => [
    call(
      context,
      (hosts) => hosts.edit(row.serviceId, editOf({ allowsSubdirectories: true }, row)),
      (after) => after.subdirectoryBinding !== false,
    ),
  ],
});

/** The password of its FTP account and its database (`ftp_pass`, `sql_pass`). What has neither has no password. */
export const password: HostAspect = passwordAspect({
  argument: "password",
  // What tells of a database tells of an FTP account too, and whether that may be used.
  forbids: ({ observed: { serviceId, ftpId, databaseId, ftpEnabled: isKnown } }) =>
    serviceId !== "" && isKnown !== undefined && ftpId === undefined && databaseId === undefined
      ? [say("it has neither an FTP account nor a database")]
      : [],
  set: () => ({
    words: say("set a new password for FTP and database"),
    calls: ({ ftpId, databaseId, ftpEnabled: isEnabled }, context) => {
      const { ftpAccounts, databases } = sessionOf(context.account).client;
      const text = passwordIn(context);
      const calls: Call<BtHostObserved>[] = [];
      if (ftpId !== undefined)
        calls.push({
          send: () => ftpAccounts.setPassword(ftpId, text).then(() => undefined),
          isDone: (row) => row.ftpPassword === text || row.ftpEnabled === false,
          // A host does not show an account that is disabled.
          ...(isEnabled === false
            ? {
                async look() {
                  const account = await ftpAccounts.find(ftpId);
                  return account?.password === text ? "done" : "nothing";
                },
              }
            : {}),
        });
      if (databaseId !== undefined)
        calls.push({
          send: () => databases.setPassword(databaseId, text).then(() => undefined),
          isDone: (row) => row.databasePassword === text,
        });
      return calls;
    },
  }),
});

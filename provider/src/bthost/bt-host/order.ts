import { DateTime } from "luxon";
import type { NewHost } from "../api/hosts";
import { startOf, wishedEnd } from "../../core/aspects/end-date";
import { unlessRefused } from "../catalog";
import type { Account } from "../../core/account";
import type { CheckFailure } from "../../core/errors";
import { called } from "../../core/find";
import type { CallContext, Order, Placed, Plan as Planned } from "../../core/plan";
import { listed } from "../../core/language/lists";
import { dateOf } from "../../core/term";
import { newName } from "../names";
import { observeBuilt, type BtHostObserved } from "./observed";
import { sessionOf } from "../session";
import { ownerObstacles } from "./settings";
import { clientLimits, engineOf, planOf, shapeOf } from "./shape";
import type { HostInput } from "./steps";
import { say } from "../language/say";

/** The day on which what is created is to end. */
function endOf({ wanted, now, account }: Pick<HostInput, "wanted" | "now" | "account">): string | undefined {
  return wishedEnd(wanted, wanted.expiresOn, now, account.timeZone);
}

/** The create in the client's words: what is not said would be another thing on each installation. */
function orderOf(input: HostInput, context: CallContext): NewHost {
  const { wanted, names } = input;
  const { settings } = wanted;
  const endsOn = endOf(input);
  if (endsOn === undefined) throw new TypeError("a host was to be created without an end");
  return {
    username: wanted.username ?? newName(context.token, context.now, input.replacing?.username),
    endsOn,
    userId: wanted.owner,
    categoryId: names.category?.id ?? "0",
    planId: names.plan?.id,
    settings:
      settings === undefined
        ? undefined
        : {
            domainPoolId: names.domainPool?.id ?? "",
            ipPoolId: names.ipPool?.id,
            databaseEngine: engineOf(settings.sql ?? "none"),
            hasFtp: settings.ftp ?? false,
            port: settings.port ?? 80,
            ...clientLimits(shapeOf(wanted, names, undefined)?.limits ?? {}),
            ipCount: settings.ipCount ?? 0,
            isolatesSessions: settings.sessionIsolation ?? false,
            usesVsftpd: settings.vsftpd ?? false,
            reviewsDomains: wanted.domainReview ?? false,
            allowsSubdirectories: wanted.subdirectoryBinding ?? false,
            ...(settings.program === undefined ? {} : { program: settings.program }),
            ...(settings.phpVersion === undefined ? {} : { phpVersion: settings.phpVersion }),
            ...(settings.sitesPath === undefined ? {} : { sitesPath: settings.sitesPath }),
          },
  };
}

function creation(input: HostInput) {
  return async (context: CallContext): Promise<Placed<BtHostObserved>> => {
    const session = sessionOf(context.account);
    const observed = observeBuilt(await session.client.hosts.build(orderOf(input, context)));
    session.noteBuilt(observed);
    return { observed };
  };
}

/** Until when the panel keeps what is put into its recycle bin now. */
export function purgeDay(now: Date, days: number, timeZone: string): string {
  const purge = DateTime.fromJSDate(now).plus({ days });
  return dateOf(purge.toISO() ?? now.toISOString(), timeZone);
}

/** Why the name of a host that goes now cannot be given again: the purge deletes what lies at its path. */
export function reusedName(name: string, host: string, day: string): CheckFailure {
  return {
    property: "username",
    reason: say(
      '"{name}" is the name of host {host}, which lies in the recycle bin until its purge on {day}: that deletes the files at its path, which would be those of the new host too. Choose another name or leave it out, or take that host over (`adopt: "{host}"`, `recover: true`)',
      { name, host, day },
    ),
  };
}

function nameFaults({ wanted, replacing, now, account }: HostInput): CheckFailure[] {
  const { username } = wanted;
  const session = sessionOf(account);
  if (username === undefined) return [];
  if (replacing?.username === username) {
    const day = purgeDay(now, session.recycleDays, account.timeZone);
    return [reusedName(username, replacing.serviceId, day)];
  }
  const gone = session.recycled.get(username);
  return gone === undefined ? [] : [reusedName(username, gone.hostId, gone.until)];
}

/** Why a name that somebody has chosen is not free, although no host that is listed has it. */
export async function recycledNameFaults(
  account: Account,
  username: string | undefined,
): Promise<readonly CheckFailure[]> {
  const session = sessionOf(account);
  if (username === undefined || session.recycled.has(username)) return [];
  const holder = (await unlessRefused(session.usedNames()))?.get(username);
  if (holder === undefined || (await session.hosts.get(holder)) !== undefined) return [];
  const latest = purgeDay(session.now(), session.recycleDays, account.timeZone);
  return [reusedName(username, holder, say("{latest} at the latest", { latest }))];
}

/** What the plan that a host is made by has, and nothing can take away or give. */
function planFaults({ wanted, names, catalog }: HostInput): CheckFailure[] {
  const shape = shapeOf(wanted, names, catalog);
  if (shape === undefined) return [];
  const fault = (property: keyof typeof wanted, reason: string) => ({ property, reason });
  const hasIt = say("the plan has it, and it cannot be taken back: choose another plan, or `settings`");
  const { ftp, fixed, domainReview, subdirectoryBinding } = shape;
  return [
    ...(subdirectoryBinding && wanted.subdirectoryBinding === false
      ? [fault("subdirectoryBinding", hasIt)]
      : []),
    ...(domainReview && wanted.domainReview === false ? [fault("domainReview", hasIt)] : []),
    ...(!ftp && wanted.ftpEnabled !== undefined ? [fault("ftpEnabled", say("it gets no FTP account"))] : []),
    ...(!ftp && fixed.sql === "none" && wanted.password !== undefined
      ? [fault("password", say("it gets neither an FTP account nor a database"))]
      : []),
  ];
}

function dateFaults(input: HostInput): CheckFailure[] {
  const { unknown, now, account, wanted } = input;
  if (["expiresOn", "renewUntil", "keepPaid"].some((key) => unknown.has(key))) return [];
  const end = endOf(input);
  if (end === undefined)
    return [{ property: "expiresOn", reason: say("is required, or `renewUntil`, or `keepPaid`") }];
  if (end > dateOf(now.toISOString(), account.timeZone)) return [];
  const property = wanted.expiresOn === end ? "expiresOn" : "renewUntil";
  return [{ property, reason: say("{end} is over: a host ends at the beginning of its last day", { end }) }];
}

/** Why a site cannot run by the PHP that is asked for. */
export async function phpFaults(
  account: Account,
  wanted: HostInput["wanted"],
): Promise<readonly CheckFailure[]> {
  const { phpVersion } = wanted.settings ?? {};
  if (phpVersion === undefined) return [];
  const ids = ((await unlessRefused(sessionOf(account).phpVersions())) ?? []).map(({ id }) => id);
  // An empty list is how the installation says that the panel does not answer.
  if (ids.length === 0 || ids.includes(phpVersion)) return [];
  const reason = say("the server has no PHP {phpVersion} (`getPhpVersions`): {ids}", {
    phpVersion,
    ids: listed(ids),
  });
  return [{ property: "settings.phpVersion", reason }];
}

/** The creation of a host, and what speaks against it. */
export function orderHost(input: HostInput): Omit<Planned<BtHostObserved>, "steps" | "replaces"> {
  const { wanted, names, catalog } = input;
  const plan = planOf(names, catalog);
  const end = endOf(input);
  const by =
    plan === undefined ? "" : say(" by plan {plan}", { plan: called(say("plan"), plan.id, plan.name) });
  const until = end === undefined ? "" : say(", until {end}", { end });
  const order: Order<BtHostObserved> = {
    kind: "create",
    words: say("create host {username}{by}{until}", {
      username: wanted.username ?? say("(a name of its own)"),
      by,
      until,
    }),
    target: wanted.username,
    applies: [],
    place: creation(input),
  };
  const isHidden = plan?.status === "disabled";
  const hidden = {
    property: "plan",
    reason: say("is not offered: the panel creates nothing by a hidden plan"),
  };
  return {
    order,
    faults: [
      ...(isHidden ? [hidden] : []),
      ...nameFaults(input),
      ...dateFaults(input),
      ...planFaults(input),
      ...ownerObstacles(input).map((reason) => ({ property: "owner", reason })),
    ],
    warnings: [],
  };
}

/** The host as its create leaves it: what that cannot do is done afterwards. */
export function asBuilt(input: HostInput): BtHostObserved {
  const { wanted, names, catalog } = input;
  const shape = shapeOf(wanted, names, catalog);
  const end = endOf(input);
  return {
    serviceId: "",
    status: "ready",
    powerState: "running",
    ...(end === undefined ? {} : { expiresAt: startOf(end, input.account.timeZone) }),
    ...shape?.limits,
    ...(shape === undefined
      ? {}
      : {
          domainReview: shape.domainReview,
          subdirectoryBinding: shape.subdirectoryBinding,
          ftpEnabled: shape.ftp,
        }),
    ...(wanted.owner === undefined ? {} : { owner: wanted.owner }),
    ...(names.category === undefined ? {} : { categoryId: names.category.id }),
    remark: "",
    ipAddresses: [],
  };
}

import { ArgumentError } from "../../core/errors";
import { filled, whole } from "../../core/wire/fields";
import type { Fields, FormValue } from "../../core/wire/form";
import { codeOf } from "../../core/wire/scalars";
import { bit, categoryField, dayField, given, idField } from "./fields";
import {
  databaseEngines,
  hostStatuses,
  limitNames,
  settingFlags,
  settingNumbers,
  settingTexts,
  type DatabaseEngine,
  type HostStatus,
  type LimitName,
  type SettingFlag,
  type SettingNumber,
  type SettingText,
} from "./wire-words";
import { say, type Sentence } from "../language/say";

/* Requests for hosts: ours, and the wire's beside them. */

/** Own settings of a host, in place of a plan. Sizes in MB, traffic of a month; 0 is unlimited, or none. */
export type HostSettings = Readonly<
  Partial<Record<SettingNumber, number> & Record<SettingFlag, boolean> & Record<SettingText, string>>
> & {
  /** The pool that the first domain comes from. */
  readonly domainPoolId: string;
  readonly ipPoolId?: string | undefined;
  readonly databaseEngine?: DatabaseEngine | undefined;
};

/** A host to be made: by a plan, or by own settings. Exactly one of the two. */
export interface NewHost {
  /** What the first domain begins with; also the name of the FTP account and of the database. Written in lower case. Default: random. */
  readonly username?: string | undefined;
  readonly planId?: string | undefined;
  readonly settings?: HostSettings | undefined;
  /** The day at the start of which it expires: `YYYY-MM-DD`, 2038-01-19 at the latest. */
  readonly endsOn: string;
  /** Default: the panel's first user. */
  readonly userId?: string | undefined;
  /** 0 is the built-in category. Default 1. */
  readonly categoryId?: string | undefined;
}

/** Only what is given changes. The panel takes 0 and no for "not given": neither can be sent. */
export type HostChanges = Readonly<Partial<Record<LimitName, number>>> & {
  readonly domainMax?: number | undefined;
  readonly categoryId?: string | undefined;
  readonly reviewsDomains?: true | undefined;
  readonly allowsSubdirectories?: true | undefined;
  readonly endsOn?: string | undefined;
  readonly status?: HostStatus | undefined;
};

function refuse(property: string, reason: string): never {
  throw new ArgumentError([{ property, reason }]);
}

function settingFields(settings: HostSettings): Fields {
  const { databaseEngine, ipPoolId } = settings;
  const numbers = Object.entries(settingNumbers).map(([ours, wire]) => {
    // The keys of the table are the names of the settings.
    const value = settings[ours as SettingNumber];
    return [wire, given(value, (number) => whole(ours, number, 0))] as const;
  });
  const flags = Object.entries(settingFlags).map(
    ([ours, wire]) => [wire, given(settings[ours as SettingFlag], bit)] as const,
  );
  const texts = Object.entries(settingTexts).map(
    ([ours, wire]) => [wire, settings[ours as SettingText]] as const,
  );
  return {
    sql: given(databaseEngine, (engine) => codeOf(databaseEngines, engine)),
    domainpools_id: idField("domainPoolId", settings.domainPoolId),
    ippools_id: given(ipPoolId, (id) => idField("ipPoolId", id)),
    ...Object.fromEntries<FormValue>([...numbers, ...flags, ...texts]),
    // The vendor documents 1 for what is left out, and stores 0.
    sub_bind: bit(settings.allowsSubdirectories ?? true),
  };
}

/** @throws {ArgumentError} for what the panel would not take as it is meant. */
export function newHostFields(host: NewHost): Fields {
  const { planId, settings, userId, username } = host;
  if ((planId === undefined) === (settings === undefined))
    refuse("planId", say("needs a plan or own settings, not both"));
  return {
    username: given(username, (name) => filled("username", name)),
    plans_id: given(planId, (id) => idField("planId", id)),
    endtime: dayField("endsOn", host.endsOn),
    user_id: given(userId, (id) => idField("userId", id)),
    // Left out, the host says 1 and its site is in 0.
    sort_id: categoryField(host.categoryId ?? "1"),
    pack: given(settings, settingFields),
  };
}

const notZero: Sentence =
  "cannot be set to 0 in this way, which the panel takes for a value that is not given: move the host to a plan that has it";

/** A number of a change. @throws {ArgumentError} for 0, which would count as not given. */
export function aboveZero(property: string, value: number): number {
  return value === 0 ? refuse(property, say(notZero)) : whole(property, value, 1);
}

/** @throws {ArgumentError} for what the panel would not take as it is meant. */
export function hostChangeFields(id: string, changes: HostChanges): Fields {
  const limits = Object.entries(limitNames).map(([ours, wire]) => {
    // The keys of the table are the names of the limits.
    const value = changes[ours as LimitName];
    return [wire, given(value, (limit) => aboveZero(ours, limit))] as const;
  });
  const { categoryId, endsOn, status } = changes;
  const fields: Fields = {
    ...Object.fromEntries<FormValue>(limits),
    domain_max: given(changes.domainMax, (limit) => aboveZero("domainMax", limit)),
    sort_id: given(categoryId, (category) => idField("categoryId", category)),
    is_audit: given(changes.reviewsDomains, bit),
    endtime: given(endsOn, (day) => dayField("endsOn", day)),
    status: given(status, (word) => codeOf(hostStatuses, word)),
    sub_bind: given(changes.allowsSubdirectories, bit),
  };
  if (Object.values(fields).every((value) => value === undefined)) refuse("changes", say("name no change"));
  return { id: idField("id", id), ...fields };
}

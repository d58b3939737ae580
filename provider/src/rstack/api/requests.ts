import { DateTime } from "luxon";
import { ArgumentError } from "../../core/errors";
import {
  byUserGroup,
  codeOf,
  ipTypes,
  userStatuses,
  vmNumbers,
  vmQuotas,
  vmStatuses,
  type IpType,
  type Quota,
  type UserStatus,
  type VmNumber,
  type VmQuota,
  type VmStatus,
} from "./wire-words";
import { say } from "../language/say";

/** Fields of a request. One that is `undefined` is left out; an empty text is sent. */
export type Fields = Readonly<Record<string, string | number | undefined>>;

/** The sizes, weights, limits and quotas of a VM. Memory in MB, disks in GB, speed in Mbit/s, traffic in GB a month; 0 for no limit. */
export type VmSizes = Readonly<Partial<Record<VmNumber, number> & Record<VmQuota, Quota>>> & {
  /** Sizes of the system disk in GB, for images of either family. Left out: the controller's default. */
  readonly systemDisksGb?: { readonly windows: number; readonly linux: number } | undefined;
};

/** How many addresses, or which. */
export type AddressWish = { readonly count: number } | { readonly addresses: readonly string[] };

export interface CreateOrder extends VmSizes {
  /** The owner, by the number that the client chose (`userid`). */
  readonly userId: string;
  /** On this node; or, with `areaId`, on any of an area. Exactly one of the two. */
  readonly nodeId?: string | undefined;
  readonly areaId?: string | undefined;
  readonly imageId: string;
  /** Letters and digits, at least 2. */
  readonly name: string;
  readonly cpu: number;
  readonly memoryMb: number;
  /** The same as `memoryMb` for static memory. */
  readonly memoryMinMb: number;
  readonly portMbps: number;
  readonly password: string;
  readonly ipv4: AddressWish;
  readonly ipv6?: AddressWish | undefined;
  /** Needed only where a node mixes types. */
  readonly ipType?: Exclude<IpType, "ipv6"> | undefined;
  readonly randomIps?: boolean | undefined;
  /** 0 the system's own, 1 a random one, or 10000–65535. */
  readonly remotePort?: number | undefined;
  readonly remark?: string | undefined;
  /** An id of the client's choice, for special cases. Left out: the controller counts. */
  readonly id?: string | undefined;
}

export interface VmChanges extends VmSizes {
  /** The new owner. */
  readonly userId?: string | undefined;
  readonly areaId?: string | undefined;
  readonly nodeId?: string | undefined;
  readonly trafficUsedGb?: number | undefined;
  /** ISO 8601. */
  readonly trafficResetsAt?: string | undefined;
  readonly reinstalls?: number | undefined;
  /** `YYYY-MM-DD`. */
  readonly reinstalledOn?: string | undefined;
  /** All IPv4 addresses from now on, the main one first. */
  readonly ipv4?: readonly string[] | undefined;
  readonly ipv6?: readonly string[] | undefined;
  /** Adds so many addresses that work only after a click in the back office: prefer `addIps`. */
  readonly addIpCount?: number | undefined;
  readonly status?: VmStatus | undefined;
  readonly remark?: string | undefined;
}

export interface UserChanges {
  readonly userId?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  readonly serviceCount?: number | undefined;
  /** 0 ordinary, 10 administrator, others: groups of the back office. */
  readonly group?: number | undefined;
  readonly status?: UserStatus | undefined;
  readonly emailVerified?: boolean | undefined;
  readonly phoneVerified?: boolean | undefined;
  /** `YYYY-MM-DD`; `updateUser` only. */
  readonly reinstallLimitedUntil?: string | undefined;
  /** `updateUser` only. */
  readonly reinstalls?: number | undefined;
  readonly registeredFromIp?: string | undefined;
  readonly loginIp?: string | undefined;
}

export interface NewUser extends Omit<UserChanges, "reinstallLimitedUntil" | "reinstalls"> {
  readonly userId: string;
  readonly username: string;
  /** At least 6 characters; 8 are safe everywhere. */
  readonly password: string;
  readonly email: string;
  readonly remark?: string | undefined;
}

function refuse(property: string, reason: string): never {
  throw new ArgumentError([{ property, reason }]);
}

/** Values between commas. */
export function joined(property: string, values: readonly string[]): string {
  if (values.some((value) => value.trim() === "" || value.includes(",")))
    refuse(property, say("holds an empty value or a comma"));
  return values.join(",");
}

const bit = (value: boolean | undefined): string | undefined =>
  value === undefined ? undefined : value ? "1" : "0";
const day = (value: string | undefined): string | undefined => value?.replaceAll("-", "");

function sizeFields(sizes: VmSizes): Fields {
  const numbers = Object.entries(vmNumbers).map(([ours, wire]) => [wire, sizes[ours as VmNumber]] as const);
  const quotas = Object.entries(vmQuotas).map(([ours, wire]) => {
    const quota = sizes[ours as VmQuota];
    return [wire, quota === byUserGroup ? -1 : quota] as const;
  });
  const { systemDisksGb: disks } = sizes;
  return {
    ...Object.fromEntries([...numbers, ...quotas]),
    systemdisk: disks === undefined ? undefined : `${disks.windows},${disks.linux}`,
  };
}

/** The main address or a count, and the further addresses. */
function addressFields(
  property: "ipv4" | "ipv6",
  wish: AddressWish | undefined,
): { main?: string; more?: string } {
  if (wish === undefined) return {};
  if ("count" in wish) return { main: String(wish.count) };
  const [main, ...more] = wish.addresses;
  if (main === undefined) refuse(property, say("names no address"));
  return { main, ...(more.length === 0 ? {} : { more: joined(property, more) }) };
}

/** The name of a machine. @throws {ArgumentError} */
export function machineName(property: string, name: string): string {
  return /^[A-Za-z0-9]{2,}$/.test(name)
    ? name
    : refuse(property, say("must be letters and digits, at least 2"));
}

/** @throws {ArgumentError} for what the vendor's document excludes. */
export function createFields(order: CreateOrder): Fields {
  if ((order.nodeId === undefined) === (order.areaId === undefined))
    refuse("nodeId", say("needs a node or an area, not both"));
  const ipv4 = addressFields("ipv4", order.ipv4);
  const ipv6 = addressFields("ipv6", order.ipv6);
  return {
    ...sizeFields(order),
    id: order.id,
    userid: order.userId,
    areaid: order.areaId,
    nodeid: order.nodeId,
    osid: order.imageId,
    vmname: machineName("name", order.name),
    vmpass: order.password,
    remote_port: order.remotePort ?? 0,
    ip: ipv4.main,
    additionals_ip: ipv4.more,
    ipv6: ipv6.main,
    additionals_ipv6: ipv6.more,
    iprandom: bit(order.randomIps),
    iptype: order.ipType === undefined ? undefined : codeOf(ipTypes, order.ipType),
    remark: order.remark,
    returnjson: 1,
  };
}

/** The main address and all further ones: together, so that an empty list of further ones says that there are none. */
function addressListFields(
  property: "ipv4" | "ipv6",
  addresses: readonly string[] | undefined,
): { main?: string; more?: string } {
  if (addresses === undefined) return {};
  const [main, ...more] = addresses;
  if (main === undefined) refuse(property, say("names no address"));
  return { main, more: joined(property, more) };
}

/** Only what changes is sent: the vendor says for most parameters that what is left out stays. */
export function updateFields(changes: VmChanges): Fields {
  const ipv4 = addressListFields("ipv4", changes.ipv4);
  const ipv6 = addressListFields("ipv6", changes.ipv6);
  const { trafficResetsAt: resets } = changes;
  return {
    ...sizeFields(changes),
    userid: changes.userId,
    areaid: changes.areaId,
    nodeid: changes.nodeId,
    bwusage: changes.trafficUsedGb,
    bwdate: resets === undefined ? undefined : Math.floor(DateTime.fromISO(resets).toSeconds()),
    rvcount: changes.reinstalls,
    cvdate: day(changes.reinstalledOn),
    ip: ipv4.main,
    additionals_ip: ipv4.more,
    ipv6: ipv6.main,
    additionals_ipv6: ipv6.more,
    addipnumber: changes.addIpCount,
    status: changes.status === undefined ? undefined : codeOf(vmStatuses, changes.status),
    remark: changes.remark,
  };
}

function userFields(user: UserChanges): Fields {
  return {
    userid: user.userId,
    username: user.username,
    name: user.name,
    email: user.email,
    phone: user.phone,
    vcount: user.serviceCount,
    utype: user.group,
    status: user.status === undefined ? undefined : codeOf(userStatuses, user.status),
    mail_verified: bit(user.emailVerified),
    mobile_verified: bit(user.phoneVerified),
    reg_ip: user.registeredFromIp,
    login_ip: user.loginIp,
  };
}

/** The vendor requires `status`, whose natural value is 0. */
export function newUserFields(user: NewUser): Fields {
  return { ...userFields({ status: "active", ...user }), password: user.password, remark: user.remark };
}

export function userUpdateFields(changes: UserChanges): Fields {
  return {
    ...userFields(changes),
    password1: changes.password,
    password2: changes.password,
    cvdate: day(changes.reinstallLimitedUntil),
    rvcount: changes.reinstalls,
  };
}

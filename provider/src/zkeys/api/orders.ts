import { DateTime } from "luxon";
import { ArgumentError } from "../../core/errors";
import { registerSecret } from "../../core/redact";
import type { FormValue } from "./form";
import { say } from "../language/say";

/** The end customer, for zones that ask for real names. Everything but `clientUserId` is kept out of messages. */
export interface Identity {
  /** The customer's id at the reseller. */
  readonly clientUserId?: string | undefined;
  readonly name?: string | undefined;
  /** 11 digits. */
  readonly mobile?: string | undefined;
  /** The number of the identity card. */
  readonly idNumber?: string | undefined;
  /** The address that the customer comes from. */
  readonly fromIp?: string | undefined;
  readonly qq?: string | undefined;
}

/** The reseller's own numbers of an order. The panel neither echoes them nor refuses to take one twice. */
export interface OrderNumbers {
  /** Decimal, up to 18 digits. */
  readonly clientOrderNo: string;
  /** Decimal, up to 18 digits. Default: `clientOrderNo`. */
  readonly agentOrderNo?: string | undefined;
}

export interface CreateOrder extends OrderNumbers {
  readonly lineGuid: string;
  readonly productGuid: string;
  readonly systemGuid: string;
  /** The image's login name. */
  readonly loginName: string;
  readonly password: string;
  /** Comes back as `buyRemarks`, the only thing of ours that does; staff read it too. */
  readonly buyRemarks: string;
  /** One of the line's terms. */
  readonly months: number;
  /** The end customer's id at the reseller. */
  readonly clientUserId: string;
  /** Servers to buy. Default 1. */
  readonly count?: number | undefined;
  /** The size of the first partition; -1 (the default) does not partition. */
  readonly systemPartitionMb?: number | undefined;
  readonly identity?: Identity | undefined;
}

/** What to add. Increments, not targets; at least one must be above zero. */
export interface UpgradeOrder extends OrderNumbers {
  readonly guid: string;
  readonly bandwidthMbps?: number | undefined;
  readonly defenseGbps?: number | undefined;
  readonly ipCount?: number | undefined;
  /** Default `"single"`. */
  readonly ipKind?: "single" | "subnet" | undefined;
  readonly clientUserId: string;
}

/** One amount to take away again, exactly as an upgrade added it. */
export type DegradeItem =
  | {
      readonly item: "bandwidth" | "defense";
      readonly amount: number;
      readonly oldValue: number;
      readonly newValue: number;
    }
  | {
      readonly item: "ip";
      /** As the panel lists them: `["114.114.8.16-23"]`. */
      readonly addresses: readonly string[];
      /** How many addresses that is. */
      readonly count: number;
    };

export interface DegradeOrder {
  readonly guid: string;
  readonly items: readonly DegradeItem[];
  /** When to execute it, in ISO 8601 with offset. */
  readonly applyAt: string;
  readonly identity?: Identity | undefined;
}

export interface RenewOrder extends OrderNumbers {
  readonly guid: string;
  /** Months to add; one of the line's terms. */
  readonly months: number;
}

export interface ReinstallOrder {
  readonly guid: string;
  readonly systemGuid: string;
  readonly password: string;
  /** -1 (the default): the whole disk as one partition; 0: into the first partition; else its size. */
  readonly systemPartitionMb?: number | undefined;
  /** `"replace"` when the disk is partitioned anew or the kind of system changes. */
  readonly installType: "install" | "replace";
}

type Fields = Readonly<Record<string, FormValue>>;

/** A whole number as the panel takes it. A fraction or NaN in an order would be bought as something else. */
function whole(property: string, value: number, least: number): string {
  if (Number.isSafeInteger(value) && value >= least) return String(value);
  throw new ArgumentError([
    { property, reason: say("must be a whole number of at least {least}, is {value}", { least, value }) },
  ]);
}

/** A number of an order as the panel takes it. */
export function orderNumber(property: string, value: string): string {
  if (/^\d{1,18}$/.test(value)) return value;
  throw new ArgumentError([{ property, reason: say("must be a decimal number of 1 to 18 digits") }]);
}

function orderNumbers(numbers: OrderNumbers): Fields {
  return {
    clientOrderNo: orderNumber("clientOrderNo", numbers.clientOrderNo),
    agent_order_no: orderNumber("agentOrderNo", numbers.agentOrderNo ?? numbers.clientOrderNo),
  };
}

/** The base64 in which passwords are sent. */
export function encodePassword(password: string): string {
  registerSecret(password);
  return Buffer.from(password, "utf8").toString("base64");
}

function identityFields(identity: Identity = {}): Fields {
  for (const personal of [identity.name, identity.mobile, identity.idNumber, identity.qq])
    registerSecret(personal);
  return {
    auth_client_user_id: identity.clientUserId,
    auth_name: identity.name,
    auth_mobile: identity.mobile,
    auth_idnum: identity.idNumber,
    auth_from_ip: identity.fromIp,
    auth_qq: identity.qq,
  };
}

export function createFields(order: CreateOrder): Fields {
  return {
    lineGuid: order.lineGuid,
    productGuid: order.productGuid,
    systemGuid: order.systemGuid,
    loginName: order.loginName,
    loginPassword: encodePassword(order.password),
    buyRemarks: order.buyRemarks,
    months: whole("months", order.months, 1),
    ...orderNumbers(order),
    clientId: order.clientUserId,
    num: whole("count", order.count ?? 1, 1),
    system_partition_size: whole("systemPartitionMb", order.systemPartitionMb ?? -1, -1),
    ...identityFields(order.identity),
  };
}

export function upgradeFields(order: UpgradeOrder): Fields {
  const { bandwidthMbps = 0, defenseGbps = 0, ipCount = 0, ipKind = "single" } = order;
  const fields = {
    guid: order.guid,
    defense: whole("defenseGbps", defenseGbps, 0),
    bandwidth: whole("bandwidthMbps", bandwidthMbps, 0),
    ip_type: ipKind === "single" ? "1" : "2",
    ipnum: whole("ipCount", ipCount, 0),
    ...orderNumbers(order),
    clientUserId: order.clientUserId,
  };
  if (bandwidthMbps + defenseGbps + ipCount > 0) return fields;
  throw new ArgumentError([{ property: "bandwidthMbps", reason: say("an upgrade must add something") }]);
}

function degradeParameter(item: DegradeItem, date: string): Fields {
  if (item.item !== "ip") {
    const { amount, oldValue, newValue } = item;
    return { item: item.item, value: amount, date, old_value: oldValue, new_value: newValue };
  }
  // For addresses the vendor's sample sends no value before, and the number removed as the value afterwards.
  return { item: "ip", value: item.addresses, date, new_value: item.count };
}

/** @param timeZone the zone of the panel's wall, in which it takes times. */
export function degradeFields(order: DegradeOrder, timeZone: string): Fields {
  const applyAt = DateTime.fromISO(order.applyAt, { setZone: true });
  if (!applyAt.isValid) {
    throw new ArgumentError([{ property: "applyAt", reason: say("must be a time in ISO 8601") }]);
  }
  if (order.items.length === 0) {
    throw new ArgumentError([{ property: "items", reason: say("a degrade must take something away") }]);
  }
  const date = applyAt.setZone(timeZone).toFormat("yyyy-MM-dd HH:mm:ss");
  const amountOf = (wanted: DegradeItem["item"]) =>
    order.items
      .filter(({ item }) => item === wanted)
      .map((item) => (item.item === "ip" ? item.count : item.amount))
      .reduce((sum, amount) => sum + Number(whole("items", amount, 1)), 0);
  return {
    guid: order.guid,
    defense: amountOf("defense"),
    bandwidth: amountOf("bandwidth"),
    ipnum: amountOf("ip"),
    param: order.items.map((item) => degradeParameter(item, date)),
    ...identityFields(order.identity),
  };
}

export function renewFields(order: RenewOrder): Fields {
  return { guid: order.guid, months: whole("months", order.months, 1), ...orderNumbers(order) };
}

export function reinstallFields(order: ReinstallOrder): Fields {
  return {
    guid: order.guid,
    systemGuid: order.systemGuid,
    loginPassword: encodePassword(order.password),
    system_partition_size: whole("systemPartitionMb", order.systemPartitionMb ?? -1, -1),
    installType: order.installType,
    // The only boot mode that the vendor supports.
    install_mode: "1",
  };
}

import { z } from "zod";
import { at, record } from "../../core/wire/table";
import {
  flag,
  id,
  integer,
  money,
  optionalId,
  requiredInteger,
  rows,
  secretText,
  strictTime,
  text,
  texts,
  time,
  word,
} from "./scalars";
import { machine } from "./wire-catalog";
import { say } from "../language/say";

/* A service on the wire, and ours beside it. */

const itemKind = word({ bandwidth: "bandwidth", defense: "defense", ip: "ip", ipnum: "ip" });

/** What kind of address: `usable` ones are for the machine. */
const addressKind = at(
  "net_type",
  word({ ip: "usable", "1": "usable", gateway: "gateway", network: "network", broadcast: "broadcast" }),
  "net",
);

/** An address as an upgrade adds it. */
export const addedAddress = record({
  id: at("id", text),
  address: at("ip", text.pipe(z.string())),
  mask: at("mask", text),
  gateway: at("gateway", text),
  kind: addressKind,
});
export type AddedAddress = z.output<typeof addedAddress>;

/** An address, or a range of them (`114.114.8.16-23`), that a degrade can take away; a range goes as a whole. */
export const degradableAddress = record({
  address: at("ip", text.pipe(z.string())),
  mask: at("mask", text),
  gateway: at("gateway", text),
});
export type DegradableAddress = z.output<typeof degradableAddress>;

/** One or several texts, with commas between them; `undefined` for none. */
const list = texts.transform((parts = []) => (parts.length === 0 ? undefined : parts.join(",")));

/** @param timeZone the IANA zone of the panel's wall, which its times are written in. */
export function createServiceSchema(timeZone: string) {
  const moment = time(timeZone);

  const address = record({
    address: at("ip", text.pipe(z.string())),
    status: at("status", word({ "1": "normal", "-1": "released" })),
    mask: at("mask", text),
    gateway: at("gateway", text),
    /** The main address; a server has one. */
    main: at(
      "is_default",
      flag.transform((main) => main ?? false),
    ),
    kind: addressKind,
    count: at("ip_num", integer),
    createdAt: at("create_time", moment),
  });

  const upgrade = record({
    kind: at("type", itemKind),
    /** What was added: Mbit/s, Gbit/s or addresses. */
    amount: at("nums", requiredInteger, "num"),
    /** The addresses (`114.114.8.16-23`), or the amount again. */
    value: at("value", list),
    /** Whether it is in effect. Only a plain "no" counts as no: who believes it missing might buy it twice. */
    active: at(
      "status",
      flag.transform((active) => active ?? true),
    ),
    orderNo: at("order_no_api", optionalId),
    degradeGuid: at("degrade_guid", optionalId),
    createdAt: at("create_time", moment),
  });

  const degrade = record({
    id: at("id", text),
    guid: at("guid", id),
    serviceGuid: at("baremetal_guid", optionalId),
    item: at("item", itemKind),
    status: at("status", word({ "0": "waiting", "1": "done", "-1": "cancelled" })),
    /** What is taken away, where the panel says it in a number. */
    amount: at("value", integer),
    /** The same as the panel writes it: for addresses it may name them. */
    value: at("value", list),
    newValue: at("new_value", integer),
    oldValue: at("old_value", integer),
    applyAt: at("apply_time", moment),
    createdAt: at("create_time", moment),
    finishedAt: at("finish_time", moment),
    reason: at("reason", text),
  });

  return record({
    ...machine,
    id: at("id", text),
    guid: at("guid", id),
    name: at("name", text),
    productGuid: at("product_guid", optionalId),
    lineGuid: at("line_guid", optionalId),
    systemGuid: at("system_guid", optionalId),
    systemId: at("system_id", text),
    stockId: at("stock_id", text),
    cabinet: at("cabinet_sn", text),
    clientUserId: at("client_user_id", text),
    orderStatus: at("order_status", word({ "0": "opening", "1": "normal", "3": "expired", "-2": "deleted" })),
    orderStatusCode: at("order_status", text),
    /** A locked machine is off and cannot be started by its user. */
    runStatus: at("run_status", word({ "1": "running", "-1": "stopped", "-2": "locked" })),
    runStatusCode: at("run_status", text),
    /** The operation in progress. */
    activity: at(
      "act_status",
      word({
        "0": "none",
        "1": "restarting",
        "2": "reinstalling",
        "3": "resettingPassword",
        "4": "upgrading",
        "5": "startingUp",
        "6": "shuttingDown",
      }),
    ),
    activityCode: at("act_status", text),
    loginName: at("login_name", text),
    /** Encrypted by the panel: not the password, and of no use to us. */
    encryptedLoginPassword: at("login_password", secretText),
    sshPublicKey: at("ssh_public_key", text),
    systemPartition: at("system_partition", text),
    /** As the panel writes it; its unit is unclear. */
    systemPartitionSize: at("system_partition_size", text),
    buyRemarks: at("buy_remarks", text),
    boughtAt: at("buy_time", moment),
    startedAt: at("start_time", moment),
    expiresAt: at("end_time", strictTime(timeZone)),
    synced: at("sync_status", flag),
    syncedAt: at("sync_time", moment),
    renewalReminders: at("renew_notice", integer),
    renewalRemindedAt: at("renew_notice_time", moment),
    pushing: at("push_status", flag),
    boughtByAgent: at("is_agent", flag),
    ipmiAddress: at("ipmi_ip", text),
    ipmiUser: at("ipmi_user", text),
    ipmiPassword: at("ipmi_pass", secretText),
    renewPriceText: at("renew_price", text),
    renewPriceSetting: at("renew_price_setting", word({ "0": "system", "1": "monthly", "2": "byTerm" })),
    renewPriceRemark: at("renew_price_remark", text),
    vncLocked: at("lock_vnc", flag),
    selfServiceUpgrade: at("is_upgrade", flag),
    locked: at("lock_status", flag),
    lockReason: at("lock_reason", text),
    lockedAt: at("lock_time", moment),
    bootMode: at("install_mode", word({ "1": "bios", "2": "uefi" })),
    autoRenew: at("renew_auto", flag),
    addresses: at("ip", rows(address, "ip")),
    upgrades: at("upgrade", rows(upgrade)),
    degrades: at("degrades", rows(degrade)),
  }).transform(({ renewPriceText, ...rest }, context) => {
    if (renewPriceText === undefined) return rest;
    if (rest.renewPriceSetting === "byTerm") return { ...rest, renewPricesByTerm: renewPriceText };
    if (rest.renewPriceSetting !== "monthly") return rest;
    const renewPrice = money.safeParse(renewPriceText).data;
    if (renewPrice !== undefined) return { ...rest, renewPrice };
    context.addIssue({ code: "custom", message: say("must be a decimal"), path: ["renew_price"] });
    return z.NEVER;
  });
}

/** A service (业务): a server that was bought. Sizes are the amounts bought with it; `upgrades` come on top. */
export type Service = z.output<ReturnType<typeof createServiceSchema>>;
export type Address = Service["addresses"][number];
export type Upgrade = Service["upgrades"][number];
export type Degrade = Service["degrades"][number];

import { ArgumentError } from "../../core/errors";
import { passwordField, whole } from "../../core/wire/fields";
import type { Fields, FormValue } from "../../core/wire/form";
import { say } from "../language/say";

export { filled, passwordField, whole } from "../../core/wire/fields";

/* Requests that several kinds of orders share: ours, and the wire's beside them. */

/** The reseller's own numbers. The panel does not refuse one that it has seen before. */
export interface ClientNumbers {
  /** A number for the reseller's customer, up to 2147483647. Orders of cloud servers, hosting and databases show it again, by all that is known. */
  readonly clientUserId: number;
  /** Letters, digits and hyphens, at most 32. Nothing shows it again. */
  readonly clientOrderId: string;
}

/** For how long something is bought. */
export interface Term {
  /** One of the terms that the line, or the product of hosting or of a database, is sold for. Default 1. */
  readonly months?: number | undefined;
  /** Nothing changes it afterwards. Default false. */
  readonly autoRenew?: boolean | undefined;
}

/** What every purchase of a server has. */
export interface ServerOrder extends ClientNumbers, Term {
  readonly lineGuid: string;
  readonly bandwidthMbps: number;
  readonly defenseGbps: number;
  /** Default 1. */
  readonly ipCount?: number | undefined;
}

/** What to add. Increments, not targets; at least one must be above zero. */
export interface Increments {
  readonly addedIpCount?: number | undefined;
  readonly addedBandwidthMbps?: number | undefined;
  readonly addedDefenseGbps?: number | undefined;
}

/** A new image on the disks. */
export interface Reinstall {
  readonly imageGuid: string;
  readonly password: string;
}

/** {@link Reinstall} of a machine that is no cloud server. */
export interface PhysicalReinstall extends Reinstall {
  /** The port of the remote login, such as the image's. */
  readonly loginPort: number;
  /** The vendor does not say which there are. */
  readonly partitionKind?: string | undefined;
  readonly partitionSizeGb?: number | undefined;
  /** Free text for the vendor's staff. */
  readonly reason?: string | undefined;
}

/** The id of an order as the panel takes it. It takes prefixes off, so anything but digits may name another order. */
export function orderIdField(id: string, property = "id"): string {
  if (/^\d+$/.test(id)) return id;
  throw new ArgumentError([{ property, reason: say("must be an order id, in digits") }]);
}

/** A GUID of the catalogue. An empty one would be bought as anything. */
export function guidField(property: string, guid: string): string {
  if (/^\S+$/.test(guid)) return guid;
  throw new ArgumentError([{ property, reason: say("must be a GUID") }]);
}

/** Sizes of disks, with commas between them. */
export function disksField(property: string, sizesGb: readonly number[]): string {
  if (sizesGb.length > 0) return sizesGb.map((size) => whole(property, size, 1)).join(",");
  throw new ArgumentError([{ property, reason: say("must hold a disk at least") }]);
}

function numbersOf({ clientUserId, clientOrderId }: ClientNumbers): readonly [user: number, order: string] {
  if (!/^[A-Za-z0-9-]{1,32}$/.test(clientOrderId)) {
    const reason = say("must be 1 to 32 letters, digits and hyphens");
    throw new ArgumentError([{ property: "clientOrderId", reason }]);
  }
  return [whole("clientUserId", clientUserId, 0), clientOrderId];
}

/** The client's numbers beside a renewal or an upgrade, where the operation takes them. */
export function numberFields(numbers: ClientNumbers): Fields {
  const [user, order] = numbersOf(numbers);
  return { client_order_id: order, client_user_id: user };
}

/**
 * A purchase (`create_order`).
 * @param kind `create_server`.
 * @param content the sizes, by the wire's names: passed as a whole.
 * @param beside what stands beside the content: what is bought, where and with what.
 */
export function purchaseFields(
  kind: string,
  order: ClientNumbers,
  content: Readonly<Record<string, FormValue>>,
  beside: Readonly<Record<string, string>>,
): Fields {
  const [user, number] = numbersOf(order);
  return { obj_type: kind, user_id: user, order_id: number, content, ...beside };
}

/** The end of the content of every purchase. The number is always 1: one order id for several orders would fit none of them. */
export function termContent({ months = 1, autoRenew = false }: Term) {
  return { months: whole("months", months, 1), number: 1, renew_auto: autoRenew ? 1 : 0 };
}

/** Increments, 0 for what stays. */
export function incrementFields(added: Increments): Fields {
  const { addedIpCount = 0, addedBandwidthMbps = 0, addedDefenseGbps = 0 } = added;
  const fields = {
    ipnumAdd: whole("addedIpCount", addedIpCount, 0),
    bandwidthAdd: whole("addedBandwidthMbps", addedBandwidthMbps, 0),
    defenseAdd: whole("addedDefenseGbps", addedDefenseGbps, 0),
  };
  if (addedIpCount + addedBandwidthMbps + addedDefenseGbps > 0) return fields;
  throw new ArgumentError([{ property: "addedIpCount", reason: say("an upgrade must add something") }]);
}

/** A reinstallation of a physical server or a server in colocation. */
export function physicalReinstallFields(id: string, reinstall: PhysicalReinstall): Fields {
  const { partitionSizeGb } = reinstall;
  return {
    guid: orderIdField(id),
    systemID: guidField("imageGuid", reinstall.imageGuid),
    port: whole("loginPort", reinstall.loginPort, 1),
    password: passwordField(reinstall.password),
    system_partition: reinstall.partitionKind,
    system_partition_size:
      partitionSizeGb === undefined ? undefined : whole("partitionSizeGb", partitionSizeGb, 1),
    install_reason: reinstall.reason,
  };
}

import { at, type RecordOf } from "../../core/wire/table";
import { addresses, enabledStatuses, orderStatuses, physicalActivities, runStatuses } from "./replies";
import {
  decimal,
  flag,
  guid,
  integer,
  integers,
  money,
  names,
  opaque,
  optionalGuid,
  orderId,
  password,
  strictInteger,
  strictTime,
  text,
  time,
  word,
} from "./scalars";

/* What physical servers and colocation share on the wire, and ours beside it. */

/** Of a line (线路): a network with its prices, limits and switches. */
export const physicalLineFields = {
  /** GUID of the line: what `line` takes. */
  guid: at("guid", guid),
  /** GUID of its zone. On the wire it is `line_guid`, which elsewhere is the line of a product or of an order. */
  zoneGuid: at("line_guid", optionalGuid),
  /** Name of the line: what `line` takes too. */
  name: at("name", text),
  /** The panel's text on it (`descript`). */
  description: at("descript", text),
  /** Whether it is in use (`status`). */
  status: at("status", word(enabledStatuses)),
  /** Whether servers can be bought on it (`buy_status`). */
  purchaseOpen: at("buy_status", flag),
  /** Price of a Mbit/s a month, a decimal string (`bandwidth_price`). */
  bandwidthPrice: at("bandwidth_price", money),
  /** Prices of bandwidth by tiers, as the panel has them: their form is not documented (`bandwidth_stairs_price`). */
  bandwidthPriceTiers: at("bandwidth_stairs_price", opaque),
  /** Most bandwidth, in Mbit/s (`bandwidth_max_size`). */
  maxBandwidthMbps: at("bandwidth_max_size", integer),
  /** Price of an address a month, a decimal string (`ip_price`). */
  ipPrice: at("ip_price", money),
  /** Fewest addresses (`ip_min_size`). */
  minIpCount: at("ip_min_size", integer),
  /** Most addresses (`ip_max_size`). */
  maxIpCount: at("ip_max_size", integer),
  /** Addresses that cost nothing (`ip_free_size`). */
  freeIpCount: at("ip_free_size", integer),
  /** The numbers of addresses to choose from (`ip_num_list`). */
  ipCounts: at("ip_num_list", integers),
  /** Price of a Gbit/s of DDoS defense a month, a decimal string (`defense_price`). */
  defensePrice: at("defense_price", money),
  /** Most DDoS defense, in Gbit/s (`defense_max_size`). */
  maxDefenseGbps: at("defense_max_size", integer),
  /** The amounts of DDoS defense to choose from, in Gbit/s (`defense_num_list`). */
  defenseOptionsGbps: at("defense_num_list", integers),
  /** DDoS defense is sold in steps of so many Gbit/s (`defense_step`). */
  defenseStepGbps: at("defense_step", integer),
  /** The terms that are sold, in months (`months`). */
  months: at("months", integers),
  /** Days that a server is kept after its end (`retention_days`). */
  retentionDays: at("retention_days", integer),
  /** Factor on prices from a year on, a decimal string; a panel writes 0 where it has none, by all that is known (`discount1`). */
  oneYearFactor: at("discount1", decimal),
  /** The same from two years on (`discount2`). */
  twoYearFactor: at("discount2", decimal),
  /** The same from three years on (`discount3`). */
  threeYearFactor: at("discount3", decimal),
};

export type PhysicalLine = RecordOf<typeof physicalLineFields>;

/** Of a product: something that is sold on a line for a price. */
export const physicalProductFields = {
  /** GUID of the product: what `product` takes. */
  guid: at("guid", guid),
  /** Name of the product: what `product` takes too. */
  name: at("name", text),
  /** GUID of its line (`line_guid`). */
  lineGuid: at("line_guid", optionalGuid),
  /** Names of its lines (`line_names`). */
  lineNames: at("line_names", names),
  /** Whether it is in use (`status`). */
  status: at("status", word(enabledStatuses)),
  /** Number of addresses (`ipnum`). */
  ipCount: at("ipnum", integer),
  /** Bandwidth in Mbit/s (`bandwidth`). */
  bandwidthMbps: at("bandwidth", integer),
  /** DDoS defense in Gbit/s (`defense`). */
  defenseGbps: at("defense", integer),
  /** Price a month, a decimal string (`price`). */
  price: at("price", money),
  /** The panel's text on it (`description`). */
  description: at("description", text),
  /** A number that the vendor does not explain (`stock_type`). */
  stockTypeCode: at("stock_type", text),
};
export type PhysicalProduct = RecordOf<typeof physicalProductFields>;

/** Of an order. Rows of the list have fewer fields. @param timeZone the IANA zone of the panel's wall. */
export function physicalOrderFields(timeZone: string) {
  const moment = time(timeZone);
  return {
    id: at("id", orderId),
    /** Not documented, and of use where a panel shows them all the same. */
    clientUserId: at("client_user_id", integer),
    clientOrderId: at("client_order_id", text),
    name: at("name", text),
    productGuid: at("product_guid", optionalGuid),
    lineGuid: at("line_guid", optionalGuid),
    imageGuid: at("system_guid", optionalGuid),
    bandwidthMbps: at("bandwidth", strictInteger),
    defenseGbps: at("defense", strictInteger),
    ipCount: at("ipnum", strictInteger),
    addresses: at("ip", addresses),
    loginName: at("login_name", text),
    loginPassword: at("login_password", password),
    loginPort: at("system_port", integer),
    boughtAt: at("buy_time", moment),
    startedAt: at("start_time", moment),
    expiresAt: at("end_time", strictTime(timeZone)),
    orderStatus: at("order_status", word(orderStatuses)),
    orderStatusCode: at("order_status", text),
    runStatus: at("run_status", word(runStatuses)),
    runStatusCode: at("run_status", text),
    /** The operation in progress. */
    activity: at("act_status", word(physicalActivities)),
    activityCode: at("act_status", text),
    /** Which system runs it behind the panel. */
    backend: at("api_type", text),
  };
}

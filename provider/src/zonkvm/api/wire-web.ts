import { at, record, type RecordOf } from "../../core/wire/table";
import { enabledStatuses, orderStatuses, runStatuses, stockStatuses } from "./replies";
import {
  decimal,
  flag,
  guid,
  integer,
  integers,
  key,
  lenient,
  money,
  names,
  optionalGuid,
  orderId,
  rows,
  strictTime,
  text,
  texts,
  time,
  word,
} from "./scalars";

/* What web hosting and databases share on the wire, and ours beside it. */

/** Of a product: a package for one price a month. */
export const webProductFields = {
  /** GUID of the product: what `product` takes. */
  guid: at("guid", guid),
  /** Name of the product: what `product` takes too. */
  name: at("name", text),
  /** GUIDs of the lines that it is sold on (`lines_guid`). */
  lineGuids: at("lines_guid", texts),
  /** Names of those lines (`line_names`). */
  lineNames: at("line_names", names),
  /** The panel's text on it (`desc`). */
  description: at("desc", text),
  /** Whether it is in use (`status`). */
  status: at("status", word(enabledStatuses)),
  /** Whether there are any left (`stock`). */
  stock: at("stock", word(stockStatuses)),
  /** Price a month, a decimal string (`price`). */
  price: at("price", money),
  /** The terms that are sold, in months (`months`). */
  months: at("months", integers),
  /** What is paid for longer terms, in percent of the price by the look of it, decimal strings (`discount`). */
  discounts: at(
    "discount",
    lenient(rows(record({ months: at("month", integer), percent: at("discount", decimal) }))),
  ),
  /** Size of the database, in MB (`db`). */
  databaseMb: at("db", integer),
  /** Most that one account can buy, 0 for any number by reading (`buy_limit`). */
  purchaseLimit: at("buy_limit", integer),
  /** Whether orders of it can be upgraded to another product (`upgradation`). */
  upgradeOpen: at("upgradation", flag),
  /** Whether the panel recommends it (`suggest`). */
  recommended: at("suggest", flag),
  /** As the panel has it, in seconds (`timeout`). */
  timeoutSeconds: at("timeout", integer),
  /** Where it stands in the panel's list (`sort`). */
  sortOrder: at("sort", integer),
};
export type WebProduct = RecordOf<typeof webProductFields>;

/** Of an order. @param timeZone the IANA zone of the panel's wall. */
export function webOrderFields(timeZone: string) {
  const moment = time(timeZone);
  return {
    id: at("id", orderId),
    /** What the purchase called `user_id`, by all that is known. */
    clientUserId: at("client_user_id", integer),
    /** Not documented, and of use where a panel shows it all the same. */
    clientOrderId: at("client_order_id", text),
    /** What it is called in the panel. */
    name: at("name", text),
    productGuid: at("product_guid", optionalGuid),
    lineGuid: at("line_guid", optionalGuid),
    usedDiskMb: at("use_disk", integer),
    databaseMb: at("db_size", integer),
    /** `mysql`. */
    databaseKind: at("db_type", text),
    /** `utf8mb4`. */
    encoding: at("db_code", text),
    boughtAt: at("buy_time", moment),
    startedAt: at("start_time", moment),
    expiresAt: at("end_time", strictTime(timeZone)),
    orderStatus: at("order_status", word(orderStatuses)),
    orderStatusCode: at("order_status", text),
    runStatus: at("run_status", word(runStatuses)),
    runStatusCode: at("run_status", text),
    /** The panel's remark, which nothing sets. */
    remark: at("remarks", text),
    autoRenew: at("renew_auto", flag),
    /** Price of a renewal, a decimal string. For how long, the vendor does not say. */
    renewalPrice: at("renew_price", money),
    boughtMonths: at("buymonths", integer),
  };
}

/** A backup. @param timeZone the IANA zone of the panel's wall. */
export function createBackupSchema(timeZone: string) {
  return record({
    /** What deletes it. */
    id: at("id", key),
    /** What it belongs to, as the panel's node counts. */
    parentId: at("pid", text),
    /** `0` for a site's and `1` for a database's, by the samples. */
    kindCode: at("type", text),
    name: at("name", text),
    fileName: at("filename", text),
    /** By reading: the vendor names no unit. */
    sizeBytes: at("size", integer),
    madeAt: at("addtime", time(timeZone)),
  });
}

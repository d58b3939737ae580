import { z } from "zod";
import type { Database, DatabaseAccess } from "../api/databases";
import { documentedObject } from "../../core/documented";
import { withoutGaps } from "../../core/gaps";
import { statuses } from "../../core/observed";
import { statusOf } from "../states";

/** A database as the panel has it, in our words. What the panel does not say is not there. */
export const cloudDatabaseObserved = documentedObject({
  /** Number of the order: what `adopt`, `CloudDatabase.get` and `DatabaseBackup` take. Its `id` is the same, but for a purchase whose outcome was unknown at first. */
  serviceId: z.string(),
  /** Where it stands, in the words of the output `status`. */
  status: z.enum(statuses),
  /** When it was bought (`buy_time`), ISO 8601 with offset. */
  boughtAt: z.string().optional(),
  /** When its term began (`start_time`), ISO 8601 with offset. */
  startedAt: z.string().optional(),
  /** End of what is paid (`end_time`), ISO 8601 with offset. */
  expiresAt: z.string().optional(),
  /** The order of web hosting that it came with (`hosting_id`); not there for one that was bought. */
  hostingId: z.string().optional(),
  /** GUID of its line (`line_guid`). */
  lineId: z.string().optional(),
  /** GUID of its product (`product_guid`). */
  productId: z.string().optional(),
  /** Its name in the panel. */
  displayName: z.string().optional(),
  /** Size in effect, in MB (`db_size`). */
  sizeMb: z.number().optional(),
  /** Kind of database (`db_type`). */
  databaseKind: z.string().optional(),
  /** Its encoding (`db_code`). */
  databaseEncoding: z.string().optional(),
  /** Name of the database. */
  databaseName: z.string().optional(),
  /** Name of its user. */
  userName: z.string().optional(),
  /** Secret. The password as the panel lists it, where it does not mask it. */
  panelPassword: z.string().optional(),
  /** Whether the panel renews it by itself (`renew_auto`). */
  autoRenew: z.boolean().optional(),
  /** Price of a renewal (`renew_price`), a decimal string. For how long, the vendor does not say: by reading, for a month. */
  renewalPrice: z.string().optional(),
  /** The number that the order was given (`client_user_id`): its token, or your own; that of its hosting for a free one. */
  panelClientUserId: z.number().optional(),
  /** From where it may be reached, for those that manage it (`sql_get_access`). */
  accessRule: z.union([z.enum(["everywhere", "localhost"]), z.array(z.string())]).optional(),
});
export type CloudDatabaseObserved = z.output<typeof cloudDatabaseObserved>;

/** A rule of access in the words of the argument. */
export function accessOf({ from, addresses }: DatabaseAccess): "everywhere" | "localhost" | string[] {
  return from === "addresses" ? [...addresses] : from;
}

/** A row of the panel as what is observed of the resource. */
export function observeDatabase(database: Database): CloudDatabaseObserved {
  return withoutGaps({
    serviceId: database.id,
    status: statusOf(database.orderStatus, database.runStatus),
    boughtAt: database.boughtAt,
    startedAt: database.startedAt ?? database.boughtAt,
    expiresAt: database.expiresAt,
    hostingId: database.hostingId,
    lineId: database.lineGuid,
    productId: database.productGuid,
    displayName: database.name,
    sizeMb: database.databaseMb,
    databaseKind: database.databaseKind,
    databaseEncoding: database.encoding,
    databaseName: database.databaseName,
    userName: database.userName,
    panelPassword: database.password,
    autoRenew: database.autoRenew,
    renewalPrice: database.renewalPrice,
    panelClientUserId: database.clientUserId,
  });
}

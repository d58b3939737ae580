import { z } from "zod";
import { buyer, newOrder, refuseTerm, sell, term } from "./buy";
import { command } from "./operation";
import type { ZonkvmPanel } from "./panel";
import { catalogGuid, json, newPassword } from "./params";
import { malformed, noProduct, refused, ZonkvmRefusal } from "./refusal";
import type { Hosting, Sql } from "./service";
import { isSoldOn, refuseMany } from "./web-term";

const fresh = { access: "127.0.0.1", backups: [], imported: null, reissues: 0 };

export const createDatabase = command(
  z.strictObject({
    ...buyer,
    product_guid: catalogGuid,
    prefix: z.string().regex(/^[a-z][a-z0-9_]{0,15}$/),
    pwd: newPassword,
    content: json(
      z.strictObject({ db: z.string().regex(/^\d+$/), code: z.enum(["utf8mb4", "utf8", "gbk"]), ...term }),
    ),
  }),
  (panel, params) => {
    const { content } = params;
    const line = panel.find(panel.catalog.hostingLines, params.line_guid, refused.line);
    if (line.status !== 1 || line.stock !== 1) throw refused.line;
    const product = panel.find(panel.catalog.sqlProducts, params.product_guid, noProduct);
    if (!isSoldOn(product, line.guid)) throw noProduct;
    refuseTerm(product.months, content.months ?? 1);
    refuseMany(panel, "sql", product, content.number ?? 1);
    if (Number(content.db) !== product.db) throw malformed("content.db");
    const draft: Sql = {
      kind: "sql",
      ...newOrder(panel, product.guid, params),
      hostingId: 0,
      name: "",
      dbName: "",
      password: params.pwd,
      dbType: "mysql",
      dbCode: content.code,
      ...fresh,
    };
    return sell(panel, draft, content.number ?? 1, (order) => {
      order.dbName = panel.kept(`${params.prefix}${order.id}`);
      order.name = order.dbName;
    });
  },
);

/** Makes the database that comes with a hosting: an order of its own, without money, for as long as the hosting. */
export function addDatabase(panel: ZonkvmPanel, hosting: Hosting, password: string, dbType: string): void {
  if (panel.all("sql").some((one) => one.hostingId === hosting.id && one.orderStatus >= 0))
    throw new ZonkvmRefusal("已开通赠送数据库");
  const purchase = { user_id: hosting.clientUserId, order_id: "", line_guid: hosting.lineGuid, content: {} };
  const id = panel.next("sql");
  panel.state.services.push({
    kind: "sql",
    ...newOrder(panel, hosting.productGuid, purchase),
    id,
    endsAt: hosting.endsAt,
    // The node makes it while the caller waits.
    orderStatus: 1,
    runStatus: 1,
    opensAtMs: null,
    hostingId: hosting.id,
    name: hosting.ftpName,
    dbName: hosting.ftpName,
    password,
    dbType,
    dbCode: hosting.dbCode,
    ...fresh,
  });
}

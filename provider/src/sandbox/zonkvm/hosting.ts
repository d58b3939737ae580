import { z } from "zod";
import { buyer, newOrder, refuseTerm, sell, term } from "./buy";
import type { HostingProduct } from "./catalog-rows";
import { followHosting } from "./life";
import { phpVersions } from "./offer-web";
import { command } from "./operation";
import type { ZonkvmPanel } from "./panel";
import { catalogGuid, guid, integer, json, newPassword, optional, text } from "./params";
import { changeAmount } from "./pricing";
import {
  malformed,
  noDecrease,
  noProduct,
  noRenewal,
  noUpgrade,
  opening,
  refused,
  ZonkvmRefusal,
} from "./refusal";
import type { Hosting } from "./service";
import { freeDomainOf, rootOf } from "./shown";
import { freshSite } from "./site";
import { addDatabase } from "./sql-create";
import { isSoldOn, refuseCoupon, refuseMany, renewal, renewTo } from "./web-term";

const prefix = z.string().regex(/^[a-z][a-z0-9_]{0,15}$/);
const phpNames = phpVersions.map((version) => `php${version}`);
const programVersion = (program: string, version: string): boolean =>
  program === "php" ? phpNames.includes(version) : ["asp", "asp_net"].includes(version);

/** @throws ZonkvmRefusal for traffic that is no whole number of packs on top of what is there, or too much */
function refuseFlow(product: HostingProduct, from: number, flow: number): void {
  if (flow < from || flow > product.max_flow || (flow - from) % product.up_flow !== 0)
    throw malformed("flow");
}

export const createHosting = command(
  z.strictObject({
    ...buyer,
    product_guid: catalogGuid,
    prefix,
    pwd: newPassword,
    content: json(
      z.strictObject({
        program: z.enum(["php", "asp"]),
        program_version: text,
        db: z.enum(["mysql", "sqlserver"]),
        code: z.enum(["utf8", "gbk"]),
        flow: optional(integer(1, 1e6)),
        ...term,
      }),
    ),
  }),
  (panel, params) => {
    const { content } = params;
    const line = panel.find(panel.catalog.hostingLines, params.line_guid, refused.line);
    if (line.status !== 1 || line.stock !== 1) throw refused.line;
    const product = panel.find(panel.catalog.hostingProducts, params.product_guid, noProduct);
    if (!isSoldOn(product, line.guid)) throw noProduct;
    refuseTerm(product.months, content.months ?? 1);
    refuseMany(panel, "hosting", product, content.number ?? 1);
    if (!programVersion(content.program, content.program_version)) throw malformed("content.program_version");
    const flow = content.flow ?? product.flow;
    refuseFlow(product, product.flow, flow);
    const draft: Hosting = {
      kind: "hosting",
      ...newOrder(panel, product.guid, params),
      name: "",
      ftpName: "",
      ftpPassword: params.pwd,
      program: content.program,
      programVersion: content.program_version,
      dbType: content.db,
      dbCode: content.code,
      flow,
      site: freshSite("", "", ""),
    };
    return sell(panel, draft, content.number ?? 1, (order) => {
      order.ftpName = panel.kept(`${params.prefix}${order.id}`);
      order.name = order.ftpName;
      order.site = freshSite(freeDomainOf(order.ftpName, line.domain), rootOf(order), order.boughtAt);
    });
  },
);

const One = z.strictObject({ guid });

export const hostingStop = command(One, (panel, { guid: id }) => {
  panel.usable("hosting", id).runStatus = -1;
});

export const hostingStart = command(One, (panel, { guid: id }) => {
  panel.usable("hosting", id).runStatus = 1;
});

export const hostingEditName = command(z.strictObject({ guid, name: text }), (panel, params) => {
  panel.usable("hosting", params.guid).name = panel.kept(params.name);
});

export const hostingEditPwd = command(
  z.strictObject({ guid, ftp_password: newPassword }),
  (panel, params) => {
    panel.usable("hosting", params.guid).ftpPassword = params.ftp_password;
  },
);

export const hostingSetPhpVersion = command(z.strictObject({ guid, version: text }), (panel, params) => {
  const hosting = panel.usable("hosting", params.guid);
  if (hosting.program !== "php") throw new ZonkvmRefusal("该主机不支持PHP");
  if (!phpNames.includes(params.version)) throw malformed("version");
  hosting.programVersion = params.version;
});

export const hostingRenew = command(z.strictObject({ guid, ...renewal }), (panel, params) => {
  const hosting = panel.own("hosting", params.guid);
  if (panel.known(panel.catalog.hostingLines, hosting.lineGuid).renew !== 1) throw noRenewal;
  const product = panel.known(panel.catalog.hostingProducts, hosting.productGuid);
  renewTo(panel, hosting, product.months, params);
  followHosting(panel, hosting);
});

/** Brings back what had expired and was renewed. */
export const hostingResumeAfterRenew = command(One, (panel, { guid: id }) => {
  const hosting = panel.own("hosting", id);
  if (hosting.orderStatus === 0) throw opening;
  if (hosting.endsAt <= panel.stamp()) throw new ZonkvmRefusal("主机尚未续费");
  hosting.orderStatus = 1;
  hosting.runStatus = 1;
  for (const sql of panel.all("sql"))
    if (sql.hostingId === id && sql.orderStatus === 3) Object.assign(sql, { orderStatus: 1, runStatus: 1 });
});

function withFlow(panel: ZonkvmPanel, hosting: Hosting, flow: number | undefined): Hosting {
  if (flow === undefined) return hosting;
  refuseFlow(panel.known(panel.catalog.hostingProducts, hosting.productGuid), hosting.flow, flow);
  if (flow === hosting.flow) throw malformed("flow");
  return { ...hosting, flow };
}

function withProduct(panel: ZonkvmPanel, hosting: Hosting, productGuid: string | undefined): Hosting {
  if (productGuid === undefined) return hosting;
  const product = panel.find(panel.catalog.hostingProducts, productGuid, noProduct);
  if (!isSoldOn(product, hosting.lineGuid) || product.guid === hosting.productGuid) throw noProduct;
  return { ...hosting, productGuid, flow: Math.max(hosting.flow, product.flow) };
}

/** More traffic, then another product. */
export const hostingUpgrade = command(
  z.strictObject({
    guid,
    flow: optional(integer(1, 1e6)),
    new_product_guid: optional(catalogGuid),
    coupon_id: renewal.coupon_id,
  }),
  (panel, params) => {
    const hosting = panel.usable("hosting", params.guid);
    if (params.flow === undefined && params.new_product_guid === undefined) throw refused.missing;
    refuseCoupon(params.coupon_id);
    if (panel.known(panel.catalog.hostingProducts, hosting.productGuid).upgradation !== 1) throw noUpgrade;
    const wider = withFlow(panel, hosting, params.flow);
    const after = withProduct(panel, wider, params.new_product_guid);
    const steps = [changeAmount(panel, hosting, wider), changeAmount(panel, wider, after)];
    if (steps.some((amount) => amount.lt(0))) throw noDecrease;
    panel.require(steps.reduce((sum, amount) => sum.plus(amount)));
    for (const amount of steps.filter((_, index) => (index === 0 ? wider !== hosting : after !== wider))) {
      hosting.payments.push({ amount: amount.toFixed(2), from: panel.stamp(), to: hosting.endsAt });
      panel.charge(hosting, "upgrade", amount);
    }
    Object.assign(hosting, { flow: after.flow, productGuid: after.productGuid });
  },
);

export const hostingAddDatabase = command(
  z.strictObject({ guid, db_password: newPassword, db_type: optional(z.enum(["mysql", "sqlserver"])) }),
  (panel, params) => {
    addDatabase(panel, panel.usable("hosting", params.guid), params.db_password, params.db_type ?? "mysql");
  },
);

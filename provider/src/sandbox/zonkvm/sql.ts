import { isIP } from "node:net";
import { z } from "zod";
import { command, query } from "./operation";
import type { ZonkvmPanel } from "./panel";
import { catalogGuid, guid, integer, newPassword, optional, text } from "./params";
import { changeAmount } from "./pricing";
import { malformed, noDecrease, noProduct, noUpgrade, refused, ZonkvmRefusal } from "./refusal";
import type { Sql } from "./service";
import { isSoldOn, refuseCoupon, renewal, renewTo } from "./web-term";

const One = z.strictObject({ guid });
const mostBackups = 3;

/** A message of the node inside a success. */
const nodeSays = (status: boolean, msg: string): { status: boolean; msg: string } => ({ status, msg });

/** The name is the finance system's own: an expired database can have one too. */
export const sqlEditName = command(z.strictObject({ guid, name: text }), (panel, params) => {
  panel.own("sql", params.guid).name = panel.kept(params.name);
});

export const sqlReissue = command(One, (panel, { guid: id }) => {
  panel.usable("sql", id).reissues += 1;
});

export const sqlGetAccess = query(One, (panel, { guid: id }) =>
  nodeSays(true, panel.usable("sql", id).access),
);

const ipText = z.string().refine((value) => isIP(value) !== 0);

export const sqlSetAccess = command(
  z.strictObject({
    guid,
    dataAccess: z.enum(["%", "127.0.0.1", "ip"]),
    access: optional(text),
    address: optional(ipText),
  }),
  (panel, { guid: id, dataAccess, access, address }) => {
    const sql = panel.usable("sql", id);
    if (dataAccess !== "ip") {
      sql.access = dataAccess;
      return;
    }
    if (access === undefined) throw refused.missing;
    const ips = access.split("\n").map((one) => one.trim());
    if (!ips.every((one) => isIP(one) !== 0)) throw malformed("access");
    sql.access = [...ips, ...(address === undefined ? [] : [address])].join(",");
  },
);

export const sqlResetPassword = command(z.strictObject({ guid, password: newPassword }), (panel, params) => {
  panel.usable("sql", params.guid).password = params.password;
});

const fileOf = (sql: Sql, backup: { id: number; at: string }): string =>
  `${sql.dbName}_${backup.at.replaceAll(/\D/g, "")}_${backup.id}.sql.gz`;
const pathOf = (filename: string): string => `/www/backup/database/${filename}`;
const isReady = (panel: ZonkvmPanel, backup: { readyAtMs: number }): boolean =>
  backup.readyAtMs <= panel.nowMs();

export const sqlBackupList = query(One, (panel, { guid: id }) => {
  const sql = panel.usable("sql", id);
  return sql.backups
    .filter((backup) => isReady(panel, backup))
    .map((backup) => ({
      id: String(backup.id),
      pid: String(sql.id),
      type: "1",
      name: backup.name,
      filename: fileOf(sql, backup),
      size: "204800",
      addtime: backup.at,
    }));
});

export const sqlToBackup = command(One, (panel, { guid: id }) => {
  const sql = panel.usable("sql", id);
  if (sql.backups.some((backup) => !isReady(panel, backup))) return nodeSays(false, "备份正在进行中");
  if (sql.backups.length >= mostBackups) return nodeSays(false, "最多保留3个备份，请先删除旧备份");
  const at = panel.stamp();
  const name = `${sql.dbName}_${at.slice(0, 10).replaceAll("-", "")}.sql.gz`;
  const readyAtMs = panel.nowMs() + panel.manners.busySeconds * 1000;
  sql.backups.push({ id: panel.next("sqlBackup"), name, at, readyAtMs });
  return nodeSays(true, "备份中");
});

export const sqlDelBackup = command(z.strictObject({ guid, bak_guid: integer(1, 1e9) }), (panel, params) => {
  const sql = panel.usable("sql", params.guid);
  if (!sql.backups.some((backup) => backup.id === params.bak_guid)) throw new ZonkvmRefusal("备份不存在");
  sql.backups = sql.backups.filter((backup) => backup.id !== params.bak_guid);
});

/** How far something is; nothing that runs is all done. */
function progress(panel: ZonkvmPanel, startMs: number, endMs: number): string {
  const share = endMs <= startMs ? 1 : (panel.nowMs() - startMs) / (endMs - startMs);
  return `${Math.max(0, Math.min(100, Math.floor(share * 100)))}%`;
}

export const sqlGetBackupSize = query(One, (panel, { guid: id }) => {
  const readyAtMs = panel.usable("sql", id).backups.at(-1)?.readyAtMs ?? 0;
  return nodeSays(true, progress(panel, readyAtMs - panel.manners.busySeconds * 1000, readyAtMs));
});

export const sqlInputBackup = command(z.strictObject({ guid, file: text }), (panel, { guid: id, file }) => {
  const sql = panel.usable("sql", id);
  const known = sql.backups.some((backup) => isReady(panel, backup) && pathOf(fileOf(sql, backup)) === file);
  if (!known) return nodeSays(false, "备份文件不存在");
  const startMs = panel.nowMs();
  sql.imported = { file, startMs, endMs: startMs + panel.manners.busySeconds * 1000 };
  return nodeSays(true, "导入中");
});

export const sqlGetImportSize = query(One, (panel, { guid: id }) => {
  const { imported } = panel.usable("sql", id);
  return nodeSays(true, imported === null ? "100%" : progress(panel, imported.startMs, imported.endMs));
});

/** @throws ZonkvmRefusal for a database that came free with a hosting */
function refuseFree(sql: Sql): void {
  if (sql.hostingId !== 0) throw new ZonkvmRefusal("赠送数据库随主机续费");
}

export const sqlRenew = command(z.strictObject({ guid, ...renewal }), (panel, params) => {
  const sql = panel.own("sql", params.guid);
  refuseFree(sql);
  const product = panel.known(panel.catalog.sqlProducts, sql.productGuid);
  renewTo(panel, sql, product.months, params);
  if (sql.orderStatus === 3) Object.assign(sql, { orderStatus: 1, runStatus: 1 });
});

export const sqlUpgrade = command(
  z.strictObject({ guid, new_product_guid: catalogGuid, coupon_id: renewal.coupon_id }),
  (panel, params) => {
    const sql = panel.usable("sql", params.guid);
    refuseFree(sql);
    refuseCoupon(params.coupon_id);
    const now = panel.known(panel.catalog.sqlProducts, sql.productGuid);
    if (now.upgradation !== 1) throw noUpgrade;
    const product = panel.find(panel.catalog.sqlProducts, params.new_product_guid, noProduct);
    if (!isSoldOn(product, sql.lineGuid) || product.guid === now.guid) throw noProduct;
    const amount = changeAmount(panel, sql, { ...sql, productGuid: product.guid });
    if (product.db < now.db || amount.lt(0)) throw noDecrease;
    panel.require(amount);
    sql.payments.push({ amount: amount.toFixed(2), from: panel.stamp(), to: sql.endsAt });
    sql.productGuid = product.guid;
    panel.charge(sql, "upgrade", amount);
  },
);

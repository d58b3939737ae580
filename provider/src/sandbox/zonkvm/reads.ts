import { z } from "zod";
import { phpVersions } from "./offer-web";
import { query, type ZonkvmOperation } from "./operation";
import type { ZonkvmPanel } from "./panel";
import { catalogGuid, guid, millis, optional, page, text } from "./params";
import { malformed, refused, ZonkvmRefusal } from "./refusal";
import type { Catalog } from "./catalog-rows";
import type { Kind, Machine } from "./service";
import { listed, shown } from "./shown";
import { minuteOf } from "./time";

const rowsPerPage = 100;

/** Everything of one table, at once. */
export const catalogQuery = (table: keyof Catalog): ZonkvmOperation =>
  query(z.strictObject({}), ({ catalog }) => catalog[table]);

/** One order. */
export const orderQuery = (kind: Kind): ZonkvmOperation =>
  query(z.strictObject({ guid }), (panel, { guid: id }) => shown(panel, panel.seen(kind, id)));

function pageOf(panel: ZonkvmPanel, kind: Kind, number: number): unknown {
  const { deletedInLists, newestFirst } = panel.habits;
  const orders = panel.all(kind).filter((one) => deletedInLists || one.orderStatus !== -2);
  if (newestFirst) orders.reverse();
  const servers = orders.slice((number - 1) * rowsPerPage, number * rowsPerPage);
  return { pages: Math.ceil(orders.length / rowsPerPage), servers: servers.map((one) => listed(panel, one)) };
}

/** The orders of a kind of machine, by pages. */
export const machineList = (kind: Machine["kind"]): ZonkvmOperation =>
  query(z.strictObject({ page }), (panel, { page: number }) => pageOf(panel, kind, number));

/** The orders of hosting or of databases; the first page unless another is asked for. */
export const webList = (kind: "hosting" | "sql"): ZonkvmOperation =>
  query(z.strictObject({ page: optional(page) }), (panel, { page: number = 1 }) =>
    pageOf(panel, kind, number),
  );

const line = { line_guid: catalogGuid };

function refuseUnknownLine(panel: ZonkvmPanel, lineGuid: string): void {
  if (panel.find(panel.catalog.hostingLines, lineGuid, refused.line).status !== 1) throw refused.line;
}

export const getPhpVersion = query(z.strictObject(line), (panel, { line_guid }) => {
  refuseUnknownLine(panel, line_guid);
  return phpVersions.map((version) => ({ name: `PHP ${version}`, version }));
});

export const hostingGetSoftFind = query(
  z.strictObject({ ...line, sNname: text }),
  (panel, { line_guid, sNname }) => {
    refuseUnknownLine(panel, line_guid);
    if (sNname !== "phpmyadmin") throw new ZonkvmRefusal("软件不存在");
    return { ext: { url: "https://panel.example.com/phpmyadmin_abc123/index.php" } };
  },
);

const fiveMinutesMs = 300_000;
const longestChart = 24 * 12 * 31;

/** Traffic of a machine, a point every five minutes. */
export const chartQuery = (kind: Machine["kind"], message: string): ZonkvmOperation =>
  query(
    z.strictObject({ guid, start_time: millis, end_time: millis }),
    (panel, { guid: id, start_time: from, end_time: to }) => {
      panel.own(kind, id);
      if (to < from || to - from > longestChart * fiveMinutesMs) throw malformed("end_time");
      const points = Array.from({ length: Math.floor((to - from) / fiveMinutesMs) + 1 }, (_, index) => index);
      return {
        date: points.map((index) => minuteOf(from + index * fiveMinutesMs)),
        in: points.map((index) => 1_024_000 + (index % 12) * 1000),
        out: points.map((index) => 512_000 + (index % 12) * 500),
        start_time: minuteOf(from),
        end_time: minuteOf(to),
        unit: "bps",
      };
    },
    message,
  );

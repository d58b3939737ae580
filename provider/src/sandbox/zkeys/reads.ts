import { z } from "zod";
import { operation, type Operation } from "./operation";
import type { ZkeysPanel } from "./panel";
import { guid, positive } from "./params";
import { Refusal } from "./refusal";
import { shown, type ServiceRow } from "./service";

const nothing = z.strictObject({});

/** Rows of one page and the totals; a page is at most what the panel allows. */
function page<Row>(
  panel: ZkeysPanel,
  rows: Row[],
  number: number,
  length: number,
): { rows: Row[]; pages: number } {
  const size = Math.min(length, panel.manners.maxPageSize);
  return { rows: rows.slice((number - 1) * size, number * size), pages: Math.ceil(rows.length / size) };
}

const ListOrSingle = z.strictObject({
  guid: guid.optional(),
  page: positive,
  number: positive.optional(),
  page_size: positive.optional(),
});

function shownBy(panel: ZkeysPanel, row: ServiceRow, reply: "list" | "single"): unknown {
  const read = panel.asRead(row);
  return panel.manners.showsWholeServices ? read : shown(read, reply);
}

function services(panel: ZkeysPanel, params: z.output<typeof ListOrSingle>): unknown {
  if (params.guid !== undefined) {
    if (params.page_size === undefined) throw new Refusal("缺少参数：page_size");
    const row = panel.find(params.guid)?.row;
    return { baremetal: row === undefined ? [] : shownBy(panel, row, "single") };
  }
  if (params.number === undefined) throw new Refusal("缺少参数：number");
  const newestFirst = panel.state.services.toReversed();
  if (newestFirst.length === 0 && panel.manners.emptyPage !== undefined) return panel.manners.emptyPage;
  const { rows, pages } = page(panel, newestFirst, params.page, params.number);
  return {
    total_number: String(newestFirst.length),
    total_page: pages,
    baremetal: rows.map((service) => shownBy(panel, service.row, "list")),
  };
}

/** The operations that only read. */
export const reads: Record<string, Operation> = {
  getzones: operation(nothing, (panel) => ({ zones: panel.state.catalog.zones }), { refusalData: [] }),
  sync_line: operation(
    nothing,
    (panel) => Object.fromEntries(panel.state.catalog.lines.map((line) => [line.id, line])),
    { refusalData: null },
  ),
  getsystems: operation(
    z.strictObject({ page_mode: positive, page_length: positive }),
    (panel, params) => {
      const { systems } = panel.state.catalog;
      const { rows, pages } = page(panel, systems, params.page_mode, params.page_length);
      return { pages, items: systems.length, systems: rows };
    },
    { textCode: true, refusalData: [] },
  ),
  sync_harddisk: operation(nothing, (panel) => panel.state.catalog.disks, { textCode: true }),
  sync_product: operation(nothing, (panel) => panel.state.catalog.products, { refusalData: {} }),
  sync_baremetal: operation(ListOrSingle, services, { refusalData: [] }),
};

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { LocalPanel, type Answer } from "../../../test-support/zonkvm-panel";
import { AccountRefusedError, RefusedError, UnavailableError } from "../../core/errors";
import { at, record } from "../../core/wire/table";
import { orderPage, readAllOrders, readOrder } from "./orders";
import { orderId } from "./scalars";

const panel = new LocalPanel();
beforeAll(() => panel.start());
afterAll(() => panel.stop());
beforeEach(() => {
  panel.reset();
});

const row = record({ id: at("id", orderId) });
const page = orderPage(row);
const rowsOf = (...ids: number[]) => ids.map((id) => ({ id }));
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

function all(): Promise<{ id: string }[]> {
  const transport = panel.transport();
  return readAllOrders(transport, "getservers", (number) =>
    transport.read("getservers", { page: number }, page),
  );
}
const pagesAsked = () => panel.seen.map(({ fields }) => Number(fields.page));
/** Answers page by page, and with no rows behind them. */
const paged = (pages: unknown, ...rows: number[][]) => {
  panel.answer = ({ fields }): Answer => ({
    code: 1,
    data: { pages, servers: rowsOf(...(rows[Number(fields.page) - 1] ?? [])) },
  });
};

describe("a page of orders", () => {
  it.each([
    [{ pages: 3, servers: [{ id: 1 }] }, 3, ["1"]],
    [{ pages: "3", servers: { "0": { id: "1" }, "5": { id: 2 } } }, 3, ["1", "2"]],
    [{ pages: 1, servers: '[{"id":1}]' }, 1, ["1"]],
    ['{"pages":1,"servers":[{"id":1}]}', 1, ["1"]],
    [{ servers: { id: 7 } }, undefined, ["7"]],
    [[{ id: 1 }, { id: 2 }], undefined, ["1", "2"]],
    [{ pages: 0, servers: [] }, 0, []],
    [{ pages: 0, servers: "" }, 0, []],
    [{ pages: 0 }, 0, []],
    [{ pages: 1, servers: null }, 1, []],
    [[], undefined, []],
    [{}, undefined, []],
    ["", undefined, []],
    [null, undefined, []],
    [undefined, undefined, []],
  ])("may be %j", (data, pages, ids) => {
    const { rows, ...rest } = page.parse(data);
    expect(rows.map(({ id }) => id)).toEqual(ids);
    expect(rest.pages).toBe(pages);
  });

  it.each([
    { pages: 3 },
    { total: 0 },
    "words",
    5,
    { servers: [{ name: "no id" }] },
    { servers: [{ id: "a1" }] },
  ])("cannot be %j", (data) => {
    expect(page.safeParse(data).success).toBe(false);
  });
});

describe("all orders", () => {
  it("on one page take one request", async () => {
    paged(1, range(1, 100));
    expect(await all()).toHaveLength(100);
    expect(pagesAsked()).toEqual([1]);
  });

  it.each([0, 1, "0"])("are none when the panel says %j pages and shows nothing", async (pages) => {
    paged(pages, []);
    expect(await all()).toEqual([]);
    expect(pagesAsked()).toEqual([1]);
  });

  it("are none only when an empty array says so twice", async () => {
    panel.answer = () => ({ code: 1, data: panel.seen.length === 1 ? [] : rowsOf(1) });
    expect(await all()).toEqual([{ id: "1" }]);
    panel.reset();
    panel.answer = () => ({ code: 1, data: [] });
    expect(await all()).toEqual([]);
    expect(pagesAsked()).toEqual([1, 1]);
  });

  it("on three pages are read twice: rows may have shifted", async () => {
    paged(3, range(1, 100), range(101, 200), range(201, 230));
    expect((await all()).map(({ id }) => Number(id))).toEqual(range(1, 230));
    expect(pagesAsked().sort()).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it("are read on although a page in the middle has few rows, or none", async () => {
    paged(4, range(1, 100), [101], [], [102]);
    expect(await all()).toHaveLength(102);
  });

  it("that shift between two pages are all found", async () => {
    // While the first reading is under way, the first order goes: the 101st moves to the page that was read already.
    panel.answer = ({ fields }) => {
      const rows = panel.seen.length === 1 ? range(1, 150) : range(2, 150);
      const first = (Number(fields.page) - 1) * 100;
      return { code: 1, data: { pages: 2, servers: rowsOf(...rows.slice(first, first + 100)) } };
    };
    const found = (await all()).map(({ id }) => Number(id));
    expect(found).toEqual(expect.arrayContaining(range(2, 150)));
  });

  it("may become more pages meanwhile", async () => {
    panel.answer = ({ fields }) => ({
      code: 1,
      data: { pages: panel.seen.length === 1 ? 1 : 3, servers: rowsOf(Number(fields.page)) },
    });
    // A single reply is whole in itself.
    expect(await all()).toHaveLength(1);
    expect(await all()).toHaveLength(3);
  });

  it.each([undefined, 0, ""])("are read until nothing new comes when the pages are %j", async (pages) => {
    paged(pages, [1, 2], [3]);
    expect(await all()).toHaveLength(3);
    expect(pagesAsked()).toEqual([1, 2, 3, 1, 2, 3]);
  });

  it("are found on a panel that does not heed the page", async () => {
    panel.answer = () => ({ code: 1, data: { servers: rowsOf(1, 2) } });
    expect(await all()).toHaveLength(2);
  });

  it("cannot be read where the panel shows none of the pages that it has, or far too many", async () => {
    paged(2, [], [1]);
    await expect(all()).rejects.toThrow(UnavailableError);
    paged(1_001, [1]);
    await expect(all()).rejects.toThrow("the list has 1001 pages");
  });

  it("are not none where the words say no", async () => {
    panel.answer = () => ({ code: 1, msg: "获取失败", data: [] });
    await expect(all()).rejects.toThrow(UnavailableError);
  });
});

describe("one order", () => {
  const one = () => readOrder(panel.transport(), "getserver", "1001", row);

  it("is asked for by its bare id", async () => {
    panel.answer = () => ({ code: 1, data: { id: 1001 } });
    expect(await one()).toEqual({ id: "1001" });
    expect(panel.seen).toMatchObject([{ action: "getserver", fields: { guid: "1001" } }]);
  });

  it("is null when the panel has none", async () => {
    panel.answer = () => ({ code: 0, msg: "未找到产品记录" });
    expect(await one()).toBeNull();
  });

  it.each([
    [{ code: 0, msg: "权限不足" }, AccountRefusedError],
    [{ code: 0, msg: "镜像不存在" }, RefusedError],
    [{ code: 1, data: [] }, UnavailableError],
    [{ code: 1 }, UnavailableError],
  ])("fails with %j", async (answer, kind) => {
    panel.answer = () => answer;
    await expect(one()).rejects.toThrow(kind);
  });

  it("may be read with any schema", async () => {
    panel.answer = () => ({ code: 1, data: "x" });
    expect(await readOrder(panel.transport(), "getserver", "1", z.string())).toBe("x");
  });
});

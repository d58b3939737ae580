import { describe, expect, it } from "vitest";
import { UnavailableError } from "../errors";
import { readAllPages, rowsOfPage, type Page, type Totals } from "./pages";

interface Panel {
  /** The rows there are; a test may change them between two pages. */
  rows: string[];
  /** The most rows on a page, whatever is asked for. */
  readonly cap?: number;
  readonly ignoresPage?: boolean;
  /** What the panel says about the whole. Default: nothing. */
  readonly totals?: (rows: readonly string[], size: number) => Totals;
  readonly afterEach?: (page: number, requests: number) => void;
}

const honest: NonNullable<Panel["totals"]> = (rows, size) => ({
  total: rows.length,
  pages: Math.ceil(rows.length / size),
});

/** Reads everything from a panel, and counts the requests. */
async function read(panel: Panel, pageSize = 100): Promise<{ rows: string[]; requests: number }> {
  let requests = 0;
  const readPage = (page: number, asked: number): Promise<Page<string>> => {
    const size = Math.min(asked, panel.cap ?? Infinity);
    const start = panel.ignoresPage === true ? 0 : (page - 1) * size;
    const answer = {
      rows: panel.rows.slice(start, start + size),
      ...panel.totals?.(panel.rows, size),
    };
    requests += 1;
    panel.afterEach?.(page, requests);
    return Promise.resolve(answer);
  };
  const rows = await readAllPages({ readPage, keyOf: (row) => row, pageSize, facts: { operation: "list" } });
  return { rows, requests };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `row ${index + 1}`);

describe("a list that is read", () => {
  it.each([
    [0, 1],
    [1, 1],
    [99, 1],
    [100, 1],
    [101, 2],
    [1_000, 10],
  ])("of %i rows takes %i requests from a panel that keeps to its word", async (count, requests) => {
    const rows = numbers(count);
    expect(await read({ rows, totals: honest })).toEqual({ rows, requests });
  });

  it("is whole when the panel gives smaller pages than asked for", async () => {
    const rows = numbers(77);
    expect(await read({ rows, cap: 10, totals: honest })).toEqual({ rows, requests: 8 });
  });

  it("is whole when the totals are exchanged", async () => {
    const rows = numbers(77);
    const totals: Panel["totals"] = (all, size) => {
      const { total, pages } = honest(all, size);
      return { total: pages, pages: total };
    };
    expect(await read({ rows, cap: 10, totals })).toEqual({ rows, requests: 8 });
  });

  it("is whole when only one of the totals is said", async () => {
    const rows = numbers(25);
    expect(await read({ rows, cap: 10, totals: (all) => ({ total: all.length }) })).toEqual({
      rows,
      requests: 3,
    });
  });

  it.each([0, 5, 10, 25])("is whole without totals, read twice: %i rows", async (count) => {
    const rows = numbers(count);
    expect((await read({ rows, cap: 10 })).rows).toEqual(rows);
  });

  it("is whole when the total is only that of the pages", async () => {
    const rows = numbers(25);
    expect(
      (await read({ rows, cap: 10, totals: (all, size) => ({ pages: Math.ceil(all.length / size) }) })).rows,
    ).toEqual(rows);
  });

  it("is whole when the panel ignores the page but heeds the size", async () => {
    const rows = numbers(250);
    expect((await read({ rows, ignoresPage: true, totals: honest })).rows).toEqual(rows);
    expect((await read({ rows, ignoresPage: true })).rows).toEqual(rows);
  });

  it("is whole when the panel ignores the page and shows everything", async () => {
    const rows = numbers(25);
    expect(await read({ rows, ignoresPage: true, totals: honest })).toEqual({ rows, requests: 1 });
    expect((await read({ rows, ignoresPage: true })).rows).toEqual(rows);
  });
});

describe("an empty list", () => {
  it.each([
    [{ total: 0, pages: 0 }, 1],
    [{ total: 0, pages: 1 }, 1],
    [{ total: 1, pages: 0 }, 1],
    [{ total: 0 }, 1],
    [{ pages: 0 }, 1],
    [{ pages: 1 }, 1],
  ])("is believed of %j after %i request", async (totals, requests) => {
    expect(await read({ rows: [], totals: () => totals })).toEqual({ rows: [], requests });
  });

  it.each([{ total: 1 }, { total: 1, pages: 1 }, { total: 7, pages: 0 }, { total: 0, pages: 7 }])(
    "is not believed of %j",
    async (totals) => {
      await expect(read({ rows: [], totals: () => totals })).rejects.toThrow(UnavailableError);
    },
  );
});

describe("the rows of a page", () => {
  it("are those that are there, whatever is said", () => {
    expect(rowsOfPage(["a"], {})).toEqual(["a"]);
    expect(rowsOfPage([], {})).toEqual([]);
    expect(rowsOfPage([], { total: 7 })).toEqual([]);
  });

  it("are none without their key only where a number says so", () => {
    expect(rowsOfPage(undefined, { total: 0, pages: 1 })).toEqual([]);
    expect(rowsOfPage(undefined, { pages: 0 })).toEqual([]);
    for (const totals of [{}, { pages: 1 }, { total: 1 }, { total: 7, pages: 0 }])
      expect(rowsOfPage(undefined, totals)).toBeUndefined();
  });
});

describe("a list that cannot be read whole", () => {
  const unreadable: [string, Panel][] = [
    [
      "the panel shows the first page only",
      { rows: numbers(77), cap: 10, ignoresPage: true, totals: honest },
    ],
    ["the panel shows fewer rows than it says there are", { rows: numbers(5), totals: () => ({ total: 7 }) }],
    ["the panel shows nothing of what it says is there", { rows: [], totals: () => ({ total: 7 }) }],
  ];
  it.each(unreadable)("is an error: %s", async (_, panel) => {
    await expect(read(panel)).rejects.toThrow(UnavailableError);
    await expect(read(panel)).rejects.toThrow(
      /cannot be read whole: the panel says that there are \d+ rows; \d+ were found/,
    );
  });
});

describe("a list that changes while it is read", () => {
  it("misses no row when one is deleted from a page already read", async () => {
    const panel: Panel = {
      rows: numbers(30),
      cap: 10,
      totals: honest,
      afterEach: (_, requests) => {
        if (requests === 1) panel.rows = panel.rows.filter((row) => row !== "row 3");
      },
    };
    const { rows } = await read(panel);
    expect(rows).toEqual(panel.rows);
    expect(rows).toContain("row 11");
  });

  it("misses no row when one is added at the top", async () => {
    const panel: Panel = {
      rows: numbers(30),
      cap: 10,
      totals: honest,
      afterEach: (_, requests) => {
        if (requests === 1) panel.rows = ["new", ...panel.rows];
      },
    };
    expect(new Set((await read(panel)).rows)).toEqual(new Set(panel.rows));
  });

  it("misses no row when one goes and another comes", async () => {
    const panel: Panel = {
      rows: numbers(30),
      cap: 10,
      totals: honest,
      afterEach: (_, requests) => {
        if (requests === 1) panel.rows = panel.rows.filter((row) => row !== "row 3");
        if (requests === 2) panel.rows = [...panel.rows, "new"];
      },
    };
    const { rows } = await read(panel);
    expect(rows).toEqual(panel.rows);
    expect(rows).toContain("row 11");
  });

  it("misses no row when some go without totals, as long as they stop", async () => {
    const going = ["row 3", "row 4"];
    const panel: Panel = {
      rows: numbers(30),
      cap: 10,
      afterEach: (page) => {
        const gone = page === 1 ? going.shift() : undefined;
        panel.rows = panel.rows.filter((row) => row !== gone);
      },
    };
    const { rows } = await read(panel);
    expect(rows).toEqual(panel.rows);
    expect(rows).toHaveLength(28);
  });

  it("is good enough when it only grows: what was there is there", async () => {
    const panel: Panel = {
      rows: numbers(25),
      cap: 10,
      totals: honest,
      afterEach: (_, requests) => {
        panel.rows = [...panel.rows, `new ${requests}`];
      },
    };
    const { rows } = await read(panel);
    expect(rows).toEqual(expect.arrayContaining(numbers(25)));
  });

  it("is an error when rows keep going", async () => {
    const panel: Panel = {
      rows: numbers(100),
      cap: 10,
      totals: honest,
      afterEach: (page) => {
        if (page === 1) panel.rows = panel.rows.slice(1);
      },
    };
    await expect(read(panel)).rejects.toThrow(UnavailableError);
  });
});

it("takes the newest copy of a row that came twice", async () => {
  const pages = [
    [{ id: "1", at: 1 }],
    [
      { id: "1", at: 2 },
      { id: "2", at: 2 },
    ],
    [],
  ];
  const rows = await readAllPages({
    readPage: (page) => Promise.resolve({ rows: pages[page - 1] ?? [] }),
    keyOf: (row: { id: string; at: number }) => row.id,
    pageSize: 2,
    facts: {},
  });
  expect(rows).toEqual([
    { id: "1", at: 2 },
    { id: "2", at: 2 },
  ]);
});

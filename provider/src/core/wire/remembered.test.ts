import { describe, expect, it } from "vitest";
import { z } from "zod";
import { remembered } from "./remembered";

function counting() {
  let readings = 0;
  const row = z.object({ id: z.string(), state: z.string() }).transform((wire) => {
    readings += 1;
    return { ...wire };
  });
  return { list: z.array(remembered(row)), readings: () => readings };
}

const row = (id: number, state = "ready") => ({ id: String(id), state });

describe("a row that was read before", () => {
  it("is not read again while the panel repeats it, and is when anything of it differs", () => {
    const { list, readings } = counting();
    const rows = [row(1), row(2), row(3)];
    expect(list.parse(structuredClone(rows))).toEqual(rows);
    expect(list.parse(structuredClone(rows))).toEqual(rows);
    expect(readings()).toBe(3);
    const changed = [row(1), row(2, "stopped"), row(3)];
    expect(list.parse(changed)).toEqual(changed);
    expect(readings()).toBe(4);
    expect(list.parse(rows)).toEqual(rows);
    expect(readings()).toBe(4);
  });

  it("is told from one that only looks like it", () => {
    const { list } = counting();
    list.parse([row(1)]);
    expect(list.safeParse([{ id: 1, state: "ready" }]).success).toBe(false);
  });

  it("is read again each time when it does not fit, and said where", () => {
    const { list } = counting();
    for (let time = 0; time < 2; time += 1) {
      const issues = list.safeParse([row(1), { id: "2" }]).error?.issues ?? [];
      expect(issues.map(({ path }) => path)).toEqual([[1, "state"]]);
    }
  });

  it("is forgotten when many others came since, and never while a long list repeats it", () => {
    const { list, readings } = counting();
    list.parse([row(0)]);
    for (let first = 1; first < 25_000; first += 1_000)
      list.parse(Array.from({ length: 1_000 }, (_, number) => row(first + number)));
    const before = readings();
    list.parse([row(0)]);
    expect(readings()).toBe(before + 1);
    const long = Array.from({ length: 10_000 }, (_, number) => row(-number));
    list.parse(long);
    const once = readings();
    list.parse(long);
    expect(readings()).toBe(once);
  });
});

import { describe, expect, it } from "vitest";
import { resolveNames, type Reference } from "./names";

/** Two shelves that call different things by the same names. */
const shelves: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  s1: { box: "b1", tin: "t1" },
  s2: { box: "b2" },
};
const idOf = (id: string | undefined) => (id === undefined ? { fault: "is unknown" } : { match: { id } });
const references: Reference[] = [
  { property: "shelf", find: (text) => idOf({ left: "s1", right: "s2", renamed: "s1" }[text]) },
  { property: "thing", within: ["shelf"], find: (text, { shelf = "" }) => idOf(shelves[shelf]?.[text]) },
  { property: "label", find: (text) => idOf(`l-${text}`) },
];
const idsOf = (wanted: object, kept = {}) => {
  const { names, faults } = resolveNames({ ...wanted }, kept, references);
  return {
    ids: Object.fromEntries(Object.entries(names).map(([key, { id }]) => [key, id])),
    faults: faults.map(({ property, reason }) => `${property} ${reason}`),
  };
};
const kept = {
  shelf: { text: "left", id: "s1" },
  thing: { text: "box", id: "b0" },
  label: { text: "red", id: "l0" },
};

describe("a name", () => {
  it("is looked up once, and keeps its id while its text stays", () => {
    expect(idsOf({ shelf: "left", thing: "box", label: "red" }).ids).toEqual({
      shelf: "s1",
      thing: "b1",
      label: "l-red",
    });
    expect(idsOf({ shelf: "left", thing: "box", label: "red" }, kept).ids).toEqual({
      shelf: "s1",
      thing: "b0",
      label: "l0",
    });
  });

  it("is looked up anew when what it lies within stands for something else, and only then", () => {
    expect(idsOf({ shelf: "right", thing: "box", label: "red" }, kept).ids).toEqual({
      shelf: "s2",
      thing: "b2",
      label: "l0",
    });
    expect(idsOf({ shelf: "renamed", thing: "box" }, kept).ids).toEqual({ shelf: "s1", thing: "b0" });
    expect(idsOf({ shelf: "right", thing: "tin" }, kept)).toEqual({
      ids: { shelf: "s2" },
      faults: ["thing is unknown"],
    });
  });

  it("is not looked up while what it lies within stands for nothing", () => {
    expect(idsOf({ shelf: "nowhere", thing: "box" }, kept)).toEqual({
      ids: {},
      faults: ["shelf is unknown"],
    });
    expect(idsOf({ thing: "box" })).toEqual({ ids: {}, faults: [] });
  });
});

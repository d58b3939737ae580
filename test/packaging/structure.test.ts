import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, it } from "vitest";
import * as ts from "typescript";

const source = join(__dirname, "..", "..", "provider", "src");

/** The files of the package that each of them imports, types included. */
function importsOf(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const known = new Set(files);
  const found = (from: string, specifier: string): string[] => {
    const stem = resolve(dirname(from), specifier.replace(/\.js$/, ""));
    return [`${stem}.ts`, join(stem, "index.ts")].filter((file) => known.has(file));
  };
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"));
      return [file, importedFiles.flatMap(({ fileName }) => found(file, fileName))];
    }),
  );
}

/** The first way from a file back to itself. */
function circleIn(imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): readonly string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const next of imports.get(file) ?? []) {
      const circle = walk(next, [...path, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  for (const file of imports.keys()) {
    const circle = walk(file, []);
    if (circle.length > 0) return circle.map((one) => relative(source, one));
  }
  return [];
}

const files = ts.sys.readDirectory(source, [".ts"]).filter((file) => !file.endsWith(".test.ts"));

it("has no circle among its files, types included", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(circleIn(importsOf(files))).toEqual([]);
});

it("would be found", () => {
  const circle = new Map([
    [join(source, "a.ts"), [join(source, "b.ts")]],
    [join(source, "b.ts"), [join(source, "a.ts")]],
  ]);
  expect(circleIn(circle)).toEqual(["a.ts", "b.ts", "a.ts"]);
});

import { createRequire } from "node:module";
import type ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Published } from "../../scripts/reference/published.mjs" with {
  "resolution-mode": "import",
};
import { commonOutputs } from "../../provider/src/core/observed";

/*
 * What an editor shows beside a name, asked of the TypeScript checker over the declarations that are published.
 */

const load = createRequire(__filename);
const facesOfVendor = z.record(z.string(), z.object({ type: z.string(), outputs: z.array(z.string()) }));
const facesIn = (exported: unknown) => Object.values(facesOfVendor.parse(exported));

/** `ts.TypeFlags.Object`: the compiler itself is only loaded for its types here. */
const objectFlag = 524_288;
/** Lookups of which some fields come from a table in another file, whose comments the declarations lose. */
const withoutComments =
  /^(?:rstack\.getVmState|zonkvm\.(?:getTraffic|get\w+\.(?:discounts|powers|siteHotlinkProtection)))\./;

const internals = /\$Zod|ZodType|_zod|RecordOf</;

let checker: ts.TypeChecker;
let published: Published;

beforeAll(async () => {
  const { openPublished } = await import("../../scripts/reference/published.mjs");
  published = openPublished();
  ({ checker } = published);
});

const isDocumented = (symbol: ts.Symbol): boolean => published.commentOf(symbol) !== "";

/** Names without a word of documentation: `HyperVmArgs.cpu`. */
function silent(owner: string, symbols: readonly ts.Symbol[]): string[] {
  return symbols.filter((symbol) => !isDocumented(symbol)).map(({ name }) => `${owner}.${name}`);
}

/** The type of the arguments of each kind, which stands beside every name that its class has: `rstack.SnapshotArgs`. */
const argumentsOfKinds = () =>
  published.resources().flatMap(({ names }) =>
    names.map((name) => {
      const found = published.everything.find((one) => one.name === `${name}Args`);
      if (found === undefined) throw new Error(`${name}Args is not exported`);
      return found;
    }),
  );

const named = (ending: RegExp) => published.everything.filter(({ name }) => ending.test(name));

interface ReturnedField {
  readonly path: string;
  readonly symbol: ts.Symbol;
}

/** The package's own fields of what a type holds: of an object, of each of a list or a map, of what a promise gives. */
function fieldsOf(type: ts.Type, owner: string, depth = 0): ReturnedField[] {
  if (depth > 8) return [];
  if (type.isUnion()) return type.types.flatMap((one) => fieldsOf(one, owner, depth + 1));
  const isPassedThrough = type.getSymbol()?.name === "Promise" || checker.isArrayLikeType(type);
  const inner = isPassedThrough
    ? checker.getTypeArguments(type as ts.TypeReference) // `as`: promises and lists are references.
    : [];
  if (inner.length > 0) return inner.flatMap((one) => fieldsOf(one, owner, depth + 1));
  if (!type.isIntersection() && (type.flags & objectFlag) === 0) return [];
  const mapped = checker.getIndexInfosOfType(type).flatMap((one) => fieldsOf(one.type, owner, depth + 1));
  const own = published.propertiesOf(type).flatMap((symbol) => {
    const path = `${owner}.${symbol.name}`;
    return [{ path, symbol }, ...fieldsOf(checker.getTypeOfSymbol(symbol), path, depth + 1)];
  });
  return [...mapped, ...own];
}

describe("an editor shows the documentation", () => {
  it("of every argument of every resource", () => {
    const kinds = argumentsOfKinds();
    expect(kinds.length).toBeGreaterThanOrEqual(9);
    const missing = kinds.flatMap(({ name, symbol }) => {
      const properties = checker.getDeclaredTypeOfSymbol(symbol).getProperties();
      expect(properties.length).toBeGreaterThan(3);
      return silent(name, properties);
    });
    expect(missing).toEqual([]);
  });

  it("of every resource and each of its outputs", () => {
    const classes = published.resources();
    expect(classes.length).toBeGreaterThanOrEqual(9);
    const missing = classes.flatMap(({ names: [name = ""], symbol }) => {
      const own = published.propertiesOf(checker.getDeclaredTypeOfSymbol(symbol));
      expect(own.length).toBeGreaterThan(3);
      return [...(isDocumented(symbol) ? [] : [name]), ...silent(name, own)];
    });
    expect(missing).toEqual([]);
  });

  it("of what every class can do by itself", () => {
    const statics = published.resources().flatMap(({ names: [name = ""], symbol }) => {
      const own = published.propertiesOf(checker.getTypeOfSymbol(symbol));
      expect(
        silent(
          name,
          own.filter((one) => one.name !== "prototype"),
        ),
      ).toEqual([]);
      return own.map((one) => `${name}.${one.name}`);
    });
    // A set is known by its token, and nothing else can read it.
    const readable = (ending: string) => statics.filter((one) => one.endsWith(ending)).length;
    expect(readable(".isInstance")).toBeGreaterThanOrEqual(9);
    expect(readable(".get")).toBe(readable(".isInstance") - 1);
    expect(statics).not.toContain("proxy911.ProxyAccountSet.get");
  });

  it("of what a program is given, and of nothing else", () => {
    const differing = published.resources().flatMap(({ names, symbol }) => {
      const [vendor = "", type = ""] = names.find((name) => name.includes("."))?.split(".") ?? [];
      const face = facesIn(load(`../../provider/dist/${vendor}/faces.js`)).find((one) => one.type === type);
      const typed = published.propertiesOf(checker.getDeclaredTypeOfSymbol(symbol)).map(({ name }) => name);
      const given: readonly string[] = [...(face?.outputs ?? []), ...commonOutputs];
      const args = argumentsOfKinds().find(({ name }) => name === `${vendor}.${type}Args`);
      const isArgument = (key: string): boolean =>
        args !== undefined && checker.getDeclaredTypeOfSymbol(args.symbol).getProperty(key) !== undefined;
      return [
        ...typed.filter((key) => !given.includes(key)).map((key) => `${type}.${key} is in no face`),
        ...(face?.outputs ?? [])
          .filter((key) => !typed.includes(key) && !isArgument(key))
          .map((key) => `${type}.${key} has no type`),
      ];
    });
    expect(differing).toEqual([]);
  });

  it("in words that people can read, and as outputs", () => {
    const outputs = published
      .resources()
      .flatMap(({ names: [name = ""], symbol }) =>
        published
          .propertiesOf(checker.getDeclaredTypeOfSymbol(symbol))
          .map((one) => `${name}.${one.name}: ${checker.typeToString(checker.getTypeOfSymbol(one))}`),
      );
    expect(outputs).toEqual(
      expect.arrayContaining([
        "rstack.HyperVm.cpu: OutputInstance<number>",
        "rstack.HyperVm.dataDiskGb: OutputInstance<number | undefined>",
        "rstack.HyperVm.connection: Output<HyperVmConnection | undefined>",
        "zkeys.BaremetalServer.ipAddress: Output<string>",
        "rstack.Snapshot.serviceId: Output<string>",
        "proxy911.ProxyAccountSet.usernames: Output<string[]>",
      ]),
    );
    expect(outputs.filter((line) => internals.test(line) || !/: Output(Instance)?</.test(line))).toEqual([]);
  });

  it("of every lookup, of its arguments, and of the typed clients", () => {
    const lookups = named(/\.(get\w+|search\w+|client|Client)$/).filter(
      ({ name }) => !name.endsWith("Output"),
    );
    expect(lookups.length).toBeGreaterThan(30);
    const args = named(/\.\w+Args$/);
    const missing = [
      ...lookups.filter(({ symbol }) => !isDocumented(symbol)).map(({ name }) => name),
      ...args.flatMap(({ name, symbol }) =>
        silent(name, checker.getDeclaredTypeOfSymbol(symbol).getProperties()),
      ),
    ];
    expect(missing).toEqual([]);
  });

  it("of every field that a lookup returns", () => {
    const fields = named(/\.(get|search)\w+$/)
      .filter(({ name }) => !name.endsWith("Output"))
      .flatMap(({ name, symbol }) => {
        const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
        return signature === undefined ? [] : fieldsOf(checker.getReturnTypeOfSignature(signature), name);
      });
    expect(fields.length).toBeGreaterThan(500);
    const missing = fields.filter(({ symbol }) => !isDocumented(symbol)).map(({ path }) => path);
    expect(missing.filter((path) => !withoutComments.test(path))).toEqual([]);
  });

  it("of no schema's internals in the place of an argument's type", () => {
    const kinds = argumentsOfKinds();
    expect(kinds.length).toBeGreaterThanOrEqual(9);
    const shown = kinds.flatMap(({ name, symbol }) =>
      checker
        .getDeclaredTypeOfSymbol(symbol)
        .getProperties()
        .map(
          (property) =>
            `${name}.${property.name}: ${checker.typeToString(checker.getTypeOfSymbol(property))}`,
        ),
    );
    expect(shown.filter((line) => internals.test(line))).toEqual([]);
  });
});

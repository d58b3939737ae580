import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const execute = promisify(execFile);
const load = createRequire(__filename);

/** What each vendor's resources are, and how its configuration errors name it. */
const vendors = {
  zkeys: { title: "ZKEYS", types: ["BaremetalServer"] },
  rstack: { title: "RStack", types: ["HyperVm", "HyperUser", "PortMapping", "NatWebsite", "Snapshot"] },
  proxy911: { title: "911Proxy", types: ["ProxyAccount", "ProxyAccountSet", "ProxyOrder"] },
} as const;
const kinds = Object.entries(vendors).flatMap(([vendor, { title, types }]) =>
  types.map((type) => ({ vendor, title, type })),
);

const report = z.object({ said: z.string(), files: z.array(z.string()) });

/** Runs a piece of a program in a process of its own; resolves to what `said` is then, and to the files that were loaded. */
async function run(text: string): Promise<z.output<typeof report>> {
  const program = `(async () => { let said = ""; ${text}; console.log(JSON.stringify({ said, files: Object.keys(require.cache) })); })()`;
  // What the surroundings say of accounts is none of the test's.
  const env = { PATH: process.env.PATH };
  const { stdout } = await execute(process.execPath, ["-e", program], { cwd: __dirname, env });
  return report.parse(JSON.parse(stdout));
}

const vendorsIn = (files: readonly string[]): string[] =>
  Object.keys(vendors).filter((vendor) => files.some((file) => file.includes(`/provider/dist/${vendor}/`)));
const librariesIn = (files: readonly string[]): string[] =>
  ["axios", "luxon", "zod", "cockatiel"].filter((name) =>
    files.some((file) => file.includes(`/node_modules/${name}/`)),
  );

describe("the built package", () => {
  it("exports the same from its entry as from the index that its types describe", () => {
    const names = z.record(z.string(), z.unknown());
    const sorted = (exported: unknown) =>
      Object.entries(names.parse(exported)).sort(([a], [b]) => (a < b ? -1 : 1));
    const entry = names.parse(load("../../provider/main.cjs"));
    const index = names.parse(load("../../provider/dist/index.js"));
    expect(sorted(entry)).toEqual(sorted(index));
    for (const vendor of Object.keys(vendors)) {
      const ours = sorted(entry[vendor]);
      const theirs = sorted(index[vendor]);
      expect(ours.map(([name]) => name)).toEqual(theirs.map(([name]) => name));
      expect(ours.length).toBeGreaterThan(5);
      expect(ours.filter(([, value], place) => value !== theirs[place]?.[1])).toEqual([]);
    }
  });

  it("has every kind in its vendor's namespace, and nothing that is not there", () => {
    const entry = z
      .record(z.string(), z.unknown())
      .parse({ ...z.record(z.string(), z.unknown()).parse(load("pulumi-reseller")) });
    for (const { vendor, type } of kinds) expect(entry[vendor]).toHaveProperty(type);
    for (const vendor of Object.keys(vendors)) expect(entry[vendor]).not.toHaveProperty("Nothing");
  });

  it("loads nothing of a vendor before something of it is used", async () => {
    const { files } = await run(`require("pulumi-reseller")`);
    expect(vendorsIn(files)).toEqual([]);
  });

  it.each(kinds)("loads $vendor alone, and no client, for a program's $type", async ({ vendor, type }) => {
    const { said, files } = await run(`
      const pulumi = require("@pulumi/pulumi");
      await pulumi.runtime.setMocks({ newResource: ({ inputs }) => ({ id: "1", state: inputs }), call: () => ({}) });
      const reseller = require("pulumi-reseller");
      const { ${type} } = reseller.${vendor};
      const made = new ${type}("web", {});
      said = String(${type}.isInstance(made) && (reseller.${type} ?? ${type}) === ${type})`);
    expect({ said, vendors: vendorsIn(files), libraries: librariesIn(files) }).toEqual({
      said: "true",
      vendors: [vendor],
      libraries: [],
    });
  });

  it.each(kinds)(
    "loads $vendor alone for the plugin's $type, and names it",
    async ({ vendor, title, type }) => {
      const { said, files } = await run(`
      const handler = require("pulumi-reseller/dynamic").handler("${vendor}:${type}");
      said = await handler.check({}, { __urn: "urn:pulumi:dev::shop::t::web", __token: "rs-0" }).then(JSON.stringify, String)`);
      expect(said).toContain(`the config of ${title}`);
      expect(vendorsIn(files)).toEqual([vendor]);
    },
  );

  it("says of a kind that it does not have", async () => {
    const { said } = await run(`
      for (const type of ["nobody:Thing", "zkeys:Thing", "toString:Thing"])
        await require("pulumi-reseller/dynamic").handler(type).check({}, {}).catch(({ message }) => { said += message + "; "; })`);
    expect(said).toMatch(/no resource nobody:Thing.*no resource zkeys:Thing.*no resource toString:Thing/);
  });

  it("lets an ES module import everything by name", async () => {
    const { said } = await run(`
      const { BaremetalServer, HyperVm, ArgumentError, zkeys, rstack } = await import("pulumi-reseller");
      said = [BaremetalServer, HyperVm, ArgumentError, zkeys.getLines, rstack.Snapshot].map((one) => typeof one).join()`);
    expect(said).toBe("function,function,function,function,function");
  });
});

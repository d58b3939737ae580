import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { setAllConfig } from "@pulumi/pulumi/runtime/config";
import { plainSecrets } from "./plain-secrets";
import { assertInstalled } from "./program";

const runner = "/shop/node_modules/@pulumi/pulumi/cmd/run/index.js";
const [node = "", script = ""] = process.argv;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "reseller-program-"));
  vi.spyOn(process, "cwd").mockReturnValue(folder);
});
afterEach(() => {
  process.argv = [node, script];
  Reflect.deleteProperty(process.versions, "bun");
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

it("a program that the engine runs is told where this package is not installed, before anything is registered", () => {
  process.argv = [node, runner];
  expect(assertInstalled).toThrow(`pulumi-reseller is not installed in ${folder}`);
  expect(assertInstalled).toThrow("Run `npm install pulumi-reseller` there");
});

it("a program under Bun is told that it hosts no dynamic resources", () => {
  process.argv = [node, runner];
  Object.defineProperty(process, "versions", {
    value: { ...process.versions, bun: "1.4.5" },
    configurable: true,
  });
  expect(assertInstalled).toThrow("`runtime: bun` hosts no dynamic resources");
});

it("any other process is let alone, and a project that has the package runs", () => {
  expect(assertInstalled).not.toThrow();
  process.argv = [node, runner];
  vi.spyOn(process, "cwd").mockReturnValue(join(__dirname, "../../.."));
  expect(assertInstalled).not.toThrow();
});

it("a key that stands in plain text in the stack's config is named, and one that is encrypted is not", () => {
  const accounts = JSON.stringify({ shop: { endpoint: "https://panel.example.com", apiKey: "0123" } });
  setAllConfig(
    { "zkeys:apiKey": "0123", "zkeys:userId": "1", "rstack:apiKey": "0123", "zkeys:accounts": accounts },
    ["rstack:apiKey"],
  );
  expect(plainSecrets("zkeys", ["apiKey"])).toEqual(["zkeys:apiKey", "zkeys:accounts"]);
  expect(plainSecrets("rstack", ["apiKey"])).toEqual([]);
  // Their keys come from the environment.
  setAllConfig({ "zkeys:accounts": JSON.stringify({ shop: { endpoint: "https://panel.example.com" } }) }, []);
  expect(plainSecrets("zkeys", ["apiKey"])).toEqual([]);
});

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
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

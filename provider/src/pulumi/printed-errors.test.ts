import { afterEach, expect, it, vi } from "vitest";
import type { Lifecycle } from "../core/lifecycle";
import { RefusedError } from "../core/errors";
import { dynamicProvider } from "./dynamic";
import { leaveErrorsToEngine } from "./printed-errors";
import { Session } from "./session";

afterEach(() => {
  vi.restoreAllMocks();
});

it("leaves out what the dynamic provider prints of an error that it also answers with, and nothing else", async () => {
  const print = vi.spyOn(console, "error").mockReturnValue();
  leaveErrorsToEngine();
  const fail = () => Promise.reject(new RefusedError("no", { resource: "web" }));
  const lifecycle: Lifecycle = {
    check: fail,
    diff: fail,
    create: fail,
    read: fail,
    update: fail,
    delete: fail,
  };
  const made = dynamicProvider(() => Promise.resolve(lifecycle), new Session({}, undefined));
  for (const call of [
    () => made.check?.({}, {}),
    () => made.diff?.("1", {}, {}),
    () => made.read?.("1", {}),
    () => made.delete?.("1", {}),
  ]) {
    const error: unknown = await Promise.resolve(call()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    // As `cmd/dynamic-provider` of the SDK does it.
    if (error instanceof Error) console.error(`${String(error)}: ${error.stack ?? ""}`);
  }
  expect(print).not.toHaveBeenCalled();
  console.error("Error: web: no: ");
  console.error("something", "else");
  expect(print.mock.calls).toEqual([["Error: web: no: "], ["something", "else"]]);
});

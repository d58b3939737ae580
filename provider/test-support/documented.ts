import { expect } from "vitest";
import { nested } from "../src/cli/call-parameters";
import type { VendorOperations } from "../src/core/operations/operation";

/** Holds a vendor's client and the table of its documented operations together. */
export class Documented {
  readonly #seen = new Set<string>();

  constructor(private readonly operations: VendorOperations) {}

  /**
   * Insists that what a client has sent is what the table takes: an operation by its name, with all parameters that it needs, no others,
   * and nothing that it would refuse.
   * @param sent by the vendor's names, without what signs each request.
   */
  insist(name: string, sent: Readonly<Record<string, unknown>>): void {
    const given = nested(Object.entries(sent));
    const found = this.operations.find(name, given);
    if ("parts" in found) throw new Error(`${name} does not say what it does`);
    expect(() => found.prepare(given), found.name).not.toThrow();
    this.#seen.add(found.name);
  }

  /** Operations of the table that no client has sent. */
  get unsent(): string[] {
    const names = this.operations.rows.map(({ name }) => name);
    const isSent = (name: string): boolean =>
      [...this.#seen].some((seen) => seen === name || seen.startsWith(`${name}.`));
    return names.filter((name) => !isSent(name));
  }
}

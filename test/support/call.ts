import { expect } from "vitest";
import { commandLine } from "./command-line";
import { environmentOf, type PanelKind, type Sandbox } from "./panels";
import { vendorLoaders } from "../../provider/src/vendors";

type Parameters = Readonly<Record<string, unknown>>;

/** Calls operations of a stand-in by the command line, each of which it must accept. */
export class Caller<Panel extends Sandbox, Options> {
  readonly #called = new Set<string>();
  readonly #environment: NodeJS.ProcessEnv;
  /** Everything that was printed. */
  printed = "";

  constructor(
    private readonly kind: PanelKind<Panel, Options>,
    private readonly panel: Panel,
  ) {
    this.#environment = environmentOf(kind, panel);
  }

  /**
   * Calls an operation.
   * @param action what the stand-in must have been asked for, where the name says more.
   * @returns the data that were printed.
   */
  async call(name: string, parameters: Parameters = {}, flags: readonly string[] = []): Promise<unknown> {
    const before = this.panel.count();
    const json = ["--json", JSON.stringify(parameters)];
    const args = ["call", this.kind.vendor, name, ...json, "--yes", ...flags];
    const { code, out, error } = await commandLine(args, this.#environment);
    this.printed += out + error;
    expect({ name, code, error }).toEqual({ name, code: 0, error: "" });
    // Sent once, and answered.
    expect(this.panel.requests.slice(before)).toMatchObject([{ action: name.split(".")[0] }]);
    this.#called.add(name);
    return JSON.parse(out);
  }

  /** Notes an operation that the stand-in refuses whatever it is asked with. */
  async refused(name: string, parameters: Parameters, words: RegExp): Promise<void> {
    const args = ["call", this.kind.vendor, name, "--json", JSON.stringify(parameters), "--yes"];
    const { code, error } = await commandLine(args, this.#environment);
    this.printed += error;
    expect(code).toBe(1);
    expect(error).toMatch(words);
    this.#called.add(name);
  }

  /** Insists that every documented operation was called. @param count how many the vendor documents. */
  async insistOnAll(count: number): Promise<void> {
    const rows = (await (await vendorLoaders[this.kind.vendor]?.())?.operations())?.rows ?? [];
    const names = rows.map(({ name }) => name);
    const called = new Set([...this.#called].flatMap((name) => [name, name.replace(/\.[^.]*$/, "")]));
    expect(names.filter((name) => !called.has(name))).toEqual([]);
    expect(names).toHaveLength(count);
  }

  /** Insists that none of these texts was printed. */
  insistOnSecrecy(...secrets: readonly string[]): void {
    for (const secret of secrets) expect(this.printed).not.toContain(secret);
  }
}

import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { Hold } from "../../provider/src/sandbox";
import { previewHere } from "./in-process/continued";
import { environmentOf, type PanelKind, type Sandbox } from "./panels";
import { descendantsOf, kill, type Process } from "./processes";
import { Stack, type Outcome } from "./stack";

export const victims = ["engine", "plugin"] as const;
export type Victim = (typeof victims)[number];
/** Whether the panel carries out the request whose reply the killed process waits for. */
export type Moment = "before it is carried out" | "after it was carried out";

/** Waits for a request; a run that ends without it is told at once, with what it said. */
async function arrived(hold: Hold, ended: Promise<Outcome>, action: string): Promise<void> {
  const over = ended.then(({ text }) => `the run ended without ${action}: ${text}`);
  const failure = await Promise.race([hold.arrived.then(() => undefined), over]);
  if (failure !== undefined) throw new Error(failure);
}

/** Runs of one stack that are killed while a request of theirs is under way. */
export class Killer<Panel extends Sandbox> {
  #left: readonly Process[] = [];

  private constructor(
    readonly sandbox: Panel,
    readonly stack: Stack,
  ) {}

  static async on<Panel extends Sandbox, Options>(
    kind: PanelKind<Panel, Options>,
    options: Options,
  ): Promise<Killer<Panel>> {
    const sandbox = await kind.start(options);
    const environment = environmentOf(kind, sandbox);
    return new Killer(sandbox, new Stack(undefined, {}, { environment }));
  }

  /** Runs `up` until the panel has a request for `action`, or so many before it, and ends the victim there and then. */
  async killDuring(action: string, victim: Victim, moment: Moment, skip = 0): Promise<Outcome> {
    await this.stack.select();
    if (moment === "before it is carried out") this.sandbox.fault({ action, kind: "lostBefore", skip });
    const hold = this.sandbox.hold(action, skip);
    const { child, ended } = this.stack.start("up", "--yes", "--skip-preview");
    await arrived(hold, ended, action);
    const below = descendantsOf(child.pid ?? 0);
    this.#left = [...this.#left, ...below];
    const plugins = below.filter(({ command }) => command.includes("dynamic-provider"));
    expect(plugins).not.toHaveLength(0);
    if (victim === "engine") child.kill("SIGKILL");
    else await kill(plugins);
    const outcome = await ended;
    hold.release();
    if (victim === "engine") {
      // A plugin whose engine was killed lives on for a while, and now gets its reply.
      await sleep(1_500);
      this.stack.unlock();
    }
    await this.#endRest();
    return outcome;
  }

  /**
   * Runs `up`, presses Ctrl-C when the panel has a request for `action` and so many resources are being created, and lets it have its
   * reply then.
   */
  async interruptDuring(action: string, creating = 0): Promise<Outcome> {
    await this.stack.select();
    const hold = this.sandbox.hold(action);
    const { child, ended } = this.stack.start("up", "--yes", "--skip-preview");
    const begun = new Promise<void>((resolve) => {
      let text = "";
      const look = (chunk: Buffer | string): void => {
        text += chunk.toString();
        if (new Set(text.match(/dynamic\S+ \S+ creating/g)).size >= creating) resolve();
      };
      child.stdout?.on("data", look);
      look("");
    });
    await arrived(hold, ended, action);
    await begun;
    child.kill("SIGINT");
    await sleep(500);
    hold.release();
    return ended;
  }

  /** Runs `up` until it succeeds, three times at the most. */
  async settle(): Promise<void> {
    for (let runs = 1; ; runs += 1) {
      const outcome = await this.stack.up();
      if (outcome.code === 0) return;
      if (runs === 3) throw new Error(outcome.text);
    }
  }

  /** Previews in this process what the engine has saved. */
  previewHere(...flags: string[]): Promise<Outcome> {
    return previewHere(this.stack, ...flags);
  }

  /** Ends what the killed runs left behind, the stack and the panel. */
  async close(): Promise<void> {
    await this.#endRest();
    this.stack.remove();
    await this.sandbox.close();
  }

  async #endRest(): Promise<void> {
    await kill(this.#left);
    this.#left = [];
  }
}

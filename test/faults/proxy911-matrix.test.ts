import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Proxy911Sandbox } from "../../provider/src/sandbox";
import { diagnosticsOf } from "../support/diagnostics";
import { faultKinds, isCarriedOut } from "../support/faults";
import { InProcessStack } from "../support/in-process/stack";
import { Panels, proxy911Panel } from "../support/panels";
import type { Declaration, Outcome } from "../support/stack";

/*
 * Every operation that changes accounts, struck by every fault, for one account and for a set of two. Each case has a panel of
 * its own, and all are in one stack: four commands are run, whatever the number of cases.
 */

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const shapes = ["one", "set"] as const;
type Shape = (typeof shapes)[number];
type Fault = (typeof faultKinds)[number];
type Account = ReturnType<Proxy911Sandbox["ledger"]>["accounts"][number];

interface Operation {
  /** What the preview and the errors call it. */
  readonly words: string;
  /** What the accounts have first; none is added first without. */
  readonly before?: Readonly<Record<string, unknown>>;
  /** What they are to have then; the stack is destroyed without. */
  readonly wanted?: Readonly<Record<string, unknown>>;
  /** Whether one request names many accounts. */
  readonly isBatched: boolean;
  readonly isDone: (account: Account) => boolean;
}

const operations = {
  add: { words: "add account", wanted: {}, isBatched: true, isDone: () => true },
  delete: {
    words: "DELETE account",
    before: {},
    isBatched: true,
    isDone: ({ goneAtMs }) => goneAtMs !== null,
  },
  disable: {
    words: "disable",
    before: {},
    wanted: { enabled: false },
    isBatched: true,
    isDone: ({ enabled }) => !enabled,
  },
  enable: {
    words: "enable",
    before: { enabled: false },
    wanted: { enabled: true },
    isBatched: true,
    isDone: ({ enabled }) => enabled,
  },
  "change-password": {
    words: "set the password",
    before: { password: "First11111" },
    wanted: { password: "Second2222" },
    isBatched: false,
    isDone: ({ password }) => password === "Second2222",
  },
  "change-remark": {
    words: 'remark "crawlers"',
    before: {},
    wanted: { remark: "crawlers" },
    isBatched: false,
    isDone: ({ remark }) => remark === "crawlers",
  },
  "change-limit": {
    words: "limit unlimited → 5 GB",
    before: {},
    wanted: { trafficLimitGb: 5 },
    isBatched: false,
    isDone: ({ limit_flow }) => limit_flow === 5,
  },
} as const satisfies Readonly<Record<string, Operation>>;
type Verb = keyof typeof operations;
const verbs = Object.keys(operations) as Verb[];

/** One operation, on one shape of resource, struck by one fault. */
interface Case {
  readonly name: string;
  readonly verb: Verb;
  readonly shape: Shape;
  readonly fault: Fault;
  readonly operation: Operation;
}
const cases = verbs.flatMap((verb) =>
  shapes.flatMap((shape) =>
    faultKinds.map((fault): Case => ({
      name: `${verb}/${shape}/${fault}`,
      verb,
      shape,
      fault,
      operation: operations[verb],
    })),
  ),
);

/** What there is after a run, for one case. */
interface Seen {
  readonly sent: number;
  /** Accounts on which it took effect. */
  readonly effects: number;
  readonly ids: readonly string[];
}

interface Run extends Outcome {
  readonly seen: ReadonlyMap<string, Seen>;
}

const together = ["--continue-on-error", "--parallel", String(cases.length)];
const productType = "dynamicResidentialTraffic";
const actionOf = (verb: Verb): string => `whitelist-account/${verb}`;
const typeOf = (shape: Shape): string => (shape === "one" ? "ProxyAccount" : "ProxyAccountSet");

function declarationOf({ name, shape }: Case, args: Readonly<Record<string, unknown>>): Declaration {
  const own = shape === "one" ? { username: "u1", ...args } : { accounts: { u1: args, u2: args } };
  return { type: typeOf(shape), args: { account: name, productType, ...own } };
}

describe("accounts, struck by faults", () => {
  let panels: Panels<string, Proxy911Sandbox>;
  let stack: InProcessStack;
  let first: Run;
  let settled: Run;
  let unchanged: Outcome;

  /** Declares the cases for which there are arguments. */
  const declare = (argsOf: (operation: Operation) => Readonly<Record<string, unknown>> | undefined): void => {
    const declarations = cases.flatMap((one) => {
      const args = argsOf(one.operation);
      return args === undefined ? [] : [[one.name, declarationOf(one, args)] as const];
    });
    stack.declare(Object.fromEntries(declarations));
  };

  const up = async (): Promise<Run> => {
    const outcome = await stack.up(...together);
    const resources = await stack.resources();
    const seen = cases.map(({ name, verb, operation }) => {
      const panel = panels.of(name);
      const effects = panel.ledger().accounts.filter(operation.isDone).length;
      const ids = resources.filter((one) => one.urn.endsWith(`::${name}`)).map((one) => one.id ?? "");
      return [name, { sent: panel.count(actionOf(verb)), effects, ids }] as const;
    });
    return { ...outcome, seen: new Map(seen) };
  };

  beforeAll(async () => {
    panels = await Panels.start(
      proxy911Panel,
      cases.map(({ name }) => name),
      {},
    );
    stack = new InProcessStack(undefined, {}, { environment: panels.environment });
    declare(({ before }) => before);
    expect(await stack.up(...together)).toMatchObject({ code: 0 });
    for (const { name, verb, fault } of cases) panels.of(name).fault({ action: actionOf(verb), kind: fault });
    declare(({ before, wanted }) => (wanted === undefined ? undefined : { ...before, ...wanted }));
    first = await up();
    settled = await up();
    unchanged = await stack.preview("--expect-no-changes");
  });

  afterAll(async () => {
    stack.remove();
    await panels.close();
  });

  describe.each(cases)("$name", ({ name, verb, shape, fault, operation }) => {
    const { words, isBatched } = operation;
    const action = actionOf(verb);
    const all = shape === "one" ? 1 : 2;
    const isOnce = isBatched || shape === "one";
    const isCarried = isCarriedOut(fault);
    // For five minutes the list shows an account that is being deleted: what was asked for without an answer is asked for again.
    const isSeen = isCarried && (verb !== "delete" || fault === "slow");
    const requests = isOnce ? 1 : all;

    test("is sent once in the run that it strikes, and fails only when it is not seen to be done", () => {
      const others = isOnce ? 0 : all - 1;
      expect(first.seen.get(name)).toMatchObject({ sent: requests, effects: isCarried ? all : others });
      expect(diagnosticsOf(first.text, typeOf(shape), name).includes("error:")).toBe(!isSeen);
    });

    const saysWhatFailed = (): void => {
      const said = diagnosticsOf(first.text, typeOf(shape), name);
      const { url } = panels.of(name);
      if (fault === "refused") {
        expect(said).toContain(
          `[${action} at ${url}]. The panel said: "系统繁忙，请稍后再试" (the vendor has a fault or is busy)`,
        );
        return;
      }
      expect(said).toContain(`[${action} at ${url}/api-gate-way/${action}]`);
      const unknown = "it may have been carried out: ";
      if (shape === "one")
        expect(said).toMatch(new RegExp(`${words}.*: no trustworthy answer came; ${unknown}`));
      else expect(said).toContain(`: ${isOnce ? "u1, u2" : "u1"}: ${unknown}`);
      expect(said).toMatch(
        /The next `pulumi up` looks for it, and|Run `pulumi up` again: it looks|Run the command again: it looks first|Run the command again: what is being deleted already counts as done/,
      );
    };
    if (!isSeen) test("says what failed, in whose words, and what to do", saysWhatFailed);

    test("is settled by the next run, each account made and changed exactly once", () => {
      expect(settled.code, settled.text).toBe(0);
      // What is being deleted is refused: the batch is split to tell whom that concerns.
      const again = verb === "delete" && isCarried && shape === "set" ? 3 : 1;
      expect(settled.seen.get(name)).toMatchObject({ sent: requests + (isSeen ? 0 : again), effects: all });
      const { accounts } = panels.of(name).ledger();
      expect(accounts.map(({ username }) => username)).toEqual(["u1", "u2"].slice(0, all));
      if (verb !== "add") expect(panels.of(name).count("whitelist-account/add")).toBe(1);
    });

    test("keeps in state what is there, and nothing else", () => {
      const runs = [first, settled].map((one) => one.seen.get(name)?.ids.length);
      if (verb === "delete") expect(runs).toEqual([isSeen ? 0 : 1, 0]);
      else if (verb === "add" && !isSeen) {
        // Nothing of one account is known; of a set it is that some may be there.
        expect(runs).toEqual([shape === "set" && fault !== "refused" ? 1 : 0, 1]);
      } else expect(runs).toEqual([1, 1]);
    });
  });

  test("leave nothing to do", () => {
    expect(first.code).not.toBe(0);
    expect(unchanged.code, unchanged.text).toBe(0);
  });
});

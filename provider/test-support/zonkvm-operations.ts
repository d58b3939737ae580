import { describe, expect, it } from "vitest";
import { AccountRefusedError, RefusedError, UnavailableError, UnknownOutcomeError } from "../src/core/errors";
import { operations as table } from "../src/zonkvm/api/operations";
import { Documented } from "./documented";
import type { LocalPanel } from "./zonkvm-panel";

/** An operation of the vendor's: how the client asks for it, what is sent, what comes, and what the client makes of it. */
export type Operation<Api> = [
  /** The action, or what is to be done where one action stands for many. */
  name: string,
  call: (api: Api) => Promise<unknown>,
  fields: Sent,
  data?: unknown,
  result?: unknown,
];

/** What one action does with an order: the fields that all of it have stand beside those of each. */
export interface Operated<Api> {
  readonly action: string;
  readonly id: string;
  readonly operations: readonly Operation<Api>[];
}

type Sent = Readonly<Record<string, string>>;

/** What a test of an operation needs, behind the name that it is shown by. */
function askedOf<Api>(action: string, common: Sent, [name, call, fields, data, result]: Operation<Api>) {
  return [name, { call, action, fields: { ...common, ...fields }, data, result }] as const;
}

/** What every operation must do, read or write, in four tests each. */
export function describeOperations<Api>(
  what: string,
  panel: LocalPanel,
  client: () => Api,
  /** The names of those that only read. */
  reads: RegExp,
  operations: readonly Operation<Api>[],
  operated?: Operated<Api>,
): void {
  const actions = operations.map((operation) => askedOf(operation[0], {}, operation));
  const things = (operated?.operations ?? []).map((operation) =>
    askedOf(operated?.action ?? "", { guid: operated?.id ?? "", operate: operation[0] }, operation),
  );
  const each = [...actions, ...things];
  const documented = new Documented(table);
  const answer = (data: unknown) => {
    panel.answer = () => ({ code: 1, data });
  };

  describe(what, () => {
    it.each(each)("%s", async (_name, { action, call, fields, data, result }) => {
      answer(data);
      expect(await call(client())).toEqual(result);
      expect(panel.seen).toHaveLength(1);
      expect(panel.seen[0]).toMatchObject({ action, url: "/api/same/index" });
      expect(panel.seen[0]?.fields).toEqual(fields);
      documented.insist(action, fields);
    });

    it.each(each)("%s is refused", async (_name, { call }) => {
      panel.answer = () => ({ code: 0, msg: "余额不足" });
      await expect(call(client())).rejects.toMatchObject({ name: "AccountRefusedError", refusal: "balance" });
      panel.answer = () => ({ code: "0", msg: "缺少必要参数" });
      const failure: unknown = await call(client()).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(RefusedError);
      expect(failure).not.toBeInstanceOf(AccountRefusedError);
    });

    it.each(each)("%s is repeated only if it is a read", async (name, { call }) => {
      panel.answer = () => "cut off";
      const isRead = reads.test(name);
      await expect(call(client())).rejects.toThrow(isRead ? UnavailableError : UnknownOutcomeError);
      expect(panel.seen).toHaveLength(isRead ? 2 : 1);
    });

    it.each(each.filter(([name]) => !reads.test(name)))(
      "%s may be answered with anything",
      async (_name, { call }) => {
        for (const data of [undefined, null, "", [], {}, "操作成功", { unexpected: [1] }]) {
          answer(data);
          await expect(call(client())).resolves.toBeUndefined();
        }
      },
    );
  });
}

/** What is not sent, as the panel would take it for something else. */
export function describeUnsent<Api>(
  panel: LocalPanel,
  client: () => Api,
  cases: readonly (readonly [what: string, call: (api: Api) => Promise<unknown>])[],
): void {
  describe("a request that would mean something else", () => {
    it.each(cases)("is not sent: %s", async (_what, call) => {
      await expect(call(client())).rejects.toMatchObject({ name: "ArgumentError" });
      expect(panel.seen).toEqual([]);
    });
  });
}

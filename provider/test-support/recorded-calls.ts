import type { CommonObserved } from "../src/core/observed";
import type { CallContext, Change } from "../src/core/plan";

/** A call of a client: its name and what it was given. */
export type RecordedCall = readonly [operation: string, ...args: unknown[]];

/** A client of any vendor that sends nothing, and remembers what it was asked for. @param answers by the name of the call. */
function recordingClient(answers: Readonly<Record<string, unknown>>): {
  readonly client: object;
  readonly sent: RecordedCall[];
} {
  const sent: RecordedCall[] = [];
  const answer =
    (operation: string) =>
    (...args: unknown[]) => {
      sent.push([operation, ...args]);
      return Promise.resolve(answers[operation]);
    };
  return { client: new Proxy({}, { get: (_target, name) => answer(String(name)) }), sent };
}

/**
 * What a step sends to the vendor, call by call.
 * @param Session the class of the vendor's sessions, one of which gets `client`, and writes of the same kind.
 */
export async function sentBy<O extends CommonObserved>(
  step: Change<O> | undefined,
  observed: O,
  Session: { readonly prototype: object },
  {
    answers = {},
    ...context
  }: Partial<CallContext> & { readonly answers?: Readonly<Record<string, unknown>> } = {},
): Promise<readonly RecordedCall[]> {
  const { client, sent } = recordingClient(answers);
  const value = client;
  const session: unknown = Object.create(Session.prototype, {
    client: { value },
    writes: { value },
    userId: { value: "7" },
    deleted: { value: new Set() },
  });
  const account = {
    vendor: "",
    alias: "default",
    key: "",
    currency: "CNY",
    timeZone: "Asia/Shanghai",
    session,
  };
  const calls = step?.calls(observed, {
    account,
    token: "rs-0123456789ab",
    password: "set by the test",
    orderNumber: "1",
    now: new Date("2026-05-01T12:00:00+08:00"),
    extra: {},
    ...context,
  });
  for (const call of calls ?? []) await call.send();
  return sent;
}

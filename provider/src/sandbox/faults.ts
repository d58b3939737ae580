import type { HttpReply, VendorCall } from "./vendor";

/**
 * What goes wrong with a request. "Before": nothing is done; "After": it is carried out and the reply is spoiled.
 *
 * - `lost…`: the connection is cut without a reply.
 * - `http500…`: status 500 with a page of HTML.
 * - `html…`: status 200 with a page of HTML.
 * - `halfJson…`: status 200 with the first part of a reply.
 * - `slow`: carried out; the reply comes `delayMs` later.
 * - `refused`: not carried out; the vendor's own refusal with `message`.
 * - `http429`: not carried out; status 429 with `Retry-After: 1`.
 * - `answered…`: another reply, with `status` and the text `body`.
 * - `wrapped`: carried out; the reply comes between `before` and `behind`, as where PHP or its files write into it.
 */
export type FaultKind =
  | "lostBefore"
  | "lostAfter"
  | "http500Before"
  | "http500After"
  | "htmlBefore"
  | "htmlAfter"
  | "halfJsonBefore"
  | "halfJsonAfter"
  | "slow"
  | "refused"
  | "http429"
  | "answeredBefore"
  | "answeredAfter"
  | "wrapped";

export interface Fault {
  /** The vendor's name of the operation, with or without its part (`vm_snapshot/del`), or `*` for any. */
  action: string;
  kind: FaultKind;
  /** Requests that it strikes. Default 1. */
  times?: number;
  /** Text of `refused`. */
  message?: string;
  /** Delay of `slow`, milliseconds. Default 1000. */
  delayMs?: number;
  /** Status of `answered…`. Default 200. */
  status?: number;
  /** Text of `answered…`. Default: none. */
  body?: string;
  /** Texts of `wrapped`. Default: none. */
  before?: string;
  behind?: string;
  /** Matching requests that pass unharmed first. Default 0. */
  skip?: number;
}

/** What happens to a request in the end; no `reply` means that the connection is cut. */
export interface Outcome {
  reply?: HttpReply;
  delayMs?: number;
}

/** Faults that wait for their requests. */
export class Faults {
  private waiting: (Fault & { times: number; skip: number })[] = [];

  add(fault: Fault): void {
    this.waiting.push({ ...fault, times: fault.times ?? 1, skip: fault.skip ?? 0 });
  }

  clear(): void {
    this.waiting = [];
  }

  /** Answers a call, with the first fault that waits for it or without any. */
  answer(call: VendorCall): Outcome {
    const fault = this.take(call);
    return fault === undefined ? { reply: call.carryOut() } : spoil(fault, call);
  }

  private take(call: VendorCall): Fault | undefined {
    const fault = this.waiting.find((one) => isCalled(one.action, call));
    if (fault === undefined) return undefined;
    if (fault.skip > 0) {
      fault.skip -= 1;
      return undefined;
    }
    fault.times -= 1;
    this.waiting = this.waiting.filter((one) => one.times > 0);
    return fault;
  }
}

/** Whether this is the call's name, or that of its part, or stands for any. */
export function isCalled(name: string, call: Pick<VendorCall, "action" | "subaction">): boolean {
  return name === "*" || name === call.action || name === call.subaction;
}

const page = (status: number, title: string): HttpReply => ({
  status,
  contentType: "text/html; charset=utf-8",
  body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
});
const brokenPage = page(500, "500 Internal Server Error");
const busyPage = page(200, "系统繁忙，请稍后再试");
const half = (reply: HttpReply): HttpReply => ({
  ...reply,
  body: reply.body.slice(0, reply.body.length / 2),
});

const answered = ({ status = 200, body = "" }: Fault): HttpReply => ({
  status,
  contentType: "text/html; charset=utf-8",
  body,
});
const wrapped = ({ before = "", behind = "" }: Fault, reply: HttpReply): HttpReply => ({
  ...reply,
  body: `${before}${reply.body}${behind}`,
});

function spoil(fault: Fault, call: VendorCall): Outcome {
  switch (fault.kind) {
    case "lostBefore":
      return {};
    case "lostAfter":
      call.carryOut();
      return {};
    case "http500Before":
      return { reply: brokenPage };
    case "http500After":
      call.carryOut();
      return { reply: brokenPage };
    case "htmlBefore":
      return { reply: busyPage };
    case "htmlAfter":
      call.carryOut();
      return { reply: busyPage };
    case "halfJsonBefore":
      return { reply: half(call.emptySuccess()) };
    case "halfJsonAfter":
      return { reply: half(call.carryOut()) };
    case "slow":
      return { reply: call.carryOut(), delayMs: fault.delayMs ?? 1000 };
    case "refused":
      return { reply: call.refuse(fault.message ?? "系统繁忙，请稍后再试") };
    case "answeredBefore":
      return { reply: answered(fault) };
    case "answeredAfter":
      call.carryOut();
      return { reply: answered(fault) };
    case "wrapped":
      return { reply: wrapped(fault, call.carryOut()) };
    case "http429":
      return { reply: { ...page(429, "429 Too Many Requests"), headers: { "Retry-After": "1" } } };
  }
}

import { createHash } from "node:crypto";
import { z } from "zod";
import type { ZkeysSandbox } from "./sandbox";
import { lines } from "./offer-lines";
import { products } from "./offer-products";
import { systems } from "./offer-systems";
import { dayOf } from "./time";

/** What to send; `undefined` leaves out what is sent otherwise. */
export type Sent = Record<string, string | undefined>;

const Envelope = z.object({
  code: z.union([z.number(), z.string()]),
  message: z.string(),
  data: z.json().optional(),
});
export type Envelope = z.infer<typeof Envelope>;

/** The common parameters, signed. */
export function signed(sandbox: ZkeysSandbox, action: string, params: Sent): Record<string, string> {
  const time = params.time ?? String(Math.floor(Date.now() / 1000));
  const module = params.module ?? (action === "refund" ? "common" : "baremetal");
  const text = `${module}zkeys.api@2019${action}${sandbox.userId}${sandbox.apiSecret}${time}`;
  const all: Sent = {
    module,
    action,
    userid: sandbox.userId,
    time,
    sign: createHash("md5").update(text).digest("hex"),
    taskid: "12",
    dataType: "json",
    version: "9.9.9",
    system_type: "zkeys_web",
    vtime: dayOf(new Date(Number(time) * 1000)),
    ...params,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Sends a form and gives the reply as it came. */
export const post = (sandbox: ZkeysSandbox, form: Record<string, string>): Promise<Response> =>
  fetch(sandbox.url, { method: "POST", body: new URLSearchParams(form) });

/** A caller of the sandbox that the tests of the sandbox itself use: it checks nothing but the envelope. */
export async function call(sandbox: ZkeysSandbox, action: string, params: Sent = {}): Promise<Envelope> {
  const response = await post(sandbox, signed(sandbox, action, params));
  return Envelope.parse(await response.json());
}

/** The guid on offer under a name; of a model, on one line. */
export function offered(kind: "lines" | "systems", name: string): string;
export function offered(kind: "products", name: string, line?: string): string;
export function offered(kind: "lines" | "systems" | "products", name: string, line = "Hangzhou BGP"): string {
  const rows = {
    lines,
    systems,
    products: products.filter(
      (product) => product.line_guid === lines.find((one) => one.name === line)?.guid,
    ),
  };
  const row = rows[kind].find((one) => one.name === name);
  if (row === undefined) throw new RangeError(`Nothing on offer is called ${name}.`);
  return row.guid;
}

/** A correct purchase, by default of the first model of "Hangzhou BGP" for a month. */
export const purchase = (changes: Sent = {}): Sent => ({
  lineGuid: offered("lines", "Hangzhou BGP"),
  productGuid: offered("products", "E5-2670 x2 / 64G"),
  systemGuid: offered("systems", "CentOS 7.9 x64"),
  loginName: "root",
  loginPassword: "QWE1MzUwMjkyNzkh",
  buyRemarks: "",
  months: "1",
  clientOrderNo: "18369",
  clientId: "1100123",
  num: "1",
  system_partition_size: "-1",
  agent_order_no: "590682534662098123",
  ...changes,
});

/** A correct upgrade of nothing yet. */
export const addition = (guid: string, changes: Sent = {}): Sent => ({
  guid,
  defense: "0",
  bandwidth: "0",
  ip_type: "1",
  ipnum: "0",
  clientOrderNo: "18369",
  clientUserId: "1100123",
  agent_order_no: "590682534662098123",
  ...changes,
});

/** A correct renewal for a month. */
export const renewal = (guid: string, changes: Sent = {}): Sent => ({
  guid,
  months: "1",
  clientOrderNo: "440682612532605123",
  agent_order_no: "440682612532605123",
  ...changes,
});

const Bought = z.tuple([z.looseObject({ guid: z.string() })]);

/** Buys one server and gives its guid. */
export async function buy(sandbox: ZkeysSandbox, changes: Sent = {}): Promise<string> {
  const reply = await call(sandbox, "create", purchase(changes));
  return Bought.parse(reply.data)[0].guid;
}

/** One service as the single read shows it. */
export async function read(sandbox: ZkeysSandbox, guid: string): Promise<Record<string, unknown>> {
  const reply = await call(sandbox, "sync_baremetal", { guid, page: "1", page_size: "10" });
  return z.object({ baremetal: z.looseObject({}) }).parse(reply.data).baremetal;
}

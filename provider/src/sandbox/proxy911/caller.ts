import { z } from "zod";
import type { Proxy911Sandbox } from "./sandbox";

const Envelope = z.looseObject({
  code: z.number(),
  msg: z.string().optional(),
  message: z.string().optional(),
  data: z.json().optional(),
});
export type Envelope = z.infer<typeof Envelope>;

/** What to send; `undefined` leaves out what is sent otherwise. */
export type Sent = Record<string, unknown>;

/** Sends a GET and gives the reply as it came. */
export function get(sandbox: Proxy911Sandbox, path: string, params: Sent = {}): Promise<Response> {
  const query = new URLSearchParams({ app_key: sandbox.appKey });
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined) query.delete(name);
    else query.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  return fetch(`${sandbox.url}/api-gate-way/${path}?${query.toString()}`);
}

/** Sends a POST and gives the reply as it came. */
export const post = (
  sandbox: Proxy911Sandbox,
  path: string,
  params: Sent = {},
  query = "",
): Promise<Response> =>
  fetch(`${sandbox.url}/api-gate-way/${path}${query}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ app_key: sandbox.appKey, ...params }),
  });

/** A GET of which the envelope is checked, and nothing else. */
export const ask = async (sandbox: Proxy911Sandbox, path: string, params?: Sent): Promise<Envelope> =>
  Envelope.parse(await (await get(sandbox, path, params)).json());

/** A POST of which the envelope is checked, and nothing else. */
export const tell = async (sandbox: Proxy911Sandbox, path: string, params?: Sent): Promise<Envelope> =>
  Envelope.parse(await (await post(sandbox, path, params)).json());

/** Adds accounts with the password `pass01` each. */
export const addAccounts = (sandbox: Proxy911Sandbox, names: string[], more: Sent = {}): Promise<Envelope> =>
  tell(sandbox, "whitelist-account/add", {
    accounts: names.map((name) => `${name}:pass01`).join(","),
    product_type: 9,
    ...more,
  });

const AccountList = z.object({ list: z.array(z.looseObject({ username: z.string() })) });

/** The listed accounts. */
export async function listed(sandbox: Proxy911Sandbox): Promise<z.infer<typeof AccountList>["list"]> {
  return AccountList.parse((await ask(sandbox, "whitelist-account/list")).data).list;
}

const Ordered = z.looseObject({ trade_no: z.string(), status: z.number() });

/** Orders and gives the order of the reply. */
export async function order(sandbox: Proxy911Sandbox, form: Sent): Promise<z.infer<typeof Ordered>> {
  return Ordered.parse((await tell(sandbox, "order/create", form)).data);
}

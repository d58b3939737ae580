import { createHash, randomBytes } from "node:crypto";
import type { BthostSandbox } from "./sandbox";

/* What tests of the sandbox call it with: no part of any client. */

export type Form = Record<string, string>;

/** A reply as tests look at it. */
export interface Reply {
  code: number | string;
  msg: string | null;
  time: string | number;
  data?: unknown;
}

export const headers = { "Accept-Language": "zh-CN", "X-Requested-With": "XMLHttpRequest" };

/** The query of a signed request. */
export function signed(
  { accessToken }: Pick<BthostSandbox, "accessToken">,
  time = String(Math.floor(Date.now() / 1000)),
  random = randomBytes(4).toString("hex"),
): string {
  const values = [time, random, accessToken].sort((one, other) => (one < other ? -1 : 1));
  const signature = createHash("md5").update(values.join("")).digest("hex").toUpperCase();
  return new URLSearchParams({ time, random, signature }).toString();
}

/** Sends a form with any query. */
export const post = (
  sandbox: BthostSandbox,
  action: string,
  query: string,
  form: Form = {},
): Promise<Response> =>
  fetch(`${sandbox.url}/${action}?${query}`, { method: "POST", headers, body: new URLSearchParams(form) });

/** Makes one signed call, which must be answered by an envelope. */
export async function call(sandbox: BthostSandbox, action: string, form: Form = {}): Promise<Reply> {
  const response = await post(sandbox, action, signed(sandbox), form);
  if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
  // Every reply with this status is an envelope; a test that expects another one does not use this.
  return (await response.json()) as Reply;
}

/** The status of a signed call: 500 where the server fails inside. */
export const statusOf = async (sandbox: BthostSandbox, action: string, form: Form = {}): Promise<number> =>
  (await post(sandbox, action, signed(sandbox), form)).status;

/** What a refused call says; fails when it succeeds. */
export async function refused(
  sandbox: BthostSandbox,
  action: string,
  form: Form = {},
): Promise<string | null> {
  const reply = await call(sandbox, action, form);
  if (reply.code !== 0) throw new Error(`${action} succeeded`);
  return reply.msg;
}

/** The `data` of a success. */
export async function dataOf<Data>(sandbox: BthostSandbox, action: string, form: Form = {}): Promise<Data> {
  const reply = await call(sandbox, action, form);
  if (reply.code !== 1) throw new Error(reply.msg ?? "refused without a word");
  // The test says what it expects, and compares it.
  return reply.data as Data;
}

type Row = Record<string, unknown>;

export interface Built {
  site: Row & { id: string };
  domain: Row;
  sql: Row | null;
  ftp: Row | null;
}

/** Builds a host as simple as it can be. */
export const build = (sandbox: BthostSandbox, form: Form = {}): Promise<Built> =>
  dataOf<Built>(sandbox, "host_build", {
    username: "web1",
    plans_id: "1",
    endtime: "2037-01-01",
    user_id: "1",
    sort_id: "5",
    ...form,
  });

/** The same; its id. */
export const built = async (sandbox: BthostSandbox, form: Form = {}): Promise<string> =>
  (await build(sandbox, form)).site.id;

export const info = (sandbox: BthostSandbox, id: string): Promise<Row> =>
  dataOf<Row>(sandbox, "host_info", { id });

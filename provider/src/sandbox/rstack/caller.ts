import { createHash, randomBytes } from "node:crypto";
import type { RstackSandbox } from "./sandbox";

/* What tests of the sandbox call it with: no part of any client. */

export type Form = Record<string, string>;

/** The common parameters of one request. */
export function signed(sandbox: Pick<RstackSandbox, "apiKey">, action: string, params: Form = {}): Form {
  const api_random = randomBytes(10).toString("hex");
  const api_timestamp = String(Math.floor(Date.now() / 1000));
  const api_sign = createHash("md5").update(`${sandbox.apiKey}${api_random}${api_timestamp}`).digest("hex");
  return { api_sign, api_random, api_timestamp, api_type: "hyper", action, ...params };
}

/** Sends a form as it is. */
export async function post(sandbox: Pick<RstackSandbox, "url">, form: Form): Promise<string> {
  const response = await fetch(sandbox.url, { method: "POST", body: new URLSearchParams(form) });
  return response.text();
}

/** Makes one signed call and returns the body. */
export const call = (sandbox: RstackSandbox, action: string, params: Form = {}): Promise<string> =>
  post(sandbox, signed(sandbox, action, params));

/** The rows that a query answers. */
export async function rows(sandbox: RstackSandbox, action: string, params: Form = {}): Promise<Form[]> {
  const body = await call(sandbox, action, params);
  return body === "" ? [] : (JSON.parse(body) as Form[]);
}

/** A VM as small as it can be. */
export const smallest: Form = {
  userid: "8080",
  nodeid: "1",
  osid: "15",
  vmname: "web1",
  cpu: "2",
  ram_min: "1024",
  ram: "2048",
  port: "10",
  ip: "1",
  vmpass: "Aa535029279",
};

/** Creates a VM and returns its id. */
export async function create(sandbox: RstackSandbox, params: Form = {}): Promise<string> {
  const body = await call(sandbox, "vm_create", { ...smallest, ...params });
  const [code, vmid = ""] = body.split("|");
  if (code !== "0") throw new Error(body);
  return vmid;
}

/** The word that `vm_state` begins with. */
export const state = async (sandbox: RstackSandbox, vmid: string): Promise<string> =>
  (await call(sandbox, "vm_state", { vmid })).split("|")[0] ?? "";

/** One machine's row of `hyper`. */
export async function vmRow(sandbox: RstackSandbox, vmid: string): Promise<Form | undefined> {
  return (await rows(sandbox, "hyper", { id: vmid }))[0];
}

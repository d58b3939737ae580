import type { ZonkvmSandbox } from "./sandbox";

/* What tests of the sandbox call it with: no part of any client. */

export type Fields = Record<string, string>;

/** A reply as tests look at it. */
export interface Reply {
  code: number | string;
  msg?: string;
  data?: unknown;
  url?: string;
  wait?: number;
}

/** Sends a form as it is. */
export async function post(sandbox: Pick<ZonkvmSandbox, "url">, form: Fields): Promise<Reply> {
  const response = await fetch(`${sandbox.url}/api/same/index`, {
    method: "POST",
    body: new URLSearchParams(form),
  });
  // Every reply of the sandbox is an envelope; a test that expects another one does not use this.
  return (await response.json()) as Reply;
}

/** Makes one call with the right key. */
export const call = (sandbox: ZonkvmSandbox, action: string, params: Fields = {}): Promise<Reply> =>
  post(sandbox, { appid: sandbox.appId, appkey: sandbox.appKey, action, ...params });

/** The `data` of a success. */
export async function dataOf<Data>(
  sandbox: ZonkvmSandbox,
  action: string,
  params: Fields = {},
): Promise<Data> {
  const reply = await call(sandbox, action, params);
  if (reply.code !== 1) throw new Error(reply.msg);
  // The test says what it expects, and compares it.
  return reply.data as Data;
}

type Row = Record<string, unknown>;
export const row = (sandbox: ZonkvmSandbox, action: string, guid: string): Promise<Row> =>
  dataOf<Row>(sandbox, action, { guid });

export const elasticLine = "1696808021765605";
export const debian = "1659170791658717";

const buying = { user_id: "900001", order_id: "zk-000001" };

/** A purchase of each kind, as small as it can be. */
export const purchases = {
  server: (content: Row = {}, more: Fields = {}): Fields => ({
    obj_type: "create_server",
    ...buying,
    line_guid: elasticLine,
    system_guid: debian,
    content: JSON.stringify({
      cpu: 4,
      ram: 8,
      bandwidth: 10,
      harddisksValues: "40,80",
      defense: 5,
      ...content,
    }),
    ...more,
  }),
  lease: (content: Row = {}, more: Fields = {}): Fields => ({
    obj_type: "create_lease",
    ...buying,
    line_guid: "20250409132657673528",
    product_guid: "1721941250649658",
    system_guid: debian,
    content: JSON.stringify({ bandwidth: 30, defense: 100, ip_num: 1, ...content }),
    ...more,
  }),
  idc: (content: Row = {}, more: Fields = {}): Fields => ({
    obj_type: "create_idc",
    ...buying,
    line_guid: "20250409132657673520",
    product_guid: "20250409132727581219",
    content: JSON.stringify({ bandwidth: 50, power: "0.5A/220V", defense: 5, ipnum: 1, ...content }),
    ...more,
  }),
  hosting: (content: Row = {}, more: Fields = {}): Fields => ({
    obj_type: "create_hosting",
    ...buying,
    line_guid: "20250409132657673528",
    product_guid: "20250408030033590712",
    prefix: "web",
    pwd: "Abcd1234",
    content: JSON.stringify({
      program: "php",
      program_version: "php81",
      db: "mysql",
      code: "utf8",
      ...content,
    }),
    ...more,
  }),
  sql: (content: Row = {}, more: Fields = {}): Fields => ({
    obj_type: "create_database",
    ...buying,
    line_guid: "20250409132657673528",
    product_guid: "20250407053315151712",
    prefix: "db",
    pwd: "DbPwd1234",
    content: JSON.stringify({ db: "1000", code: "utf8mb4", ...content }),
    ...more,
  }),
} as const;

/** Buys and returns the id, as text. */
export async function buy(
  sandbox: ZonkvmSandbox,
  kind: keyof typeof purchases,
  content: Row = {},
  more: Fields = {},
): Promise<string> {
  return String(await dataOf<number>(sandbox, "create_order", purchases[kind](content, more)));
}

/** A hosting that is open, with what is done inside it. */
export async function openSite(sandbox: ZonkvmSandbox) {
  const guid = await buy(sandbox, "hosting");
  const operate = (operation: string, params: Fields = {}): Promise<Reply> =>
    call(sandbox, "hosting_operate", { guid, operate: operation, ...params });
  return {
    guid,
    operate,
    /** The message of a command. */
    said: async (operation: string, params: Fields = {}): Promise<string> =>
      (await operate(operation, params)).msg ?? "",
    /** The `data` of a read. */
    seen: async (operation: string, params: Fields = {}): Promise<unknown> => {
      const reply = await operate(operation, params);
      if (reply.code !== 1) throw new Error(reply.msg);
      return reply.data;
    },
  };
}

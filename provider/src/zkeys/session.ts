import { z } from "zod";
import { ZkeysClient } from "./api/client";
import { encodeFormWithJson } from "./api/form";
import { observe, type BaremetalServerRow } from "./baremetal-server/observed";
import { loadCatalog } from "./catalog";
import type { Account } from "../core/account";
import { accountKeyOf, apiUrl, endpointSetting } from "../core/http/endpoint";
import { HttpClient } from "../core/http/http";
import { Inventory } from "../core/inventory";
import { once } from "../core/once";
import { accountSettings, type Surroundings } from "../core/vendor";
import { say } from "./language/say";

/** Config of one account: `zkeys:<key>`, or an entry of `zkeys:accounts`. */
export const zkeysSettings = z.strictObject({
  /** The panel's API URL; a bare site root gets `/api`. */
  endpoint: endpointSetting,
  /** The agent's member id. */
  userId: z.coerce.string().regex(/^\d+$/, { error: () => say("is the member id, in digits") }),
  /** The API secret (代理分销 > API设置 in the panel). */
  apiKey: z.string().min(1),
  /** How a `degrade` writes what it takes away, which the vendor does not say: PHP's `brackets` (default), or one `json` text. */
  nestedParameters: z.enum(["brackets", "json"]).default("brackets"),
  ...accountSettings,
});
export type ZkeysSettings = z.output<typeof zkeysSettings>;

/** The panel's own limit is not documented: lists are asked for so many at once, and find it out. */
const rowsPerRequest = 100;

const urlOf = (settings: ZkeysSettings): string => apiUrl(settings.endpoint, "/api");

/** Tells an account from every other one: the panel and the member id. */
export function accountKey(settings: ZkeysSettings): string {
  return accountKeyOf("zkeys", urlOf(settings), settings.panelName, settings.userId);
}

/** What all resources of an account share: the client, the catalogue (loaded once), the list of servers. */
export class ZkeysSession {
  readonly client: ZkeysClient;
  readonly userId: string;
  readonly servers: Inventory<BaremetalServerRow>;
  /** The catalogue, loaded once. */
  readonly catalog = once(() => loadCatalog(this.client));

  constructor(settings: ZkeysSettings, deps: Surroundings) {
    const http = new HttpClient({
      endpoint: urlOf(settings),
      allowInsecureHttp: settings.allowInsecureHttp,
      minIntervalMs: settings.minIntervalMs,
      timeoutMs: settings.timeoutSeconds * 1_000,
      onReply: deps.onReply,
    });
    this.userId = settings.userId;
    this.client = new ZkeysClient({
      http,
      userId: settings.userId,
      apiSecret: settings.apiKey,
      timeZone: settings.timeZone,
      encodeForm: settings.nestedParameters === "json" ? encodeFormWithJson : undefined,
    });
    const { client } = this;
    this.servers = new Inventory<BaremetalServerRow>(
      {
        list: async () => (await client.listAllServices()).map(observe),
        page: async (number) => (await client.listServices(number, rowsPerRequest)).services.map(observe),
        read: async (guid) => {
          const service = await client.getService(guid);
          return service === null ? undefined : observe(service);
        },
        idOf: (server) => server.serviceId,
        rowsPerRequest,
      },
      deps,
    );
  }
}

/** The session of an account that this vendor opened. */
export function sessionOf(account: Account): ZkeysSession {
  if (account.session instanceof ZkeysSession) return account.session;
  throw new TypeError(`account ${account.key} is not an account of ZKEYS`);
}

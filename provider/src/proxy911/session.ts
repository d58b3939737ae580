import { createHash, createHmac } from "node:crypto";
import type { Account } from "../core/account";
import DataLoader from "dataloader";
import { z } from "zod";
import { accountKeyOf, endpointSetting } from "../core/http/endpoint";
import { HttpClient } from "../core/http/http";
import { Inventory } from "../core/inventory";
import { accountSettings, type Surroundings } from "../core/vendor";
import { Proxy911Client } from "./api/client";
import { OrderBook } from "./proxy-order/order-book";
import { observe, type ProxyAccountObserved } from "./proxy-account/observed";
import { AccountWrites } from "./proxy-account/writes";

/** Config of one customer: `proxy911:<key>`, or an entry of `proxy911:accounts`. */
export const proxy911Settings = z.strictObject({
  endpoint: endpointSetting.default("https://api.911proxy.com"),
  /** The secret on the home page of the personal center. */
  appKey: z.string().min(1),
  /** Where the key stands in a POST: `body`, wherever the document has it, besides the query; `query`, nowhere else. */
  keyPlace: z.enum(["body", "query"]).default("body"),
  ...accountSettings,
  /** The currency of fees, which is not documented. */
  currency: z.string().default("USD"),
});
export type Proxy911Settings = z.output<typeof proxy911Settings>;

/** Tells a customer from every other one: the host, and a fingerprint of the key, which is all that the API knows of one. */
export function accountKey(settings: Proxy911Settings): string {
  const { appKey, endpoint, panelName } = settings;
  const fingerprint = createHash("sha256").update(appKey).digest("hex").slice(0, 12);
  return accountKeyOf("proxy911", endpoint, panelName, panelName === undefined ? fingerprint : undefined);
}

/** What all resources of a customer share: the client, the list of accounts, the writes that go out together. */
export class Proxy911Session {
  readonly client: Proxy911Client;
  readonly accounts: Inventory<ProxyAccountObserved>;
  readonly writes: AccountWrites;
  readonly book: OrderBook;
  /** Names that this run has deleted: none of them may be added again. */
  readonly deleted = new Set<string>();
  /** Whose the names are that are to be added in this run. */
  readonly #reserved = new Map<string, string>();
  /** A digest of a text that only who has the customer's key can make. */
  readonly seal: (text: string) => Buffer;

  constructor(settings: Proxy911Settings, surroundings: Surroundings) {
    const http = new HttpClient({
      endpoint: settings.endpoint,
      allowInsecureHttp: settings.allowInsecureHttp,
      minIntervalMs: settings.minIntervalMs,
      timeoutMs: settings.timeoutSeconds * 1_000,
      onReply: surroundings.onReply,
    });
    const { appKey, keyPlace, timeZone } = settings;
    const client = new Proxy911Client({ http, appKey, keyPlace, timeZone });
    this.client = client;
    this.seal = (text) => createHmac("sha256", appKey).update(text).digest();
    this.writes = new AccountWrites(client, surroundings.sleep);
    this.book = new OrderBook(client, surroundings);
    const list = async () => (await client.listAccounts()).map(observe);
    // The vendor has no read of one: those who ask at the same time share one list.
    const single = new DataLoader(
      async (usernames: readonly string[]) => {
        const rows = new Map((await list()).map((row) => [row.username, row]));
        return usernames.map((username) => rows.get(username));
      },
      { cache: false },
    );
    this.accounts = new Inventory<ProxyAccountObserved>(
      {
        list,
        read: (username) => single.load(username),
        idOf: (row) => row.serviceId,
        rowsPerRequest: Number.POSITIVE_INFINITY,
      },
      surroundings,
    );
  }

  /**
   * Keeps a name for the resource that is to add it.
   * @returns the URN of another resource that has it already.
   */
  reserve(username: string, urn: string): string | undefined {
    const owner = this.#reserved.get(username) ?? urn;
    this.#reserved.set(username, owner);
    return owner === urn ? undefined : owner;
  }
}

/** The session of an account that this vendor opened. */
export function sessionOf(account: Account): Proxy911Session {
  if (account.session instanceof Proxy911Session) return account.session;
  throw new TypeError(`account ${account.key} is not an account of 911Proxy`);
}

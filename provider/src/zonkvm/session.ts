import { z } from "zod";
import { Client } from "./api/client";
import type { MachinesClient } from "./api/machines";
import { glanceAtOrders } from "./api/orders";
import { zonkvmUrl } from "./api/transport";
import { loadCloudCatalog, loadPhysicalCatalog, loadSharedCatalog, loadWebCatalog } from "./catalog";
import { accessOf, observeDatabase, type CloudDatabaseObserved } from "./cloud-database/observed";
import { observeCloudServer, type CloudServerObserved } from "./cloud-server/observed";
import type { Account } from "../core/account";
import { withoutGaps } from "../core/gaps";
import { accountKeyOf, endpointSetting } from "../core/http/endpoint";
import { HttpClient } from "../core/http/http";
import { Inventory } from "../core/inventory";
import { once } from "../core/once";
import { accountSettings, type Surroundings } from "../core/vendor";
import type { Page } from "../core/wire/pages";
import { observeIdcServer, type IdcServerObserved } from "./idc-server/observed";
import { observeLeaseServer, type LeaseServerObserved } from "./lease-server/observed";
import { ownPrices, type OwnPrices } from "./prices";
import { Details } from "./web/details";
import { observeHosting, type WebHostingObserved } from "./web-hosting/observed";

/** Config of one account: `zonkvm:<key>`, or an entry of `zonkvm:accounts`. */
export const zonkvmSettings = z.strictObject({
  /** The finance system's API URL; a bare site root gets `/api/same/index`. */
  endpoint: endpointSetting,
  /** The user id (用户ID) of the API account. */
  appId: z.coerce.string().min(1),
  /** The API key (API密钥). It goes out in the body of every request. */
  appKey: z.string().min(1),
  /** How nested parameters are written, which the vendor does not say: one `json` text (default), or PHP's `brackets`. */
  encoding: z.enum(["json", "brackets"]).default("json"),
  /** Whether an order may leave that cannot be found again, because the program gives it a `clientUserId` of its own: `required` refuses it. */
  trace: z.enum(["preferred", "required"]).default("preferred"),
  /**
   * How the deletion of a site's backup is sent. The vendor documents `guid` for it, which is the order's own name, so that by default no
   * backup is deleted. `bak_guid`: as that of a database's, for panels that are known to take it.
   */
  backupDeletion: z.enum(["bak_guid"]).optional(),
  /** Your own prices of a month, by the name or GUID of a line, for what the panel does not publish. */
  prices: ownPrices.default({}),
  ...accountSettings,
  /** The longest time for one write, in seconds: the panel may pass an order on to other panels while it is asked. */
  timeoutSeconds: z.coerce.number().positive().max(600).default(300),
});
export type ZonkvmSettings = z.output<typeof zonkvmSettings>;

/** What the vendor says of the list of cloud servers, and of no other. */
const rowsPerPage = 100;

/** A read that takes longer is asked again. */
const longestReadMs = 60_000;

/** Tells an account from every other one: the finance system and the user id. */
export function accountKey({ endpoint, panelName, appId }: ZonkvmSettings): string {
  return accountKeyOf("zonkvm", zonkvmUrl(endpoint), panelName, appId);
}

/** How orders of one kind are read. */
interface Orders<Row, Order> {
  readonly listAll: () => Promise<readonly Order[]>;
  readonly listPage: (page: number) => Promise<Page<Order>>;
  readonly read: (id: string) => Promise<Order | null>;
  readonly observe: (order: Order) => Row;
  /** Adds what only requests of their own tell. */
  readonly complete?: (row: Row) => Promise<Row>;
}

/** What all resources of an account share: the client, what is sold (loaded once), the orders of each kind. */
export class ZonkvmSession {
  readonly client: Client;
  readonly trace: ZonkvmSettings["trace"];
  readonly backupDeletion: ZonkvmSettings["backupDeletion"];
  readonly prices: OwnPrices;
  readonly cloudServers: Inventory<CloudServerObserved>;
  readonly leaseServers: Inventory<LeaseServerObserved>;
  readonly idcServers: Inventory<IdcServerObserved>;
  /** Zones and images, which all kinds of servers share. */
  readonly sharedCatalog = once(() => loadSharedCatalog(this.client));
  /** What cloud servers are made of, loaded once. */
  readonly cloudCatalog = once(() => loadCloudCatalog(this.client, this.sharedCatalog()));
  /** What physical servers are made of, loaded once. */
  readonly leaseCatalog = once(() => loadPhysicalCatalog(this.client.leaseServers, this.sharedCatalog()));
  /** The models of disks, loaded once. */
  readonly leaseDisks = once(() => this.client.leaseServers.getDisks());
  /** What colocation is made of, loaded once. */
  readonly idcCatalog = once(() => loadPhysicalCatalog(this.client.idcServers, this.sharedCatalog()));

  /** The lines that web hosting and databases share. */
  readonly #webLines = once(() => this.client.hosting.getLines());
  readonly hostingCatalog = once(() => loadWebCatalog(this.#webLines(), this.client.hosting.getProducts()));
  readonly hostings: Inventory<WebHostingObserved>;
  readonly hostingDetails = new Details<WebHostingObserved, "indexFiles" | "hotlinkProtection">({
    indexFiles: async (id) => ({ siteIndexFiles: await this.client.hosting.getIndexFiles(id) }),
    hotlinkProtection: async (id) => {
      const {
        windowsHttpStatus,
        httpStatus = windowsHttpStatus,
        ...told
      } = await this.client.hosting.getHotlinkProtection(id);
      return { siteHotlinkProtection: withoutGaps({ ...told, httpStatus }) };
    },
  });
  readonly databaseCatalog = once(() =>
    loadWebCatalog(this.#webLines(), this.client.databases.getProducts()),
  );
  /** Those that were bought, and those that came with a web hosting. */
  readonly databases: Inventory<CloudDatabaseObserved>;
  readonly databaseDetails = new Details<CloudDatabaseObserved, "access">({
    access: async (id) => ({ accessRule: accessOf(await this.client.databases.getAccess(id)) }),
  });

  constructor(settings: ZonkvmSettings, deps: Surroundings) {
    const timeoutMs = settings.timeoutSeconds * 1_000;
    const http = new HttpClient({
      endpoint: zonkvmUrl(settings.endpoint),
      allowInsecureHttp: settings.allowInsecureHttp,
      minIntervalMs: settings.minIntervalMs,
      timeoutMs,
      readTimeoutMs: Math.min(timeoutMs, longestReadMs),
      onReply: deps.onReply,
    });
    const { appId, appKey, encoding, timeZone } = settings;
    this.client = new Client({ http, appId, appKey, encoding, timeZone });
    this.trace = settings.trace;
    this.backupDeletion = settings.backupDeletion;
    this.prices = settings.prices;
    const { cloudServers, leaseServers, idcServers } = this.client;
    this.cloudServers = inventoryOf(ordersOf(cloudServers, observeCloudServer), deps);
    this.leaseServers = inventoryOf(ordersOf(leaseServers, observeLeaseServer), deps);
    this.idcServers = inventoryOf(ordersOf(idcServers, observeIdcServer), deps);
    const { hosting } = this.client;
    this.hostings = inventoryOf(
      {
        listAll: () => hosting.listAllOrders(),
        listPage: (page) => hosting.listOrders(page),
        read: (id) => hosting.getOrder(id),
        observe: observeHosting,
        complete: (row) => this.hostingDetails.complete(row),
      },
      deps,
    );
    const { databases } = this.client;
    this.databases = inventoryOf(
      {
        listAll: () => databases.listAllOrders(),
        listPage: (page) => databases.listOrders(page),
        read: (id) => databases.getOrder(id),
        observe: observeDatabase,
        complete: (row) => this.databaseDetails.complete(row),
      },
      deps,
    );
  }
}

/** How the orders of a kind of servers are read. */
function ordersOf<Order extends { readonly id: string }, Row>(
  servers: MachinesClient<Order>,
  observe: (order: Order) => Row,
): Orders<Row, Order> {
  return {
    listAll: () => servers.listAllServers(),
    listPage: (page) => servers.listServers(page),
    read: (id) => servers.getServer(id),
    observe,
  };
}

function inventoryOf<Row extends { readonly serviceId: string }, Order extends { readonly id: string }>(
  { listAll, listPage, read, observe, complete = (row) => Promise.resolve(row) }: Orders<Row, Order>,
  surroundings: Surroundings,
): Inventory<Row> {
  return new Inventory<Row>(
    {
      list: async () => (await listAll()).map(observe),
      glance: async () => (await glanceAtOrders(listPage)).map(observe),
      page: async (number) => (await listPage(number)).rows.map(observe),
      read: async (id) => {
        const order = await read(id);
        return order === null ? undefined : complete(observe(order));
      },
      complete,
      idOf: ({ serviceId }) => serviceId,
      rowsPerRequest: rowsPerPage,
    },
    surroundings,
  );
}

/** The session of an account that this vendor opened. */
export function sessionOf(account: Account): ZonkvmSession {
  if (account.session instanceof ZonkvmSession) return account.session;
  throw new TypeError(`account ${account.key} is not an account of Zonkvm`);
}

import type * as pulumi from "@pulumi/pulumi";
import type { orderArguments } from "../core/arguments";
import { proxyAccountFace, proxyAccountSetFace, proxyOrderFace } from "./faces";
import type { proxyAccountSetShape } from "./proxy-account-set/arguments";
import type { Member } from "./proxy-account-set/state";
import type { proxyAccountShape } from "./proxy-account/arguments";
import type { proxyOrderOnly } from "./proxy-order/arguments";
import type { ProxyOrderObserved } from "./proxy-order/observed";
import { faceOf, isResourceOf, ResellerResource, type ArgsOf, type ResourceFace } from "../pulumi/resource";

/** Arguments of a {@link ProxyAccount}. */
export type ProxyAccountArgs = ArgsOf<typeof proxyAccountShape>;

/** Arguments of a {@link ProxyAccountSet}. */
export type ProxyAccountSetArgs = ArgsOf<typeof proxyAccountSetShape>;

/** Arguments of a {@link ProxyOrder}. */
export type ProxyOrderArgs = ArgsOf<typeof orderArguments & typeof proxyOrderOnly>;

const accountFace = faceOf(proxyAccountFace);

/**
 * A sub-account of 911Proxy: a username and a password for the proxy network. It costs nothing by itself; its traffic comes out
 * of the packages of its type.
 *
 * A create adds it (`whitelist-account/add`); limit and remark, password and state are changed in place. A destroy deletes it:
 * for about five minutes more it works, and costs. Accounts of one `up` go out together, up to a hundred in a request.
 *
 * ```ts
 * const crawler = new reseller.ProxyAccount("crawler", {
 *   productType: "dynamicResidentialTraffic",
 *   trafficLimitGb: 50,
 *   proxyEndpoint: "gate.example.com:1000",
 * });
 * export const proxyUrl = crawler.httpProxyUrl;
 * ```
 */
export class ProxyAccount extends ResellerResource {
  /** Its name: the given one, or the one made from the resource's token. */
  declare readonly username: pulumi.Output<string>;
  /** The vendor's own number. */
  declare readonly accountId: pulumi.Output<number | undefined>;
  /** Secret. The password as the vendor lists it. */
  declare readonly password: pulumi.Output<string>;
  /** Which packages it draws on. */
  declare readonly productType: pulumi.Output<string>;
  /** Remark (`remark`); empty for none. */
  declare readonly remark: pulumi.Output<string>;
  /** Traffic limit in GB; 0 is unlimited. */
  declare readonly trafficLimitGb: pulumi.Output<number>;
  /** Whether it is enabled (`status` 1): one just disabled works, and costs, for about five minutes more. */
  declare readonly enabled: pulumi.Output<boolean>;
  /** Traffic used, in KB, up to five minutes ago. */
  declare readonly usageKb: pulumi.Output<number>;
  /** The same in GB (of 1024² KB), a decimal string. */
  declare readonly usageGb: pulumi.Output<string>;
  /** When it was added, ISO 8601 with offset. */
  declare readonly createdAt: pulumi.Output<string | undefined>;
  /** Secret. `http://user:password@host:port`, where `proxyEndpoint` is given. */
  declare readonly httpProxyUrl: pulumi.Output<string | undefined>;
  /** Secret. `socks5://user:password@host:port`, where `proxyEndpoint` is given. */
  declare readonly socksProxyUrl: pulumi.Output<string | undefined>;

  constructor(name: string, args: ProxyAccountArgs, opts?: pulumi.CustomResourceOptions) {
    super(accountFace, name, args, opts);
  }

  /** Reads an account that is not managed here, by its username. Fails when the customer does not have it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ProxyAccount {
    // Nothing is added on this way: the required arguments come back from the vendor.
    return new ProxyAccount(name, {} as ProxyAccountArgs, { ...opts, id });
  }

  /** Whether a value is a `ProxyAccount`. */
  static override isInstance(value: unknown): value is ProxyAccount {
    return isResourceOf(accountFace.type, value);
  }
}

const setFace: ResourceFace = { ...faceOf(proxyAccountSetFace), secretInside: { accounts: ["password"] } };

/**
 * Many sub-accounts of 911Proxy as one resource, for those who have hundreds or thousands. One list reads them all, and a
 * hundred are added, enabled, disabled or deleted in a request. Limits, passwords and later remarks take one request each.
 *
 * The preview says how many are added and changed, and names each account that is to be deleted; it fails when these are more
 * than `maxDeletes`. What one account is refused does not keep the others: the next `up` goes on with it. An `up` that was
 * killed is gone on with by the next one, which knows its own accounts by their passwords.
 *
 * ```ts
 * const crawlers = new reseller.ProxyAccountSet("crawlers", {
 *   productType: "dynamicResidentialTraffic",
 *   usernamePrefix: "crawler",
 *   count: 1000,
 * }, { protect: true });
 * export const passwordOfFirst = crawlers.credentials.apply((all) => all["crawler1"]);
 * ```
 */
export class ProxyAccountSet extends ResellerResource {
  /** All accounts. */
  declare readonly usernames: pulumi.Output<string[]>;
  /** Secret. The password of each account, by username. */
  declare readonly credentials: pulumi.Output<Record<string, string>>;
  /** Each account as the vendor listed it last, by username: type, remark, limit, traffic, when it was added. */
  declare readonly members: pulumi.Output<Record<string, Member>>;
  /** Traffic used by all accounts that are there, in GB (of 1024² KB), a decimal string. */
  declare readonly usageGb: pulumi.Output<string>;
  /** Which packages they draw on. */
  declare readonly productType: pulumi.Output<string>;

  constructor(name: string, args: ProxyAccountSetArgs, opts?: pulumi.CustomResourceOptions) {
    super(setFace, name, args, opts);
  }

  /** Whether a value is a `ProxyAccountSet`. */
  static override isInstance(value: unknown): value is ProxyAccountSet {
    return isResourceOf(setFace.type, value);
  }
}

const orderFace: ResourceFace = { ...faceOf(proxyOrderFace), isMarked: true };

/**
 * An order of 911Proxy: a package, static IPs, the renewal of static IPs, or a top-up of the balance.
 *
 * A create sends it (`order/create`), waits until it is paid and delivered, and closes it (`order/close`) when it is given up
 * before payment or turns out dearer than `maxPrice`. Other goods are another order: a replacement. A destroy closes an order
 * that is not paid; one that is paid cannot be given back and expires.
 *
 * 911Proxy publishes no prices: the preview shows what the last order of the same package cost. Nothing of ours comes back with
 * an order, so that one whose reply was lost is never sent again by itself: the errors name what is new, and `adopt` or a change
 * of `purchaseTriggers` goes on. The `…-mark` resource beside it is how an interrupted run is noticed.
 *
 * ```ts
 * const addresses = new reseller.ProxyOrder("addresses", {
 *   packageId: 251,
 *   paymentMethodId: 1,
 *   regions: { US: 2, JP: 1 },
 *   maxPrice: "15.00",
 * }, { protect: true });
 * export const ids = addresses.staticIpIds;
 * ```
 */
export class ProxyOrder extends ResellerResource {
  /** The order's number (`trade_no`) is `serviceId`; this is the vendor's shorter one. */
  declare readonly orderNumber: pulumi.Output<number>;
  /** `unpaid paid cancelled refunded unknown`. */
  declare readonly orderStatus: pulumi.Output<ProxyOrderObserved["orderStatus"]>;
  /** The package (`pid`), as it was given; none where the order is only read. */
  declare readonly packageId: pulumi.Output<number | undefined>;
  /** What the order calls its product (`product_id`): whether that is the package's number, 911Proxy does not say. */
  declare readonly productId: pulumi.Output<number | undefined>;
  /** Name of what was ordered, as the order tells it (`product_name`). */
  declare readonly packageName: pulumi.Output<string | undefined>;
  /** Price before reductions, a decimal string. */
  declare readonly totalFee: pulumi.Output<string>;
  /** What is paid, a decimal string. */
  declare readonly payFee: pulumi.Output<string>;
  /** What it brought, each with its term. */
  declare readonly packages: pulumi.Output<ProxyOrderObserved["packages"]>;
  /** Ids of the static IPs that it brought: what a renewal names. */
  declare readonly staticIpIds: pulumi.Output<string[]>;
  /** Secret. The static IPs as 911Proxy lists them; it documents no field of them. */
  declare readonly staticIps: pulumi.Output<Record<string, unknown>[]>;

  constructor(name: string, args: ProxyOrderArgs, opts?: pulumi.CustomResourceOptions) {
    super(orderFace, name, args, opts);
  }

  /** Reads an order that is not managed here, by its number (`trade_no`). Fails when the customer does not have it. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ProxyOrder {
    // Nothing is ordered on this way: the required arguments come back from the vendor.
    return new ProxyOrder(name, {} as ProxyOrderArgs, { ...opts, id });
  }

  /** Whether a value is a `ProxyOrder`. */
  static override isInstance(value: unknown): value is ProxyOrder {
    return isResourceOf(orderFace.type, value);
  }
}

import type { orderArguments } from "../core/arguments";
import { proxyAccountFace, proxyAccountSetFace, proxyOrderFace } from "./faces";
import type { proxyAccountSetShape } from "./proxy-account-set/arguments";
import type { ProxyAccountSetDerived } from "./proxy-account-set/outputs";
import type { proxyAccountShape } from "./proxy-account/arguments";
import type { ProxyAccountDerived, ProxyAccountObserved } from "./proxy-account/observed";
import type { proxyOrderOnly } from "./proxy-order/arguments";
import type { ProxyOrderDerived, ProxyOrderObserved } from "./proxy-order/observed";
import type { ResellerResource } from "../pulumi/reseller-resource";
import { collection, resource, type ArgsOf, type OutputsOf } from "../pulumi/resource";

export type { Member } from "./proxy-account-set/state";

/** Arguments of a {@link ProxyAccount}. */
export type ProxyAccountArgs = ArgsOf<typeof proxyAccountShape>;

interface ProxyAccountOutputs
  extends ResellerResource, OutputsOf<typeof proxyAccountFace, ProxyAccountObserved, ProxyAccountDerived> {}

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
export class ProxyAccount extends resource<ProxyAccountArgs, ProxyAccountOutputs>(proxyAccountFace) {}

/** Arguments of a {@link ProxyAccountSet}. */
export type ProxyAccountSetArgs = ArgsOf<typeof proxyAccountSetShape>;

interface ProxyAccountSetOutputs
  extends ResellerResource, OutputsOf<typeof proxyAccountSetFace, unknown, ProxyAccountSetDerived> {}

/**
 * Many sub-accounts of 911Proxy as one resource, for those who have hundreds or thousands. One list reads them all, and a
 * hundred are added, enabled, disabled or deleted in a request. Limits, passwords and later remarks take one request each.
 *
 * The preview says how many are added and changed, and names each account that is to be deleted; it fails when these are more
 * than `maxDeletes`. What one account is refused does not keep the others: the next `up` goes on with it. An `up` that was
 * killed is gone on with by the next one, which knows its own accounts by their passwords.
 *
 * ```ts
 * const crawlers = new reseller.proxy911.ProxyAccountSet("crawlers", {
 *   productType: "dynamicResidentialTraffic",
 *   usernamePrefix: "crawler",
 *   count: 1000,
 * }, { protect: true });
 * export const passwordOfFirst = crawlers.credentials.apply((all) => all["crawler1"]);
 * ```
 */
export class ProxyAccountSet extends collection<ProxyAccountSetArgs, ProxyAccountSetOutputs>(
  proxyAccountSetFace,
) {}

/** Arguments of a {@link ProxyOrder}. */
export type ProxyOrderArgs = ArgsOf<typeof orderArguments & typeof proxyOrderOnly>;

interface ProxyOrderOutputs
  extends ResellerResource, OutputsOf<typeof proxyOrderFace, ProxyOrderObserved, ProxyOrderDerived> {}

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
 * const addresses = new reseller.proxy911.ProxyOrder("addresses", {
 *   packageId: 251,
 *   paymentMethodId: 1,
 *   regions: { US: 2, JP: 1 },
 *   maxPrice: "15.00",
 * }, { protect: true });
 * export const ids = addresses.staticIpIds;
 * ```
 */
export class ProxyOrder extends resource<ProxyOrderArgs, ProxyOrderOutputs>(proxyOrderFace) {}

import type { btCategoryOnly, BtCategoryObserved } from "./bt-category";
import type { btDomainOnly, BtDomainObserved } from "./bt-domain";
import type { btHostOnly } from "./bt-host/arguments";
import type { BtHostObserved } from "./bt-host/observed";
import type { BtHostDerived } from "./bt-host/outputs";
import type { BtUserDerived, BtUserObserved, btUserOnly } from "./bt-user";
import type { orderArguments } from "../core/arguments";
import type { childArguments } from "../core/child-kind";
import { btCategoryFace, btDomainFace, btHostFace, btUserFace } from "./faces";
import type { ResellerResource } from "../pulumi/reseller-resource";
import { resource, type ArgsOf, type OutputsOf } from "../pulumi/resource";

/** Arguments of a {@link BtHost}. */
export type BtHostArgs = ArgsOf<typeof orderArguments & typeof btHostOnly>;

interface BtHostOutputs
  extends ResellerResource, OutputsOf<typeof btHostFace, BtHostObserved, BtHostDerived> {}

/**
 * A web host of a BThost installation: a site, with an FTP account and a database where they are asked for. The panel knows no prices.
 *
 * A create makes it (`host_build`) and reads its credentials; its end is a date, which `renewUntil` moves (`host_endtime`); a destroy puts it
 * into the recycle bin (`host_recycle`), from where `adopt` with `recover` brings it back for some days. What each argument's change does
 * stands beside the argument.
 *
 * ```ts
 * const shop = new reseller.BtHost("shop", {
 *   plan: "Standard",
 *   owner: customer.id,
 *   expiresOn: "2027-06-30",
 *   remark: "the shop",
 * }, { protect: true });
 * export const domain = shop.domain;
 * ```
 */
export class BtHost extends resource<BtHostArgs, BtHostOutputs>(btHostFace) {}

/** Arguments of a {@link BtUser}. */
export type BtUserArgs = ArgsOf<typeof childArguments & typeof btUserOnly>;

interface BtUserOutputs
  extends ResellerResource, OutputsOf<typeof btUserFace, BtUserObserved, BtUserDerived> {}

/**
 * A user of an installation, who owns hosts and logs in to them.
 *
 * A create makes the user (`user_create`), every change is made in place (`user_edit`), a destroy deletes it (`user_del`), which leaves its
 * hosts where they are. When it is gone, it is made again. A user of this name who is there already is taken over if everything else that can
 * be read is the same, and gets the password; otherwise nothing is made.
 *
 * ```ts
 * const customer = new reseller.bthost.BtUser("customer", { nickname: "Shop Ltd" });
 * new reseller.BtHost("shop", { owner: customer.id, plan: "Standard", expiresOn: "2027-06-30" });
 * ```
 */
export class BtUser extends resource<BtUserArgs, BtUserOutputs>(btUserFace) {}

/** Arguments of a {@link BtDomain}. */
export type BtDomainArgs = ArgsOf<typeof childArguments & typeof btDomainOnly>;

interface BtDomainOutputs extends ResellerResource, OutputsOf<typeof btDomainFace, BtDomainObserved> {}

/**
 * A domain that is bound to a host (`host_domain`). The panel has no operation that unbinds one: a destroy, and a replacement, leave it
 * bound, and say so; it goes with its host. Name the host by its `id`.
 *
 * ```ts
 * new reseller.bthost.BtDomain("www", { host: shop.id, domain: "www.example.com" });
 * ```
 */
export class BtDomain extends resource<BtDomainArgs, BtDomainOutputs>(btDomainFace) {}

/** Arguments of a {@link BtCategory}. */
export type BtCategoryArgs = ArgsOf<typeof childArguments & typeof btCategoryOnly>;

interface BtCategoryOutputs extends ResellerResource, OutputsOf<typeof btCategoryFace, BtCategoryObserved> {}

/**
 * A category of sites (`sort_create`), renamed in place (`sort_edit`), deleted by a destroy (`sort_delete`). One of this name that is there
 * already is taken over.
 *
 * ```ts
 * const shops = new reseller.bthost.BtCategory("shops", { name: "shops" });
 * new reseller.BtHost("shop", { category: shops.id, plan: "Standard", expiresOn: "2027-06-30" });
 * ```
 */
export class BtCategory extends resource<BtCategoryArgs, BtCategoryOutputs>(btCategoryFace) {}

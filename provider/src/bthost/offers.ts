import { unlessRefused } from "./catalog";
import type { Account } from "../core/account";
import type { Offers } from "../core/vendor";
import { sessionOf } from "./session";

/** Everything that hosts of an installation are made of. */
export async function offers(account: Account): Promise<Offers> {
  const session = sessionOf(account);
  // The versions are the server's own panel's to tell, which may not answer.
  const [{ plans, domainPools, ipPools }, versions = []] = await Promise.all([
    session.catalog(),
    unlessRefused(session.phpVersions()),
  ]);
  return { plan: plans, "domain pool": domainPools, "IP pool": ipPools, "PHP version": versions };
}

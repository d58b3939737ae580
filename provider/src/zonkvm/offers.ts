import type { Account } from "../core/account";
import { AccountRefusedError, RefusedError } from "../core/errors";
import type { Offers } from "../core/vendor";
import { sessionOf } from "./session";

/** What is sold; nothing where the panel does not sell it to this account. */
async function ifSold<T>(read: Promise<T>): Promise<Partial<T>> {
  try {
    return await read;
  } catch (error) {
    if (!(error instanceof RefusedError) || error instanceof AccountRefusedError) throw error;
    return {};
  }
}

/** Everything that a panel sells. */
export async function offers(account: Account): Promise<Offers> {
  const session = sessionOf(account);
  const [{ zones, images }, cloud, lease, idc, hosting, databases] = await Promise.all([
    session.sharedCatalog(),
    ifSold(session.cloudCatalog()),
    ifSold(session.leaseCatalog()),
    ifSold(session.idcCatalog()),
    ifSold(session.hostingCatalog()),
    ifSold(session.databaseCatalog()),
  ]);
  return {
    zone: zones,
    image: images.map(({ loginPassword: _loginPassword, ...image }) => image),
    "cloud line": cloud.lines ?? [],
    "cloud package": cloud.packages ?? [],
    "physical line": lease.lines ?? [],
    "physical product": lease.products ?? [],
    "colocation line": idc.lines ?? [],
    "colocation product": idc.products ?? [],
    "hosting line": hosting.lines ?? databases.lines ?? [],
    "hosting product": hosting.products ?? [],
    "database product": databases.products ?? [],
  };
}

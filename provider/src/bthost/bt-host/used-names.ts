import type { BthostClient } from "../api/client";

/*
 * The panel lists nothing of its recycle bin. But an FTP account has the name of its host, stays as long as that lies there, and can be asked
 * for by its id: so the accounts tell the names that are not free.
 */

/** As many accounts are asked for at the most, the newest ones. */
const mostAccounts = 500;
/** So many are asked for side by side. */
const batch = 25;
/** Behind the newest account that is known there may be others; so many ids without one end the search. Where none is known, they begin somewhere. */
const longestGap = { known: 25, unknown: 200 } as const;

/** Ids of accounts that are there: the search begins at the largest. */
async function knownAccounts({ hosts }: BthostClient, newest: readonly string[]): Promise<number[]> {
  const found = await Promise.all(newest.map((id) => hosts.find(id)));
  return found.flatMap((host) => (host?.ftp === undefined ? [] : [Number(host.ftp.id)]));
}

/**
 * The hosts behind names, by the FTP accounts of the installation.
 * @param hostIds the hosts that are listed.
 */
export async function usedNames(
  client: BthostClient,
  hostIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const newest = [...hostIds].sort((one, other) => Number(other) - Number(one)).slice(0, 3);
  const top = Math.max(0, ...(await knownAccounts(client, newest)));
  const names = new Map<string, string>();
  const ask = async (ids: readonly number[]): Promise<boolean> => {
    const accounts = await Promise.all(ids.map((id) => client.ftpAccounts.find(String(id))));
    for (const account of accounts)
      if (account?.username !== undefined && account.hostId !== undefined)
        names.set(account.username.toLowerCase(), account.hostId);
    return accounts.some((account) => account !== undefined);
  };
  const from = (first: number) =>
    Array.from({ length: batch }, (_, index) => first + index).filter((id) => id > 0);
  const patience = top > 0 ? longestGap.known : longestGap.unknown;
  let missed = 0;
  for (let first = top + 1; missed < patience && first <= top + mostAccounts; first += batch)
    missed = (await ask(from(first))) ? 0 : missed + batch;
  for (let last = top; last > 0 && last > top - mostAccounts; last -= batch)
    await ask(from(last - batch + 1));
  return names;
}

import type { Proxy911Client } from "../api/client";
import { concernsAll, saysBeingDeleted } from "../api/messages";
import type { NewAccount, SharedByAccounts } from "../api/queries";
import type { ProxyAccountRow } from "../api/wire";
import { Batcher, type Verdict } from "../../core/batch";
import { RefusedError } from "../../core/errors";
import type { Sleep } from "../../core/wait";
import { say } from "../language/say";

/** An account to be added, with what it may have in common with others. */
export type Addition = NewAccount & SharedByAccounts;

export interface Named {
  readonly username: string;
}

interface Probe extends Named {
  readonly enabled: boolean;
}

/** The bounds of a request. The vendor states none; these keep its body within some kilobytes. */
const bounds = { maxItems: 100, maxLength: 4_000, concernsAll };

/** How long after a lost reply the list is looked at again for what it did not show yet, in milliseconds. */
const looksAgainMs = [0, 1_000, 4_000];

/** The writes of an account that take many names, collected into few requests. */
export class AccountWrites {
  readonly #client: Proxy911Client;
  readonly #sleep: Sleep;
  readonly #additions: Batcher<Addition>;
  readonly #deletions: Batcher<Named>;
  readonly #disablings: Batcher<Named>;
  readonly #enablings: Batcher<Named>;
  readonly #probes: Batcher<Probe>;

  constructor(client: Proxy911Client, sleep: Sleep) {
    this.#client = client;
    this.#sleep = sleep;
    this.#additions = new Batcher<Addition>({
      ...bounds,
      groupOf: ({ productType, remark }) => JSON.stringify([productType, remark]),
      lengthOf: ({ username, password }) => username.length + password.length + 2,
      send: (items) =>
        client.addAccounts(items, {
          productType: items[0]?.productType ?? "dynamicResidentialTraffic",
          remark: items[0]?.remark,
        }),
      look: this.#look(judgeAddition),
    });
    this.#deletions = this.#ofNames(
      (names) => client.deleteAccounts(names),
      (_item, row) => (row === undefined ? "done" : "open"),
    );
    this.#disablings = this.#ofNames((names) => client.disableAccounts(names), judgeStatus("disabled"));
    this.#enablings = this.#ofNames((names) => client.enableAccounts(names), judgeStatus("enabled"));
    this.#probes = new Batcher<Probe>({
      ...bounds,
      groupOf: ({ enabled }) => String(enabled),
      lengthOf: ({ username }) => username.length + 1,
      send: (items) => {
        const names = items.map(({ username }) => username);
        return items[0]?.enabled === true ? client.enableAccounts(names) : client.disableAccounts(names);
      },
      look: (items) => Promise.resolve(items.map(() => "open")),
    });
  }

  /** Adds one account. @throws {RefusedError} also when the name is somebody else's. */
  add(addition: Addition): Promise<void> {
    return this.#additions.submit(addition);
  }

  /** Has one account deleted; it works for about five minutes more. One that is being deleted already is as good. */
  async delete(username: string): Promise<void> {
    try {
      await this.#deletions.submit({ username });
    } catch (error) {
      if (!(error instanceof RefusedError && saysBeingDeleted(error))) throw error;
    }
  }

  disable(username: string): Promise<void> {
    return this.#disablings.submit({ username });
  }

  enable(username: string): Promise<void> {
    return this.#enablings.submit({ username });
  }

  /**
   * Sets an account to be enabled or disabled as it is: the list does not tell which accounts are on their way out, but a write
   * to one is refused. @throws {RefusedError}
   */
  probe(account: Probe): Promise<void> {
    return this.#probes.submit(account);
  }

  #ofNames(send: (names: string[]) => Promise<void>, judge: Judge<Named>): Batcher<Named> {
    return new Batcher<Named>({
      ...bounds,
      lengthOf: ({ username }) => username.length + 1,
      send: (items) => send(items.map(({ username }) => username)),
      look: this.#look(judge),
    });
  }

  /** Looks at the list: once after a refusal, a few times after a lost reply. */
  #look<Item extends Named>(judge: Judge<Item>) {
    return async (items: readonly Item[], failure: Error): Promise<readonly Verdict[]> => {
      let verdicts: Verdict[] = [];
      for (const pauseMs of failure instanceof RefusedError ? [0] : looksAgainMs) {
        if (pauseMs > 0) await this.#sleep(pauseMs);
        const rows = new Map((await this.#client.listAccounts()).map((row) => [row.username, row]));
        verdicts = items.map((item) => judge(item, rows.get(item.username)));
        if (!verdicts.includes("open")) break;
      }
      return verdicts;
    };
  }
}

/** What the row of an item, or its absence, says about a write. */
type Judge<Item> = (item: Item, row: ProxyAccountRow | undefined) => Verdict;

/** Why a name that is listed cannot be added. */
export function takenWords(username: string): string {
  return say(
    "{username} is taken by another account, or still being deleted: choose another one. The name of a deleted account is free again after about five minutes, but its traffic records would mix with the old ones",
    { username },
  );
}

function judgeAddition(item: Addition, row: ProxyAccountRow | undefined): Verdict {
  if (row === undefined) return "open";
  // The password is the one thing that only the sender of this addition knows.
  if (row.password === item.password && row.productType === item.productType) return "done";
  return new RefusedError(takenWords(item.username));
}

function judgeStatus(status: "enabled" | "disabled"): Judge<Named> {
  return ({ username }, row) => {
    if (row === undefined) return new RefusedError(say("there is no account {username}", { username }));
    return row.status === status ? "done" : "open";
  };
}

/** One configured account of a vendor. */
export interface Account {
  readonly vendor: string;
  /** `default`, or its name in `<vendor>:accounts`. */
  readonly alias: string;
  /** Tells this account from every other one, whatever it is called: recorded with each resource. Not secret. */
  readonly key: string;
  readonly currency: string;
  readonly timeZone: string;
  /** What its config is to be warned of: said once a run. Absent where there is nothing. */
  readonly cautions?: readonly string[];
  /** The vendor's own things: its client, what was loaded once. */
  readonly session: unknown;
}

/** Tells a service from every other one: two panels may give out the same id, and so may one panel for two kinds of things. */
export interface Identity {
  readonly account: Pick<Account, "key">;
  /** What kind of thing it is: the type of the resource that is one of them. */
  readonly kind: string;
  readonly id: string;
}

/** An identity as one text. */
export function keyOf({ account, kind, id }: Identity): string {
  return `${account.key}/${kind}/${id}`;
}

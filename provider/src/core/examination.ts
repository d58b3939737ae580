/** What a probe was answered with. */
export interface Answer {
  /** What is worth saying of it: `3 zones`, `USD 12.30`. */
  readonly words?: string | undefined;
  /** How far the panel's own clock is ahead of this machine's, in milliseconds, where its replies tell. */
  readonly clockAheadMs?: number | undefined;
}

/** A question to an account that costs nothing and changes nothing: whether it is answered shows something. */
export interface Probe {
  /** What it shows, in a few words of English, which programs read: `key`, `cloud servers`, `balance`. */
  readonly what: string;
  ask(): Promise<Answer>;
  /** Why a no is no fault of the account, where the vendor does not answer this everywhere. */
  readonly mayBeRefused?: string;
  /** What to do where it fails and the error itself does not say. */
  readonly advice?: string;
}

/** `1 zone`, `3 zones`, or nothing where the number is not told. @param words says so many of them. */
export function counted(count: number | undefined, words: (count: number) => string): Answer {
  return { words: count === undefined ? undefined : words(count) };
}

/** How a service came to be, in words: what costs nothing was never bought. */
export function wordsOfMaking(noun: { readonly isPrecious: boolean }): {
  /** `bought` in "bought yesterday". */
  readonly made: string;
  /** What a create does that finds it there. */
  readonly nothing: string;
  /** The same when it is over. */
  readonly nothingDone: string;
  /** By which it is known for this resource's own. */
  readonly madeBy: (token: string) => string;
} {
  return noun.isPrecious
    ? {
        made: "bought",
        nothing: "buys nothing",
        nothingDone: "nothing was bought",
        madeBy: (token) => `carries the token ${token} of this resource`,
      }
    : {
        made: "made",
        nothing: "makes nothing new",
        nothingDone: "nothing new was made",
        madeBy: () => "looks like the work of an interrupted create of this resource",
      };
}

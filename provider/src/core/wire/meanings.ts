import type { Reason } from "./reply";

/** A reason that is said when it is asked for: the table that has it is made before the language is known. */
export type Meaning = () => Reason;

/** Makes the entries of a vendor's table of messages or codes, in sentences of that vendor's own. */
export function meanings<Sentence extends string>(say: (sentence: Sentence) => string) {
  return (
      english: Sentence,
      { advice, ...more }: Omit<Reason, "english" | "advice"> & { readonly advice?: Sentence } = {},
    ): Meaning =>
    () => ({ english: say(english), ...more, ...(advice === undefined ? {} : { advice: say(advice) }) });
}

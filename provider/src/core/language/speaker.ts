import { language } from "./language";

/** The names in braces of a sentence: `"resource" | "id"` of `{resource} is {id}`. */
export type Holes<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Holes<Rest>
  : never;

type Values<Text extends string> = [Holes<Text>] extends [never]
  ? []
  : [values: Readonly<Record<Holes<Text>, string | number>>];

/** Says a sentence of a table, which the compiler looks for, with what belongs in its braces. */
export type Say<Sentences extends string> = <Text extends Sentences>(
  text: Text,
  ...values: Values<Text>
) => string;

/** Those of the sentences that have no braces: what a constant may hold, and is said where it is used. */
export type Plain<Sentences extends string> = Sentences extends `${string}{${string}}${string}`
  ? never
  : Sentences;

/**
 * The voice of one part of the package. The English sentence stands where it is said and is the key of the other language's table, so
 * that none can be forgotten: a sentence that the table does not have does not compile.
 */
export function speaker<Table extends Readonly<Record<string, string>>>(
  chinese: Table,
): Say<keyof Table & string> {
  return (text, ...[values]) => {
    const sentence = language() === "zh" ? chinese[text] : text;
    const given: Readonly<Record<string, string | number>> = values ?? {};
    return (sentence ?? text).replace(/\{(\w+)\}/g, (hole, name: string) => String(given[name] ?? hole));
  };
}

/** Types in people's words, in a language. */

/** Schemas say a number that stands for "no limit" where none was given. */
const ENDLESS = 1_000_000_000;

export const literal = (value) => `\`${JSON.stringify(value)}\``;

const plurals = {
  object: "objects",
  number: "numbers",
  "any value": "any values",
  "whole number": "whole numbers",
  "IPv4 address": "IPv4 addresses",
  "IPv6 address": "IPv6 addresses",
};
function plural(words) {
  const [first = "", ...rest] = words.split(",");
  return [plurals[first] ?? first, ...rest].join(",");
}

const formats = {
  date: "date",
  "date-time": "time with offset",
  ipv4: "IPv4 address",
  ipv6: "IPv6 address",
  uri: "URL",
};

/** The words of a language that `say` speaks. */
export function typeWords(say) {
  const truths = ["true", "false"];
  const anything = () => say("any value");

  /** `a`, `a or b`, `a, b or c`, each once; words with a comma come last. */
  function either(words) {
    const hasComma = (word) => Number(/[,，]/.test(word));
    const once = [...new Set(words)].toSorted((a, b) => hasComma(a) - hasComma(b));
    if (once.length < 2) return once[0] ?? say("nothing");
    return say("{others} or {last}", { others: once.slice(0, -1).join(say(", ")), last: once.at(-1) });
  }

  /** A single word and a choice stand in different places in Chinese. */
  const listOf = (words) =>
    /^\p{Script=Han}+$/u.test(words)
      ? say("list of {kind}", { kind: words })
      : say("list of {kinds}", { kinds: plural(words) });
  const mapOf = (words) => say("map of {kinds}", { kinds: plural(words) });

  function numberWords({ type, minimum, maximum }) {
    const word = type === "integer" ? say("whole number") : say("number");
    const least = minimum !== undefined && minimum > -ENDLESS ? minimum : undefined;
    const most = maximum !== undefined && maximum < ENDLESS ? maximum : undefined;
    if (least !== undefined && most !== undefined)
      return say("{number}, {least} to {most}", { number: word, least, most });
    if (least !== undefined) return say("{number}, at least {least}", { number: word, least });
    return most === undefined ? word : say("{number}, at most {most}", { number: word, most });
  }

  /** The words for a value that a JSON schema describes; `undefined` where it says nothing. */
  function schemaWords(schema) {
    if (schema.anyOf !== undefined)
      return either(
        schema.anyOf.flatMap((one) => (one.type === "boolean" ? truths : [schemaWords(one) ?? anything()])),
      );
    if (schema.enum !== undefined) return either(schema.enum.map(literal));
    if (schema.const !== undefined) return literal(schema.const);
    switch (schema.type) {
      case "string":
        return say(formats[schema.format] ?? "text");
      case "integer":
      case "number":
        return numberWords(schema);
      case "boolean":
        return either(truths);
      case "array":
        return listOf(schemaWords(schema.items ?? {}) ?? anything());
      case "object":
        return typeof schema.additionalProperties === "object"
          ? mapOf(schemaWords(schema.additionalProperties) ?? anything())
          : say("object");
      default:
        return undefined;
    }
  }

  return { either, listOf, mapOf, schemaWords };
}

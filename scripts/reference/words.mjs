/** Types in people's words, and the fields inside them. */

import ts from "typescript";
import { literal, typeWords } from "./type-words.mjs";

/** The parts of a JSON schema that may hold a field of this name. */
export function schemaOf(schema, name) {
  if (schema === undefined) return undefined;
  const own = schema.properties?.[name];
  if (own !== undefined) return own;
  const inside = [schema.items, schema.additionalProperties, ...(schema.anyOf ?? [])];
  return inside
    .filter((one) => typeof one === "object")
    .map((one) => schemaOf(one, name))
    .find((one) => one !== undefined);
}

const rank = (word) => (word === "true" ? 0 : word === "false" ? 1 : word.startsWith("`") ? 2 : 3);
const byWord = (a, b) => rank(a) - rank(b) || (a < b ? -1 : 1);

/** What is inside deeper objects is left to the types. */
const DEEPEST = 4;

/** Types in words of a language, asked of the checker. */
export function typeReader({ checker, propertiesOf, commentOf }, say) {
  const { either, listOf, mapOf, schemaWords } = typeWords(say);
  const isFlag = (type, flag) => (type.flags & flag) !== 0;

  /** What a value is once it is there: without `undefined`, promises and Pulumi's outputs. */
  function plain(type) {
    if (type.aliasSymbol?.name === "Output" || type.symbol?.name === "OutputInstance") {
      const [inner] = type.aliasTypeArguments ?? checker.getTypeArguments(type);
      return inner === undefined ? [type] : plain(inner);
    }
    if (type.symbol?.name === "Promise") return [];
    if (isFlag(type, ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void)) return [];
    if (!type.isUnion()) return [type];
    const members = type.types.filter((one) => !isOutput(one));
    return (members.length === 0 ? type.types : members).flatMap(plain);
  }
  const isOutput = (type) =>
    type.symbol?.name === "OutputInstance" ||
    type.aliasSymbol?.name === "Output" ||
    (type.isIntersection() && type.types.some((one) => one.symbol?.name === "OutputInstance"));

  /** What a list holds, or a map; `undefined` when it is neither. */
  const isList = (type) => checker.isArrayType(type) || checker.isTupleType(type);
  const elementOf = (type) => (isList(type) ? checker.getTypeArguments(type)[0] : undefined);
  const mappedOf = (type) =>
    type.getProperties().length === 0 ? checker.getIndexTypeOfType(type, ts.IndexKind.String) : undefined;

  function oneInWords(type) {
    if (type.isStringLiteral() || type.isNumberLiteral()) return literal(type.value);
    if (type.intrinsicName === "true" || type.intrinsicName === "false") return type.intrinsicName;
    if (isFlag(type, ts.TypeFlags.StringLike)) return say("text");
    if (isFlag(type, ts.TypeFlags.NumberLike)) return say("number");
    if (isFlag(type, ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return say("any value");
    const element = elementOf(type);
    if (element !== undefined) return listOf(inWords(element));
    const mapped = mappedOf(type);
    return mapped === undefined ? say("object") : mapOf(inWords(mapped));
  }

  /** The checker orders the members of a union by what it met first, which another file may change. */
  const inWords = (type) => either(plain(type).map(oneInWords).toSorted(byWord));

  /** The fields of a type, and of what it holds. Where it may be one of several objects, a field that not all have may be left out. */
  function fieldsOf(type, path = "", depth = 0) {
    const objects = plain(type)
      .map((one) => fieldsOfOne(one, path, depth))
      .filter((fields) => fields.length > 0);
    const isEverywhere = (field) => objects.every((fields) => fields.some((one) => one.path === field.path));
    const fields = new Map();
    for (const field of objects.flat())
      if (!fields.has(field.path))
        fields.set(field.path, isEverywhere(field) ? field : { ...field, isOptional: true });
    return [...fields.values()];
  }

  function fieldsOfOne(type, path, depth) {
    const element = elementOf(type);
    if (element !== undefined) return fieldsOf(element, depth === 0 ? path : `${path}[]`, depth);
    const mapped = mappedOf(type);
    if (mapped !== undefined) return fieldsOf(mapped, `${path}.<name>`, depth);
    const isObject = isFlag(type, ts.TypeFlags.Object | ts.TypeFlags.Intersection);
    return isObject && depth < DEEPEST
      ? propertiesOf(type).flatMap((property) => fieldOf(property, path, depth))
      : [];
  }

  function fieldOf(symbol, owner, depth) {
    const type = checker.getTypeOfSymbol(symbol);
    const path = owner === "" ? symbol.name : `${owner}.${symbol.name}`;
    const field = {
      path,
      symbol,
      comment: commentOf(symbol),
      words: inWords(type),
      isOptional: (symbol.flags & ts.SymbolFlags.Optional) !== 0,
    };
    return [field, ...fieldsOf(type, path, depth + 1)];
  }

  return { inWords, fieldsOf, schemaWords };
}

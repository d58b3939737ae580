/** A vendor's lookups: what each takes and returns. */

import { code, page, table } from "./markdown.mjs";

/** The lookups of a vendor's namespace, and its functions that are none. */
export function readLookups({ checker, everything, commentOf }, { fieldsOf, inWords }, { name }) {
  const functions = everything.flatMap(({ name: path, symbol }) => {
    const [namespace, own] = path.split(".");
    if (namespace !== name || own === undefined || symbol.valueDeclaration === undefined) return [];
    const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
    return signature === undefined ? [] : [{ name: own, symbol, signature }];
  });
  const all = new Set(functions.map((one) => one.name));
  const lookups = functions
    .filter(({ signature }) => signature.getReturnType().symbol?.name === "Promise")
    .map(({ name: own, symbol, signature }) => {
      const [given] = signature.parameters;
      const [returned] = checker.getTypeArguments(signature.getReturnType());
      return {
        name: own,
        comment: commentOf(symbol),
        hasOutputForm: all.has(`${own}Output`),
        arguments: (given === undefined ? [] : fieldsOf(checker.getTypeOfSymbol(given))).toSorted(
          (a, b) => Number(isRequired(b)) - Number(isRequired(a)),
        ),
        returns: inWords(returned),
        fields: fieldsOf(returned),
      };
    });
  const client = functions.find((one) => one.name === "client");
  return { lookups, client: client === undefined ? undefined : commentOf(client.symbol) };
}

const isRequired = ({ isOptional, comment }) => !isOptional || / ?Required\.$/.test(comment);

/** That each returns a promise; which of them can be given outputs, and which not. */
function introduction({ name, lookups }, { say }) {
  const example = lookups.find((one) => one.hasOutputForm)?.name;
  const values = { functions: code(`reseller.${name}`), example: code(`${example}Output`) };
  if (example === undefined)
    return say("Functions of {functions} for names, ids and what exists. Each returns a promise.", values);
  const without = lookups.filter(({ hasOutputForm }) => !hasOutputForm).map((one) => code(one.name));
  return without.length === 0
    ? say(
        "Functions of {functions} for names, ids and what exists. Each returns a promise; the `…Output` form takes outputs and returns one: {example}.",
        values,
      )
    : say(
        "Functions of {functions} for names, ids and what exists. Each returns a promise; the `…Output` form (not of {without}) takes outputs and returns one: {example}.",
        { ...values, without: without.join(say(" and ")) },
      );
}

/** What it returns, before the table of its fields or instead of it. */
function returned({ returns, fields }, before, { say }) {
  const type = returns === say("object") ? say("an object") : returns.replace(/^list/, "a list");
  if (before !== undefined)
    return say("Returns {type}, as {other} does.", {
      type,
      other: `[${code(before)}](#${before.toLowerCase()})`,
    });
  return fields.length > 0 ? say("Returns {type}:", { type }) : say("Returns {type}.", { type });
}

/** The page of a vendor's lookups. What two of them return is shown at the first. */
export function lookupsPage(vendor, voice, otherLanguage) {
  const { title, lookups, client } = vendor;
  const { say, comment: said } = voice;
  const shown = new Map();
  const isEverywhere = ({ path }) =>
    lookups.every((one) => one.arguments.some((field) => field.path === path));
  const common = (lookups[0]?.arguments ?? []).filter(isEverywhere);
  return page(
    `# ${say("Lookups of {vendor}", { vendor: title })}`,
    [`[${say("Reference")}](../README.md)`, introduction(vendor, voice), otherLanguage].join(" · "),
    lookups.map((one) => `[${code(one.name)}](#${one.name.toLowerCase()})`).join(" · "),
    common.length === 0 ? "" : say("Each takes, if need be:"),
    argumentsTable(common, voice),
    lookups.map((lookup) => {
      const { comment, fields } = lookup;
      const key = JSON.stringify(fields.map(({ path, words }) => [path, words]));
      const before = shown.get(key);
      if (before === undefined && fields.length > 0) shown.set(key, lookup.name);
      const own = lookup.arguments.filter((field) => !isEverywhere(field));
      return page(
        `## ${lookup.name}`,
        said(comment),
        argumentsTable(own, voice),
        returned(lookup, before, voice),
        before === undefined ? fieldsTable(fields, voice) : "",
      );
    }),
    client === undefined ? "" : page("## client", said(client)),
  );
}

const argumentsTable = (fields, { say, comment }) =>
  table(
    [say("argument"), say("type"), say("what it is")],
    fields.map((field) => [
      code(field.path),
      isRequired(field) ? `${field.words}${say(", **required**")}` : field.words,
      comment(field.comment.replace(/ ?Required\.$/, "")),
    ]),
  );

const fieldsTable = (fields, { say, comment }) =>
  table(
    [say("field"), say("type"), say("what it is")],
    fields.map((field) => [code(field.path), field.words, comment(field.comment)]),
  );

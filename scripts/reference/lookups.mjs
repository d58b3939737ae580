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

/** Which of them can be given outputs, and which not. */
function outputForms(lookups) {
  const example = lookups.find((one) => one.hasOutputForm)?.name;
  if (example === undefined) return "";
  const without = lookups.filter(({ hasOutputForm }) => !hasOutputForm).map((one) => code(one.name));
  const but = without.length === 0 ? "" : ` (not of ${without.join(" and ")})`;
  return `; the \`…Output\` form${but} takes outputs and returns one: \`${example}Output\``;
}

/** The page of a vendor's lookups. What two of them return is shown at the first. */
export function lookupsPage({ name, title, lookups, client }) {
  const shown = new Map();
  const isEverywhere = ({ path }) =>
    lookups.every((one) => one.arguments.some((field) => field.path === path));
  const common = (lookups[0]?.arguments ?? []).filter(isEverywhere);
  return page(
    `# Lookups of ${title}`,
    `[Reference](../README.md) · Functions of \`reseller.${name}\` for names, ids and what exists. Each returns a promise${outputForms(lookups)}.`,
    lookups.map((one) => `[${code(one.name)}](#${one.name.toLowerCase()})`).join(" · "),
    common.length === 0 ? "" : "Each takes, if need be:",
    argumentsTable(common),
    lookups.map((lookup) => {
      const { comment, returns, fields } = lookup;
      const key = JSON.stringify(fields.map(({ path, words }) => [path, words]));
      const before = shown.get(key);
      if (before === undefined && fields.length > 0) shown.set(key, lookup.name);
      const own = lookup.arguments.filter((field) => !isEverywhere(field));
      const alike = before === undefined ? "" : `, as [\`${before}\`](#${before.toLowerCase()}) does`;
      const hasTable = before === undefined && fields.length > 0;
      return page(
        `## ${lookup.name}`,
        comment,
        argumentsTable(own),
        `Returns ${returns === "object" ? "an object" : returns.replace(/^list/, "a list")}${alike}${hasTable ? ":" : "."}`,
        before === undefined ? fieldsTable(fields) : "",
      );
    }),
    client === undefined ? "" : page("## client", client),
  );
}

const argumentsTable = (fields) =>
  table(
    ["argument", "type", "what it is"],
    fields.map((field) => [
      code(field.path),
      isRequired(field) ? `${field.words}, **required**` : field.words,
      field.comment.replace(/ ?Required\.$/, ""),
    ]),
  );

const fieldsTable = (fields) =>
  table(
    ["field", "type", "what it is"],
    fields.map(({ path, words, comment }) => [code(path), words, comment]),
  );

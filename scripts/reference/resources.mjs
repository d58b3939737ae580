/** The resources with everything that their pages say, from the descriptions and from the doc comments. */

import { schemaOf, typeReader } from "./words.mjs";

/** What a badge says already. */
const said = {
  secret: /^Secret[.:;] /,
  replacement: / ?A change is a replacement\.$/,
};

/** Reads all resources, their types in the words that `say` speaks; comments stay as they are. */
export function readResources(published, kinds, vendors, say) {
  const { checker, commentOf, folderOf, isOwn, parameterComment, propertiesOf } = published;
  const { fieldsOf, inWords, schemaWords } = typeReader(published, say);

  function argumentsOf(constructor, kind, vendor) {
    // A resource's constructor takes its name, its arguments and its options.
    const [, given] = constructor.getConstructSignatures()[0]?.parameters ?? [];
    if (given === undefined) return [];
    const fields = fieldsOf(checker.getTypeOfSymbol(given)).map((field) => {
      const schema = field.path
        .split(".")
        .map((name) => name.replace("[]", ""))
        .filter((name) => name !== "<name>")
        .reduce(schemaOf, kind?.schema);
      const top = field.path.split(/[.[]/)[0];
      const isNested = top !== field.path;
      const isSecret =
        said.secret.test(field.comment) || (!isNested && kind?.secretArguments.has(top) === true);
      const change = isNested ? "" : (kind?.changes.get(top) ?? "");
      return {
        ...field,
        top,
        words: (schema === undefined ? undefined : schemaWords(schema)) ?? field.words,
        isSecret,
        isNested,
        change,
        isVendors: folderOf(field.symbol) === vendor,
      };
    });
    // What must be given comes first, then what only this kind takes; a field stays with what it is in.
    const rank = ({ isOptional, isVendors }) => (isOptional ? 2 : 0) + (isVendors ? 0 : 1);
    const ranks = new Map(fields.filter(({ isNested }) => !isNested).map((one) => [one.path, rank(one)]));
    return fields
      .map((field, index) => ({ field, index }))
      .sort((a, b) => ranks.get(a.field.top) - ranks.get(b.field.top) || a.index - b.index)
      .map(({ field }) => field);
  }

  function outputsOf(instance, kind) {
    return propertiesOf(instance).flatMap((symbol) => {
      const type = checker.getTypeOfSymbol(symbol);
      const comment = commentOf(symbol);
      const isSecret = said.secret.test(comment) || kind?.secretOutputs.has(symbol.name) === true;
      const own = { path: symbol.name, top: symbol.name, words: inWords(type), comment, isSecret };
      const inner = fieldsOf(type, symbol.name, 1).map((field) => ({
        ...field,
        top: symbol.name,
        isNested: true,
        isSecret: said.secret.test(field.comment),
      }));
      return [{ ...own, isNested: false }, ...inner];
    });
  }

  const resources = published.resources().map(({ symbol, names }) => {
    const vendor = folderOf(symbol);
    const name = (names[0] ?? "").split(".").at(-1);
    const kind = kinds.get(`${vendor}:${name}`);
    const constructor = checker.getTypeOfSymbol(symbol);
    const get = constructor.getProperty("get");
    return {
      name,
      // The shortest comes first.
      names: names.toSorted((a, b) => a.length - b.length).map((one) => `reseller.${one}`),
      vendor: vendors.find((one) => one.name === vendor),
      kind,
      comment: commentOf(symbol),
      arguments: argumentsOf(constructor, kind, vendor),
      outputs: outputsOf(checker.getDeclaredTypeOfSymbol(symbol), kind),
      get:
        get === undefined || !isOwn(get)
          ? undefined
          : { comment: commentOf(get), id: parameterComment(get, "id") },
    };
  });
  return { resources: resources.toSorted(byVendor(vendors)), inWords, fieldsOf };
}

const byVendor =
  (vendors) =>
  ({ vendor: a, name: x }, { vendor: b, name: y }) =>
    vendors.indexOf(a) - vendors.indexOf(b) || (x < y ? -1 : 1);

/** The fields that are the same in a resource of every vendor: they are described once. */
export function commonOf(resources, key) {
  const vendors = new Set(resources.map(({ vendor }) => vendor));
  const holders = new Map();
  for (const { vendor, [key]: fields } of resources)
    for (const { path, comment } of fields) {
      const id = `${path}: ${comment}`;
      holders.set(id, (holders.get(id) ?? new Set()).add(vendor));
    }
  const isShared = ({ path, comment }) => holders.get(`${path}: ${comment}`)?.size === vendors.size;
  const tops = new Map();
  for (const { [key]: fields } of resources)
    for (const field of fields.filter(({ isNested }) => !isNested))
      if (isShared(field) && !tops.has(field.path))
        tops.set(
          field.path,
          fields.filter(({ top }) => top === field.path),
        );
  return {
    fields: [...tops.values()].flat(),
    has: ({ top }, fields) =>
      fields.some((field) => field.path === top && !field.isNested && isShared(field)),
  };
}

/** A comment without what its row's badges say. */
export function meaning({ comment, isSecret, change }) {
  const open = isSecret
    ? comment.replace(said.secret, "").replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
    : comment;
  return change === "replacement" ? open.replace(said.replacement, "") : open;
}

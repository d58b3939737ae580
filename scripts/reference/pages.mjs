/** The pages of the reference. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readKinds, readVendors } from "./kinds.mjs";
import { lookupsPage, readLookups } from "./lookups.mjs";
import { code, firstSentence, page, table } from "./markdown.mjs";
import { openPublished } from "./published.mjs";
import { commonOf, meaning, readResources } from "./resources.mjs";

const docs = fileURLToPath(new URL("../../docs", import.meta.url));

const typeCell = ({ words, isSecret, isOptional }) =>
  [words, ...(isSecret ? ["**secret**"] : []), ...(isOptional === false ? ["**required**"] : [])].join(", ");

const argumentsTable = (fields) =>
  table(
    ["argument", "type", "a change", "what it is"],
    fields.map((field) => [code(field.path), typeCell(field), field.change ?? "", meaning(field)]),
  );

const outputsTable = (fields) =>
  table(
    ["output", "type", "what it is"],
    fields.map((field) => [code(field.path), typeCell({ ...field, isOptional: undefined }), meaning(field)]),
  );

const names = (fields) =>
  fields
    .filter(({ isNested }) => !isNested)
    .map(({ path }) => code(path))
    .join(", ");

/** How it is imported, whose it is, what it costs and what becomes of it. */
function factsOf({ kind, vendor, names: exported }) {
  const guide = existsSync(join(docs, `${vendor.name}.md`))
    ? `[${vendor.title}](../../${vendor.name}.md)`
    : vendor.title;
  const onDelete = kind?.defaultOnDelete;
  return [
    "[Reference](../README.md)",
    exported.map(code).join(" or "),
    guide,
    ...(kind === undefined ? [] : [kind.cost]),
    ...(onDelete === undefined ? [] : [`deleted by \`${onDelete}\` unless \`onDelete\` says otherwise`]),
  ].join(" · ");
}

function resourcePage(resource, common) {
  const { name, comment, get } = resource;
  const isCommon = {
    arguments: (field) => common.arguments.has(field, resource.arguments),
    outputs: (field) => common.outputs.has(field, resource.outputs),
  };
  const [sharedArguments, ownArguments] = split(resource.arguments, isCommon.arguments);
  const [sharedOutputs, ownOutputs] = split(resource.outputs, isCommon.outputs);
  const adopts = resource.arguments.some(({ path }) => path === "adopt");
  const id = get?.id ? ` \`id\`: ${get.id}` : "";
  return page(
    `# ${name}`,
    factsOf(resource),
    comment,
    "## Arguments",
    argumentsTable(ownArguments),
    sharedArguments.length === 0
      ? ""
      : `And the [common arguments](../README.md#common-arguments): ${names(sharedArguments)}.`,
    "## Outputs",
    outputsTable(ownOutputs),
    `And the [common outputs](../README.md#common-outputs): ${names(sharedOutputs)}.`,
    get === undefined && !adopts ? "" : "## What exists already",
    [
      ...(adopts ? ['- `adopt: "<id>"` takes it over: nothing is bought or made.'] : []),
      ...(get === undefined ? [] : [`- \`${resource.names[0]}.get(name, id)\`: ${get.comment}${id}`]),
    ].join("\n"),
  );
}

function split(fields, isIn) {
  return [fields.filter(isIn), fields.filter((field) => !isIn(field))];
}

function indexPage(resources, common, vendors) {
  return page(
    "# Reference",
    "Every kind of resource with its arguments and outputs, and every lookup, in the words that editors show. Config: [config](../config.md).",
    "## Resources",
    table(
      ["resource", "vendor", "cost", "what it is"],
      resources.map((resource) => [
        `[${code(resource.name)}](${resource.vendor.name}/${resource.name}.md)`,
        resource.vendor.title,
        resource.kind?.cost ?? "",
        firstSentence(resource.comment),
      ]),
    ),
    "## Lookups",
    vendors
      .map(
        ({ name, title }) =>
          `- [\`reseller.${name}.*\`](${name}/lookups.md): names, ids and what exists at ${title}`,
      )
      .join("\n"),
    "## How to read the tables",
    [
      "- Every argument takes a plain value or an output of another resource. What is **required** must be given; inside an object, if the object is.",
      "- What is **secret** is encrypted in state and taken out of every message.",
      "- A change that is a *replacement* makes another one and gives the old one back; a *reinstall* erases disks and needs `allowReinstall`; what *may cost* is changed in place and may be charged. What any other change does stands beside the argument.",
      "- `[]` is each one of a list, `<name>` each one of a map.",
      "- Cost: *bought* at the vendor's price; *no price*: the vendor's panel knows none; *free* things cost nothing by themselves, and are made again when they are gone.",
    ].join("\n"),
    "## Common arguments",
    argumentsTable(common.arguments.fields),
    "## Common outputs",
    outputsTable(common.outputs.fields),
  );
}

/** The pages as text, by their path in the folder of the reference: not formatted yet. */
export async function writePages() {
  const published = openPublished();
  const vendors = await readVendors();
  const { resources, ...reader } = readResources(published, readKinds(vendors), vendors);
  const common = {
    arguments: commonOf(resources, "arguments"),
    outputs: commonOf(resources, "outputs"),
  };
  const withLookups = vendors
    .map((vendor) => ({ ...vendor, ...readLookups(published, reader, vendor) }))
    .filter(({ lookups }) => lookups.length > 0);
  const linked = linker(withLookups);
  const pages = new Map([
    ["README.md", indexPage(resources, common, withLookups)],
    ...resources.map((resource) => [
      `${resource.vendor.name}/${resource.name}.md`,
      resourcePage(resource, common),
    ]),
    ...withLookups.map((vendor) => [`${vendor.name}/lookups.md`, lookupsPage(vendor)]),
  ]);
  return new Map([...pages].map(([path, text]) => [path, linked(path, text)]));
}

/** Makes a lookup that a comment names, `reseller.zkeys.getLines`, lead to its lines. */
function linker(vendors) {
  const known = new Map(
    vendors.flatMap(({ name, lookups }) =>
      lookups.map((lookup) => [
        `reseller.${name}.${lookup.name}`,
        `${name}/lookups.md#${lookup.name.toLowerCase()}`,
      ]),
    ),
  );
  return (path, text) =>
    text.replace(/`(reseller\.\w+\.\w+)(?:\(\))?`/g, (written, name) => {
      const target = known.get(name);
      return target === undefined ? written : `[${written}](${path.includes("/") ? "../" : ""}${target})`;
    });
}

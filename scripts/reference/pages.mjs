/** The pages of the reference. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readKinds, readVendors } from "./kinds.mjs";
import { lookupsPage, readLookups } from "./lookups.mjs";
import { anchor, code, firstSentence, page, table } from "./markdown.mjs";
import { openPublished } from "./published.mjs";
import { commonOf, meaning, readResources } from "./resources.mjs";

const docs = fileURLToPath(new URL("../../docs", import.meta.url));

const typeCell = ({ words, isSecret, isOptional }, say) =>
  [
    words,
    ...(isSecret ? [say(", **secret**")] : []),
    ...(isOptional === false ? [say(", **required**")] : []),
  ].join("");

const argumentsTable = (fields, { say, comment }) =>
  table(
    [say("argument"), say("type"), say("a change"), say("what it is")],
    fields.map((field) => [
      code(field.path),
      typeCell(field, say),
      field.change ? say(field.change) : "",
      comment(meaning(field)),
    ]),
  );

const outputsTable = (fields, { say, comment }) =>
  table(
    [say("output"), say("type"), say("what it is")],
    fields.map((field) => [
      code(field.path),
      typeCell({ ...field, isOptional: undefined }, say),
      comment(meaning(field)),
    ]),
  );

const names = (fields, say) =>
  fields
    .filter(({ isNested }) => !isNested)
    .map(({ path }) => code(path))
    .join(say(", "));

/** How it is imported, whose it is, what it costs and what becomes of it. */
function factsOf({ kind, vendor, names: exported }, { say }) {
  const guide = existsSync(join(docs, `${vendor.name}.md`))
    ? `[${vendor.title}](../../${vendor.name}.md)`
    : vendor.title;
  const action = kind?.defaultOnDelete;
  return [
    `[${say("Reference")}](../README.md)`,
    exported.map(code).join(say(" or ")),
    guide,
    ...(kind === undefined ? [] : [say(kind.cost)]),
    ...(action === undefined
      ? []
      : [say("deleted by {action} unless `onDelete` says otherwise", { action: code(action) })]),
  ].join(" · ");
}

function resourcePage(resource, common, voice, otherLanguage) {
  const { say, comment } = voice;
  const { name, get } = resource;
  const isCommon = {
    arguments: (field) => common.arguments.has(field, resource.arguments),
    outputs: (field) => common.outputs.has(field, resource.outputs),
  };
  const [sharedArguments, ownArguments] = split(resource.arguments, isCommon.arguments);
  const [sharedOutputs, ownOutputs] = split(resource.outputs, isCommon.outputs);
  const adopts = resource.arguments.some(({ path }) => path === "adopt");
  const place = (heading) => `../README.md${anchor(heading)}`;
  return page(
    `# ${name}`,
    `${factsOf(resource, voice)} · ${otherLanguage}`,
    comment(resource.comment),
    `## ${say("Arguments")}`,
    argumentsTable(ownArguments, voice),
    sharedArguments.length === 0
      ? ""
      : say("And the [common arguments]({place}): {names}.", {
          place: place(say("Common arguments")),
          names: names(sharedArguments, say),
        }),
    `## ${say("Outputs")}`,
    outputsTable(ownOutputs, voice),
    say("And the [common outputs]({place}): {names}.", {
      place: place(say("Common outputs")),
      names: names(sharedOutputs, say),
    }),
    get === undefined && !adopts ? "" : `## ${say("What exists already")}`,
    [
      ...(adopts ? [say('- `adopt: "<id>"` takes it over: nothing is bought or made.')] : []),
      ...(get === undefined ? [] : [getWords(resource, voice)]),
    ].join("\n"),
  );
}

function getWords({ names: [name], get }, { say, comment }) {
  return say("- {call}: {words} `id`: {meaning}", {
    call: code(`${name}.get(name, id)`),
    words: comment(get.comment),
    meaning: comment(get.id),
  });
}

function split(fields, isIn) {
  return [fields.filter(isIn), fields.filter((field) => !isIn(field))];
}

function indexPage(resources, common, vendors, voice, otherLanguage) {
  const { say, comment } = voice;
  return page(
    `# ${say("Reference")}`,
    say(
      "Every kind of resource with its arguments and outputs, and every lookup, in the words that editors show. Config: [config](../config.md). ({otherLanguage})",
      { otherLanguage },
    ),
    `## ${say("Resources")}`,
    table(
      [say("resource"), say("vendor"), say("cost"), say("what it is")],
      resources.map((resource) => [
        `[${code(resource.name)}](${resource.vendor.name}/${resource.name}.md)`,
        resource.vendor.title,
        resource.kind === undefined ? "" : say(resource.kind.cost),
        firstSentence(comment(resource.comment)),
      ]),
    ),
    `## ${say("Lookups")}`,
    vendors
      .map(({ name, title }) =>
        say("- [{functions}]({place}): names, ids and what exists at {vendor}", {
          functions: code(`reseller.${name}.*`),
          place: `${name}/lookups.md`,
          vendor: title,
        }),
      )
      .join("\n"),
    `## ${say("How to read the tables")}`,
    readingRules.map((rule) => `- ${say(rule)}`).join("\n"),
    `## ${say("Common arguments")}`,
    argumentsTable(common.arguments.fields, voice),
    `## ${say("Common outputs")}`,
    outputsTable(common.outputs.fields, voice),
  );
}

const readingRules = [
  "Every argument takes a plain value or an output of another resource. What is **required** must be given; inside an object, if the object is.",
  "What is **secret** is encrypted in state and taken out of every message.",
  "A change that is a *replacement* makes another one and gives the old one back; a *reinstall* erases disks and needs `allowReinstall`; what *may cost* is changed in place and may be charged. What any other change does stands beside the argument.",
  "`[]` is each one of a list, `<name>` each one of a map.",
  "Cost: *bought* at the vendor's price; *no price*: the vendor's panel knows none; *free* things cost nothing by themselves, and are made again when they are gone.",
];

/** The pages of a language as text, by their path in the folder of its reference: not formatted yet. */
export async function writePages(languages) {
  const published = openPublished();
  const vendors = await readVendors();
  const kinds = readKinds(vendors);
  return languages.map((language) => pagesIn(language, { published, vendors, kinds }));
}

function pagesIn(language, { published, vendors, kinds }) {
  const { say } = language.on("a type");
  const { resources, ...reader } = readResources(published, kinds, vendors, say);
  const common = {
    arguments: commonOf(resources, "arguments"),
    outputs: commonOf(resources, "outputs"),
  };
  const withLookups = vendors
    .map((vendor) => ({ ...vendor, ...readLookups(published, reader, vendor) }))
    .filter(({ lookups }) => lookups.length > 0);
  const linked = linker(withLookups);
  const writers = new Map([
    ["README.md", (...said) => indexPage(resources, common, withLookups, ...said)],
    ...resources.map((resource) => [
      `${resource.vendor.name}/${resource.name}.md`,
      (...said) => resourcePage(resource, common, ...said),
    ]),
    ...withLookups.map((vendor) => [`${vendor.name}/lookups.md`, (...said) => lookupsPage(vendor, ...said)]),
  ]);
  return new Map(
    [...writers].map(([path, write]) => [
      path,
      linked(path, write(language.on(path), otherLanguageOf(language, path))),
    ]),
  );
}

/** What leads to the same page in the other language. */
function otherLanguageOf({ otherName, otherFolder, folder }, path) {
  const up = "../".repeat(folder.split("/").length + path.split("/").length - 1);
  return `[${otherName}](${up}${otherFolder}/${path})`;
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

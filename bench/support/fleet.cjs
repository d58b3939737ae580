"use strict";
// The program of the benchmark: the resources that fleet.json lists, ours or a class of a file, or as many that do nothing.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const pulumi = require("@pulumi/pulumi");

const { vendor, type, file, resources, padding, more, noop } = JSON.parse(
  readFileSync(join(__dirname, "fleet.json"), "utf8"),
);

class Noop extends pulumi.CustomResource {
  constructor(name) {
    const provider = `exports.handler=()=>require(${JSON.stringify(noop)})`;
    const inputs = Array.from({ length: more?.inputs ?? 0 }, (_, number) => [`input${number}`, "as ours"]);
    super("pulumi-nodejs:dynamic/bench:Noop", name, {
      name,
      padding: "x".repeat(padding),
      __provider: provider,
      ...(more === undefined ? {} : { ...Object.fromEntries(inputs), __more: more.outputs }),
    });
  }
}

const ofFile = () => (file === undefined ? require("pulumi-reseller")[vendor][type] : require(file));
const Resource = type === "Noop" ? Noop : ofFile();
for (const [number, args] of resources.entries()) new Resource(`web${number}`, args);

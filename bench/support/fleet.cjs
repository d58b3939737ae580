"use strict";
// The program of the benchmark: so many servers, or as many resources that do nothing.
const pulumi = require("@pulumi/pulumi");
const reseller = require("pulumi-reseller");

const { BENCH_KIND: kind, BENCH_COUNT: count, BENCH_PADDING: padding, BENCH_NOOP: noop } = process.env;

class Noop extends pulumi.CustomResource {
  constructor(name) {
    const provider = `exports.handler=()=>require(${JSON.stringify(noop)})`;
    super("pulumi-nodejs:dynamic/bench:Noop", name, {
      name,
      padding: "x".repeat(Number(padding)),
      __provider: provider,
    });
  }
}

for (let number = 0; number < Number(count); number += 1) {
  if (kind === "noop") new Noop(`web${number}`);
  else {
    new reseller.BaremetalServer(`web${number}`, {
      line: "Hangzhou BGP",
      product: "E5-2670 x2 / 64G",
      system: "CentOS 7.9 x64",
    });
  }
}

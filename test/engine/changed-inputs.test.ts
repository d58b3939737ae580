import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { Scene } from "../support/scene";
import { server } from "../support/stack";

vi.setConfig({ testTimeout: 600_000 });

/** A program whose arguments a stack-wide transform changes on their way to the engine, as `transform.json` says. */
const program = `
"use strict";
const pulumi = require("@pulumi/pulumi");
const { BaremetalServer } = require("pulumi-reseller");
const changes = require("./transform.json");
pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
  type.endsWith(":BaremetalServer") ? { props: { ...props, ...changes }, opts } : undefined);
module.exports = { id: new BaremetalServer("web", ${JSON.stringify(server)}).id };
`;

/** A policy pack that forbids a model, and sets what `policy.json` says. */
const pack = `
"use strict";
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { PolicyPack, remediateResourceOfType, validateResourceOfType } = require("@pulumi/policy");
const { BaremetalServer } = require("pulumi-reseller");
const { forbidden, ...changes } = JSON.parse(readFileSync(join(__dirname, "policy.json"), "utf8"));
new PolicyPack("house", { policies: [
  {
    name: "set", description: "sets arguments", enforcementLevel: "remediate",
    remediateResource: remediateResourceOfType(BaremetalServer, (args) => ({ ...args, ...changes })),
  },
  {
    name: "models", description: "forbids a model", enforcementLevel: "mandatory",
    validateResource: validateResourceOfType(BaremetalServer, ({ product }, _args, report) => {
      if (product === forbidden) report("nobody may have a " + product);
    }),
  },
] });
`;

test("transforms and policies: what arrives is what is planned, priced, bought and remembered", async () => {
  const scene = await Scene.open();
  const { stack } = scene;
  const house = join(stack.folder, "house");
  mkdirSync(house);
  writeFileSync(join(house, "PulumiPolicy.yaml"), "runtime: nodejs\nversion: 0.0.1\n");
  writeFileSync(join(house, "package.json"), JSON.stringify({ name: "house", version: "0.0.1" }));
  writeFileSync(join(house, "index.js"), pack);
  writeFileSync(join(stack.folder, "index.js"), program);
  const transform = (changes: object): void => {
    writeFileSync(join(stack.folder, "transform.json"), JSON.stringify(changes));
  };
  const policy = (changes: object): void => {
    writeFileSync(join(house, "policy.json"), JSON.stringify(changes));
  };
  const policed = (...flags: string[]) => scene.watch(() => stack.up("--policy-pack", house, ...flags));

  transform({});
  policy({ product: "Gold 6138 x2 / 128G" });
  const dearer = await policed();
  expect(dearer.code).not.toBe(0);
  expect(dearer.text).toContain("a policy changed `product` after the preview");
  policy({ forbidden: server.product });
  expect((await policed()).text).toContain(`nobody may have a ${server.product}`);
  expect(scene.paid()).toEqual([]);

  policy({ product: "E3-1230 / 16G", tags: { team: "x" } });
  expect(await policed()).toMatchObject({ code: 0, writes: ["create"] });
  const { inputs, outputs, id = "" } = await stack.resource("web");
  expect(outputs).toMatchObject({ product: "E3-1230 / 16G", tags: { team: "x" } });
  expect(scene.sandbox.ledger().services.find((one) => one.guid === id)?.product).toBe("E3-1230 / 16G");
  expect(await policed("--expect-no-changes")).toMatchObject({ code: 0, writes: [] });

  // Without the policy it would be another model again.
  transform({ product: "E3-1230 / 16G", tags: { team: "x" } });
  await scene.unchanged();
  // Changed triggers are another purchase, under another token, wherever they were changed.
  transform({ product: "E3-1230 / 16G", tags: { team: "x" }, purchaseTriggers: ["another"] });
  expect(await scene.preview()).toContain("buy anew");
  await scene.up();
  const after = await stack.resource("web");
  expect(after.inputs.__token).not.toBe(inputs.__token);
  const remarks = scene.sandbox.ledger().services.map(({ buyRemarks }) => buyRemarks);
  expect(remarks.join()).toContain(String(after.inputs.__token));
  expect(scene.paid().map((line) => line.split(" ")[0])).toEqual(["create", "create", "refund"]);
  await scene.unchanged();
});

import { describe, expect, it } from "vitest";
import { proxyAccountSetFace } from "./proxy911/faces";
import { proxyAccountSetArguments } from "./proxy911/proxy-account-set/arguments";
import { proxyAccount } from "./proxy911/proxy-account/proxy-account";
import { proxyOrder } from "./proxy911/proxy-order/proxy-order";
import { hyperUserFace, natWebsiteFace, portMappingFace, snapshotFace } from "./rstack/faces";
import { hyperUser } from "./rstack/hyper-user";
import { hyperVm } from "./rstack/hyper-vm/hyper-vm";
import { natWebsite } from "./rstack/nat-website";
import { portMapping } from "./rstack/port-mapping";
import { snapshot } from "./rstack/snapshot";
import { secretKeys } from "./pulumi/plain-secrets";
import { vendorLoaders } from "./vendors";
import { baremetalServer } from "./zkeys/baremetal-server/baremetal-server";

describe.each([baremetalServer, hyperVm, proxyAccount, proxyOrder])("$type in state", (kind) => {
  it("has every secret as a property of its own, which the engine encrypts", () => {
    const secrets = [...kind.secretOutputs, ...kind.secretArguments, ...(kind.encryptedOutputs ?? [])];
    const standing = new Set<string>([...kind.outputs, ...Object.keys(kind.arguments.shape)]);
    expect(secrets.filter((key) => !standing.has(key))).toEqual([]);
    // Not given, a secret argument can still be made at random, or be observed.
    const made = kind.newPassword === undefined ? [] : ["password"];
    expect(made.filter((key) => !kind.outputs.includes(key))).toEqual([]);
  });
});

describe("what a program knows of a kind whose outputs follow from its schemas", () => {
  it.each([
    { face: hyperUserFace, kind: hyperUser },
    { face: portMappingFace, kind: portMapping },
    { face: natWebsiteFace, kind: natWebsite },
    { face: snapshotFace, kind: snapshot },
  ])("is all of $face.type", ({ face, kind }) => {
    const keys = [...Object.keys(kind.observed.shape), ...Object.keys(kind.arguments.shape)];
    expect([...face.outputs].sort()).toEqual([...new Set(keys)].sort());
    expect(face).toMatchObject({
      vendor: kind.vendor,
      type: kind.type,
      secretArguments: kind.secretArguments,
      secretOutputs: kind.secretOutputs,
    });
  });

  it("is every argument of a set of accounts", () => {
    expect(proxyAccountSetFace.outputs).toEqual(
      expect.arrayContaining(Object.keys(proxyAccountSetArguments.shape)),
    );
  });
});

it("what a program knows of each vendor's secret keys is what the vendor says", async () => {
  const told = Object.entries(vendorLoaders).map(
    async ([name, load]) => [name, (await load()).secretSettings] as const,
  );
  expect(secretKeys).toEqual(Object.fromEntries(await Promise.all(told)));
});

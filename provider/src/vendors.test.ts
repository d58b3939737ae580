import { describe, expect, it } from "vitest";
import { proxyAccount } from "./proxy911/proxy-account";
import { proxyOrder } from "./proxy911/proxy-order";
import { hyperVm } from "./rstack/hyper-vm";
import { baremetalServer } from "./zkeys/baremetal-server";

describe.each([baremetalServer, hyperVm, proxyAccount, proxyOrder])("$type in state", (noun) => {
  it("has every secret as a property of its own, which the engine encrypts", () => {
    const secrets = [...noun.secretOutputs, ...noun.secretArguments, ...(noun.encryptedOutputs ?? [])];
    const standing = new Set<string>([...noun.outputs, ...Object.keys(noun.arguments.shape)]);
    expect(secrets.filter((key) => !standing.has(key))).toEqual([]);
    // Not given, a secret argument can still be made at random, or be observed.
    const made = noun.newPassword === undefined ? [] : ["password"];
    expect(made.filter((key) => !noun.outputs.includes(key))).toEqual([]);
  });
});

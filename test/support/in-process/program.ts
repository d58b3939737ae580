import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { setAllConfig } from "@pulumi/pulumi/runtime/config";
import { setMockOptions } from "@pulumi/pulumi/runtime/settings";
import * as runtimeState from "@pulumi/pulumi/runtime/state";
import * as reseller from "../../../provider/src";
import type { Declaration } from "../stack";
import type { Monitor } from "./monitor";

// `as`: the SDK runs inline programs with it, each with globals of its own, and does not declare it.
const { withLocalStorage } = runtimeState as unknown as {
  readonly withLocalStorage: <T>(work: () => Promise<T>) => Promise<T>;
};

// `as`: a CommonJS file has no type. The projects of the real engine use it too.
const { declareAll } = createRequire(__filename)(join(__dirname, "..", "declare-all.cjs")) as {
  readonly declareAll: (
    sdk: typeof pulumi,
    exported: typeof reseller,
    declared: Readonly<Record<string, Declaration>>,
  ) => Record<string, unknown>;
};

/** A program: what it is given is what it would import. */
export type Program = (sdk: typeof pulumi, exported: typeof reseller) => Record<string, unknown>;

/** The program that declares these resources. */
export function declaring(declared: Readonly<Record<string, Declaration>>): Program {
  return (sdk, exported) => declareAll(sdk, exported, declared);
}

/** Runs a program against the monitor. */
export async function runProgram(
  program: Program,
  monitor: Monitor,
  options: {
    readonly project: string;
    readonly config: Readonly<Record<string, string>>;
    readonly isPreview: boolean;
  },
): Promise<void> {
  await withLocalStorage(async () => {
    setMockOptions(monitor, options.project, "dev", options.isPreview, "organization");
    // As secrets: nothing is said of keys in plain text.
    setAllConfig({ ...options.config }, Object.keys(options.config));
    await pulumi.runtime.runInPulumiStack(() => Promise.resolve(program(pulumi, reseller)));
  });
}

import type { Account } from "../../core/account";
import type { Approval } from "../../core/approval";
import type { Kind } from "../../core/kind";
import type { CollectionKind } from "../../core/collection/collection-kind";
import type { RunSettings } from "../../core/run-settings";
import { markEndings } from "../../core/observed";
import type { Vendor } from "../../core/vendor";
import { sleep } from "../../core/wait";
import { Accounts, type ConfigSource } from "../../pulumi/config";
import { vendorLoaders } from "../../vendors";
import type { EngineStep } from "./preview";

/** What a resource of this package is of. */
export interface Handled {
  readonly type: string;
  readonly kind?: Kind;
  readonly collection?: CollectionKind;
}

/** What is known of kinds and accounts where no engine asks. */
export interface Surroundings {
  readonly settings: RunSettings;
  readonly approvals: readonly Approval[];
  /** What a step's resource is of; absent where it is not of this package, or bought and sold by nobody. */
  readonly handledOf: (step: EngineStep) => Handled | undefined;
  /** The account of a resource, where it can be opened. Nothing is sent. */
  readonly accountOf: (step: EngineStep) => Account | undefined;
}

/** By what a resource is handled: `zkeys` and `BaremetalServer`. */
function handlerOf({
  newState,
  oldState,
}: EngineStep): { readonly vendor: string; readonly type: string } | undefined {
  const text = newState?.inputs.__provider ?? oldState?.inputs.__provider ?? oldState?.outputs.__provider;
  const [, vendor, type] = /\.handler\("(\w+):(\w+)"\)/.exec(String(text)) ?? [];
  return vendor === undefined || type === undefined ? undefined : { vendor, type };
}

/** Whether a resource is the mark of an order: it stands in state and is nothing at any vendor. */
export function isMark(step: EngineStep): boolean {
  return handlerOf(step)?.type.endsWith(markEndings.type) === true;
}

/** Loads the vendors of what is previewed. */
export async function surroundingsOf(
  steps: readonly EngineStep[],
  source: ConfigSource,
  environment: NodeJS.ProcessEnv,
  given: Pick<Surroundings, "settings" | "approvals">,
): Promise<Surroundings> {
  const names = new Set(steps.flatMap((step) => handlerOf(step)?.vendor ?? []));
  const loaded = await Promise.all(
    [...names].map(async (name): Promise<readonly [string, Vendor][]> => {
      const vendor = await vendorLoaders[name]?.();
      return vendor === undefined ? [] : [[name, vendor]];
    }),
  );
  const vendors = new Map(loaded.flat());
  const accounts = new Accounts([...vendors.values()], source, environment, { now: () => new Date(), sleep });
  return {
    ...given,
    handledOf(step) {
      const handler = handlerOf(step);
      const vendor = handler && vendors.get(handler.vendor);
      const kind = vendor?.kinds.find(({ type }) => type === handler?.type);
      const collection = vendor?.collections.find(({ type }) => type === handler?.type);
      if (kind !== undefined) return { type: kind.type, kind };
      return collection === undefined ? undefined : { type: collection.type, collection };
    },
    accountOf(step) {
      const alias = step.oldState?.inputs.account ?? step.newState?.inputs.account;
      try {
        return accounts.account(handlerOf(step)?.vendor ?? "", typeof alias === "string" ? alias : undefined);
      } catch {
        // Without its keys, which may be secrets of the stack, the words are plainer.
        return undefined;
      }
    },
  };
}

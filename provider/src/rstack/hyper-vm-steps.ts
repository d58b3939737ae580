import type { PlanInput } from "../core/noun";
import type { Step } from "../core/plan";
import type { RstackCatalog } from "./catalog";
import type { HardwareKey, HyperVmArguments } from "./hyper-vm-arguments";
import type { HyperVmObserved } from "./hyper-vm-observed";
import type { VmChanges } from "./requests";

/** What a step's call needs. */
export type Detail =
  | { readonly do: "create" }
  | { readonly do: "hardware"; readonly changes: Readonly<Partial<Record<HardwareKey, number>>> }
  | { readonly do: "record"; readonly changes: VmChanges }
  | { readonly do: "status"; readonly to: "normal" | "locked" | "suspended" }
  | { readonly do: "addIps"; readonly family: "ipv4" | "ipv6"; readonly add: number; readonly total: number }
  | { readonly do: "setIps"; readonly family: "ipv4" | "ipv6"; readonly addresses: readonly string[] }
  | { readonly do: "bindIps" }
  | {
      readonly do: "reinstall";
      readonly imageId: string;
      readonly erases: "systemDisk" | "allDisks";
      readonly systemDisksGb: { readonly windows: number; readonly linux: number } | undefined;
    }
  | { readonly do: "password" }
  | { readonly do: "remotePort"; readonly port: number }
  | { readonly do: "cd"; readonly cdId: string | undefined }
  | { readonly do: "power"; readonly to: "running" | "stopped"; readonly isForced: boolean }
  | { readonly do: "reboot"; readonly isForced: boolean }
  | { readonly do: "release"; readonly force: boolean };

export type HyperVmInput = PlanInput<HyperVmArguments, HyperVmObserved, RstackCatalog>;
export type HyperVmStep = Step<Detail>;

/** The addresses of a family, in the words of the arguments. */
export const addressKeys = { ipv4: "ipv4Addresses", ipv6: "ipv6Addresses" } as const;
export type Family = keyof typeof addressKeys;
export const families: readonly Family[] = ["ipv4", "ipv6"];

/** `1 core`, `2 cores`. */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

import type * as pulumi from "@pulumi/pulumi";
import { dynamicProvider } from "./pulumi/dynamic";
import { Session } from "./pulumi/session";
import { vendors } from "./vendors";

/*
 * The entry that every state names: `require("pulumi-reseller/dynamic").handler("zkeys:BaremetalServer")`. Neither the path
 * nor the name may ever change.
 */

// The engine starts the plugin with its own address as the first argument.
const session = new Session(vendors, process.argv[2]);

/**
 * The handler of a kind of resource.
 * @param type vendor and type: `zkeys:BaremetalServer`.
 */
export function handler(type: string): pulumi.dynamic.ResourceProvider {
  const [vendorName, resourceName = ""] = type.split(":");
  const lifecycle = vendors.find((vendor) => vendor.name === vendorName)?.resources[resourceName];
  if (lifecycle === undefined) {
    throw new Error(
      `this version of pulumi-reseller has no resource ${type}: install the version that the stack was made with, or a newer one`,
    );
  }
  return dynamicProvider(lifecycle, session);
}

import type * as pulumi from "@pulumi/pulumi";
import { dynamicProvider } from "./pulumi/dynamic";
import { leaveErrorsToEngine } from "./pulumi/printed-errors";
import { Session } from "./pulumi/session";
import { vendorLoaders } from "./vendors";

/*
 * The entry that every state names: `require("pulumi-reseller/dynamic").handler("zkeys:BaremetalServer")`. Neither the path
 * nor the name may ever change.
 */

// The engine starts the plugin with its own address as the first argument.
const session = new Session(vendorLoaders, process.argv[2]);
leaveErrorsToEngine();

/**
 * The handler of a kind of resource.
 * @param type vendor and type: `zkeys:BaremetalServer`.
 */
export function handler(type: string): pulumi.dynamic.ResourceProvider {
  return dynamicProvider(() => session.lifecycle(type), session);
}

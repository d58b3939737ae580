/** The descriptions of the kinds of resources, as the built vendors have them. */

import { createRequire } from "node:module";
import { join } from "node:path";
import { z } from "zod";
import { built } from "./published.mjs";

const require = createRequire(import.meta.url);

/** The vendors, in the order of their list. */
export function readVendors() {
  const { vendorLoaders } = require(join(built, "vendors.js"));
  return Promise.all(Object.values(vendorLoaders).map((load) => load()));
}

/** The descriptions of all kinds and collections of these vendors, by vendor and type: `zkeys:BaremetalServer`. */
export function readKinds(vendors) {
  const described = vendors.flatMap(({ kinds, collections }) => [...kinds, ...collections]);
  return new Map(described.map((kind) => [`${kind.vendor}:${kind.type}`, kindOf(kind)]));
}

function kindOf(description) {
  // What only a single kind says of itself: a collection costs nothing, and its members are deleted with it.
  const { vendor, type, title, arguments: given, defaultOnDelete = "delete" } = description;
  const { secretArguments, secretOutputs, encryptedOutputs = [] } = description;
  const { replacedBy = [], reinstalledBy = [], pricedBy = [] } = description;
  const isFree = description.isPrecious !== true;
  return {
    vendor,
    type,
    title,
    /** What the vendor asks for it. */
    cost: isFree ? "free" : description.isFree === true ? "no price" : "bought",
    defaultOnDelete: "onDelete" in given.shape ? defaultOnDelete : undefined,
    secretArguments: new Set(secretArguments),
    secretOutputs: new Set([...secretOutputs, ...encryptedOutputs]),
    /** What a change of an argument may mean, in a word or two. */
    changes: new Map([
      ...pricedBy.map((key) => [key, "may cost"]),
      ...reinstalledBy.map((key) => [key, "reinstall"]),
      ...replacedBy.map((key) => [key, "replacement"]),
      ...("purchaseTriggers" in given.shape ? [["purchaseTriggers", "replacement"]] : []),
    ]),
    schema: z.toJSONSchema(given, { io: "input", unrepresentable: "any" }),
  };
}

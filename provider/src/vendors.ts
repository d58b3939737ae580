import type { Vendor } from "./core/vendor";
import { proxy911 } from "./proxy911/vendor";
import { rstack } from "./rstack/vendor";
import { zkeys } from "./zkeys/vendor";

/** The list of vendors: a new one is added here, and to the exports of `index.ts`. */
export const vendors: readonly Vendor[] = [zkeys, rstack, proxy911];

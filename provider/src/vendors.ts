import type { VendorLoaders } from "./pulumi/session";

/**
 * How the code of each vendor is loaded: when the first of its kinds is met, and that of no other vendor. A new vendor is added here, and
 * to the exports of `index.ts` and `main.cjs`.
 */
export const vendorLoaders: VendorLoaders = {
  zkeys: async () => (await import("./zkeys/vendor.js")).zkeys,
  rstack: async () => (await import("./rstack/vendor.js")).rstack,
  zonkvm: async () => (await import("./zonkvm/vendor.js")).zonkvm,
  bthost: async () => (await import("./bthost/vendor.js")).bthost,
  proxy911: async () => (await import("./proxy911/vendor.js")).proxy911,
};

/** Resources and lookups of BThost (`reseller.bthost.getPlans()`) and its typed client. */
export { BthostClient as Client } from "./api/client";
export * from "./lookups";
export * from "./resources";

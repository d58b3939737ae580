/** Resources and lookups of 911Proxy (`reseller.proxy911.getPackages()`) and its typed client. */
export { Proxy911Client as Client } from "./api/client";
export * from "./lookups";
export * from "./resources";

/** Resources and lookups of ZKEYS (`reseller.zkeys.getLines()`) and its typed client. */
export { ZkeysClient as Client } from "./api/client";
export * from "./lookups";
export * from "./resources";

/** Resources and lookups of RStack (`reseller.rstack.getNodes()`) and its typed client. */
export { RstackClient as Client } from "./api/client";
export * from "./lookups";
export * from "./resources";

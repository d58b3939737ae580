/** Resources and lookups of Zonkvm (`reseller.zonkvm.getCloudLines()`) and its typed client. */
export { Client } from "./api/client";
export * from "./lookups";
export * from "./resources";

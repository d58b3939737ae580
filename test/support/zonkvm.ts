/* What tests declare of Zonkvm, in the words of the stand-in's catalogue. */

/** A cloud server on the elastic line of the document's examples. */
export const cloud = {
  line: "德阳电信",
  system: "Debian 12 64位",
  cpu: 4,
  memoryGb: 8,
  bandwidthMbps: 20,
  diskSizesGb: [40, 80],
} as const;

/** One of a package, on the line that sells them. */
export const packaged = {
  line: "绍兴BGP",
  package: "绍兴BGP- A型",
  system: "Debian 12 64位",
} as const;

/** A web hosting of the smaller product of the document's examples. */
export const hosting = {
  line: "浙江专线二区",
  product: "防劫持IP空间-A型",
  program: "php",
  programVersion: "php81",
  databaseType: "mysql",
  encoding: "utf8",
} as const;

/** A physical server on the line of the document's example of a product. */
export const lease = {
  line: "浙江专线二区",
  product: "基础型 24核16G(ESSD)",
  system: "Debian 12 64位",
} as const;

/** A place in colocation. */
export const idc = { line: "温州BGP", product: "1U", power: "0.5A/220V" } as const;

/** A database of the smaller product of the document's examples. */
export const database = {
  line: "浙江专线二区",
  product: "云数据库1G-A型",
  encoding: "utf8mb4",
} as const;

/** The day so many days from now. */
export const inDays = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

import type { z } from "zod";
import { remembered } from "../../core/wire/remembered";
import { at, record, type With } from "../../core/wire/table";
import { enabledStatuses, stockStatuses } from "./replies";
import {
  flag,
  guid,
  integer,
  key,
  money,
  one,
  opaque,
  optionalWord,
  password,
  strictInteger,
  text,
  texts,
  word,
} from "./scalars";
import { webOrderFields, webProductFields, type WebProduct } from "./wire-web";

/* Web hosting on the wire, and ours beside it: what can be bought, and what was bought. */

/** A line (线路): a node that hosting and databases are sold on. */
export const hostingLine = record({
  /** GUID of the line: what `line` takes. */
  guid: at("guid", guid),
  /** Name of the line: what `line` takes too. */
  name: at("name", text),
  /** The panel's text on it (`descript`). */
  description: at("descript", text),
  /** Whether it is in use (`status`). */
  status: at("status", word(enabledStatuses)),
  /** Whether there is room left (`stock`). */
  stock: at("stock", word(stockStatuses)),
  /** The domain that free domains of orders are made under (`domain`). */
  freeDomain: at("domain", text),
  /** Address that domains are pointed at (`ip`). */
  ipAddress: at("ip", text),
  /** Name that domains are pointed at (`cname`). */
  cname: at("cname", text),
  /** Whether an allow-list (白名单) must be filed, by its name (`white`). */
  whitelistRequired: at("white", flag),
  /** Whether orders can be renewed (`renew`). */
  renewalOpen: at("renew", flag),
  /** Days that an order is kept after its end (`retention_days`). */
  retentionDays: at("retention_days", integer),
  /** Where it stands in the panel's list (`sort`). */
  sortOrder: at("sort", integer),
});
export type HostingLine = z.output<typeof hostingLine>;

/** A package of web hosting. */
export const hostingProduct = record({
  ...webProductFields,
  /** Web space in MB (`disk`). */
  diskMb: at("disk", integer),
  /** Most domains that can be bound (`domain`). */
  maxDomains: at("domain", integer),
  /** Most subdomains that can be bound (`domainsub`). */
  maxSubdomains: at("domainsub", integer),
  /** Traffic a month, in GB (`flow`). */
  monthlyTrafficGb: at("flow", integer),
  /** Most traffic a month that can be bought, in GB (`max_flow`). */
  maxMonthlyTrafficGb: at("max_flow", integer),
  /** More traffic is sold in packs of so many GB (`up_flow`). */
  trafficPackGb: at("up_flow", integer),
  /** Price of such a pack, a decimal string (`up_flow_price`). */
  trafficPackPrice: at("up_flow_price", money),
  /** As the panel has it: a mark of the default (`def`). */
  isDefault: at("def", flag),
  /** Whether the rate is limited (`is_limit_rate`). */
  rateLimited: at("is_limit_rate", flag),
  /** That limit, in a unit that is not documented (`limit_rate`). */
  rateLimit: at("limit_rate", integer),
  /** Most connections at once to the server, as the panel has it (`perserver`). */
  limitPerServer: at("perserver", integer),
  /** Most connections at once from an address, as the panel has it (`perip`). */
  limitPerIp: at("perip", integer),
});
export type HostingProduct = With<WebProduct, z.output<typeof hostingProduct>>;

/** An order of web hosting. @param timeZone the IANA zone of the panel's wall. */
export function createHostingSchema(timeZone: string) {
  return remembered(
    record({
      ...webOrderFields(timeZone),
      /** The domain that came with it. */
      freeDomain: at("domain", text),
      boundDomains: at("domain_list", texts),
      /** The site's directory on its node, full. */
      path: at("path", text),
      diskMb: at("disk", integer),
      /** `php`. */
      program: at("program", text),
      /** `php81`. */
      programVersion: at("program_version", text),
      /** What domains are to be pointed at. */
      dnsTarget: at("analysis_url", text),
      usedTrafficMb: at("use_flow", integer),
      monthlyTrafficGb: at("flow", strictInteger),
      ftpPort: at("ftpport", integer),
      ftpUserId: at("ftp_id", text),
      ftpStatus: at("ftp_status", optionalWord(enabledStatuses)),
      ftpName: at("ftp_name", text),
      ftpPassword: at("ftp_password", password),
    }),
  );
}
export type Hosting = z.output<ReturnType<typeof createHostingSchema>>;

/** The version that operations take out of one of a list, which has `81`, and by its table may have `8.1`. */
function phpOf(version: string): string {
  return `php${version.replace(/^php/i, "").replace(/[\s.]/g, "")}`;
}

/** A version of PHP that a line has. */
export const phpVersion = record({
  /** What a purchase and `setPhpVersion` take: `php81`. */
  version: at("version", key.transform(phpOf)),
  /** The panel's name of it: `PHP 81`. */
  name: at("name", text),
});
export type PhpVersion = z.output<typeof phpVersion>;

/** Where a tool of a node is, such as phpMyAdmin. */
export const hostingTool = one(
  record({
    /** All that the panel says of it. */
    extension: at("ext", opaque),
  }),
).transform(({ extension }) => {
  const { url } = one(record({ url: at("url", text) })).parse(extension);
  return url === undefined ? { extension } : { url, extension };
});
/** A tool of a node. */
export interface HostingTool {
  /** Its address, where the reply has one. */
  readonly url?: string;
  /** All that the panel says of it. */
  readonly extension: unknown;
}

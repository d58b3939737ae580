import { z } from "zod";
import type { Hosting } from "../api/hosting";
import { documentedObject } from "../../core/documented";
import { withoutGaps } from "../../core/gaps";
import { statuses } from "../../core/observed";
import { powerOf, statusOf } from "../states";

/** A web hosting as the panel has it, in our words. What the panel does not say is not there. */
export const webHostingObserved = documentedObject({
  /** Number of the order: what `adopt` and `WebHosting.get` take. Its `id` is the same, but for a purchase whose outcome was unknown at first. */
  serviceId: z.string(),
  /** Where it stands, in the words of the output `status`. */
  status: z.enum(statuses),
  /** `running` or `stopped`, as far as the panel says. */
  powerState: z.enum(["running", "stopped", "locked"]).optional(),
  /** When it was bought (`buy_time`), ISO 8601 with offset. */
  boughtAt: z.string().optional(),
  /** When its term began (`start_time`), ISO 8601 with offset. */
  startedAt: z.string().optional(),
  /** End of what is paid (`end_time`), ISO 8601 with offset. */
  expiresAt: z.string().optional(),
  /** GUID of its line (`line_guid`). */
  lineId: z.string().optional(),
  /** GUID of its product (`product_guid`). */
  productId: z.string().optional(),
  /** Its name in the panel. */
  displayName: z.string().optional(),
  /** Language of the site (`program`). */
  language: z.string().optional(),
  /** Version of the language in effect (`program_version`): `php81`. */
  languageVersion: z.string().optional(),
  /** Kind of its database (`db_type`). */
  databaseKind: z.string().optional(),
  /** Encoding of the site (`db_code`). */
  siteEncoding: z.string().optional(),
  /** Traffic a month in effect, in GB (`flow`). */
  trafficGb: z.number().optional(),
  /** Web space, in MB (`disk`). */
  diskMb: z.number().optional(),
  /** Size of its database, in MB (`db_size`). */
  databaseMb: z.number().optional(),
  /** The domain that came with it. */
  freeDomain: z.string().optional(),
  /** What domains are to be pointed at (`analysis_url`). */
  dnsTarget: z.string().optional(),
  /** The site's directory on its node, full. */
  path: z.string().optional(),
  /** Name of the FTP account. */
  ftpName: z.string().optional(),
  /** Port of FTP. */
  ftpPort: z.number().optional(),
  /** Secret. The FTP password as the panel lists it, where it does not mask it. */
  panelFtpPassword: z.string().optional(),
  /** Whether the panel renews it by itself (`renew_auto`). */
  autoRenew: z.boolean().optional(),
  /** Price of a renewal (`renew_price`), a decimal string. For how long, the vendor does not say: by reading, for a month. */
  renewalPrice: z.string().optional(),
  /** The number that the order was given (`client_user_id`): its token, or your own. */
  panelClientUserId: z.number().optional(),
  /** Default files of the site, for those that manage them (`hosting_web_get_index`). */
  siteIndexFiles: z.array(z.string()).optional(),
  /** Protection against pages elsewhere, for those that manage it (`hosting_get_security`). */
  siteHotlinkProtection: z
    .object({
      enabled: z.boolean().optional(),
      allowedDomains: z.array(z.string()).optional(),
      fileSuffixes: z.array(z.string()).optional(),
      httpStatus: z.number().optional(),
    })
    .optional(),
});
export type WebHostingObserved = z.output<typeof webHostingObserved>;

/** A row of the panel as what is observed of the resource. */
export function observeHosting(hosting: Hosting): WebHostingObserved {
  return withoutGaps({
    serviceId: hosting.id,
    status: statusOf(hosting.orderStatus, hosting.runStatus),
    powerState: powerOf(hosting.runStatus),
    boughtAt: hosting.boughtAt,
    startedAt: hosting.startedAt ?? hosting.boughtAt,
    expiresAt: hosting.expiresAt,
    lineId: hosting.lineGuid,
    productId: hosting.productGuid,
    displayName: hosting.name,
    language: hosting.program,
    languageVersion: hosting.programVersion,
    databaseKind: hosting.databaseKind,
    siteEncoding: hosting.encoding,
    trafficGb: hosting.monthlyTrafficGb,
    diskMb: hosting.diskMb,
    databaseMb: hosting.databaseMb,
    freeDomain: hosting.freeDomain,
    dnsTarget: hosting.dnsTarget,
    path: hosting.path,
    ftpName: hosting.ftpName,
    ftpPort: hosting.ftpPort,
    panelFtpPassword: hosting.ftpPassword,
    autoRenew: hosting.autoRenew,
    renewalPrice: hosting.renewalPrice,
    panelClientUserId: hosting.clientUserId,
  });
}

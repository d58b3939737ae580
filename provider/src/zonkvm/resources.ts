import type { cloudDatabaseOnly } from "./cloud-database/arguments";
import type { CloudDatabaseObserved } from "./cloud-database/observed";
import type { CloudDatabaseDerived } from "./cloud-database/outputs";
import type { siteArguments } from "./children";
import type { cloudServerOnly } from "./cloud-server/arguments";
import type { CloudServerObserved } from "./cloud-server/observed";
import type { CloudServerDerived } from "./cloud-server/outputs";
import type { childArguments } from "../core/child-kind";
import type { machineArguments, orderArguments, termArguments } from "../core/arguments";
import type { databaseBackupOnly, DatabaseBackupObserved } from "./database-backup";
import {
  cloudDatabaseFace,
  cloudServerFace,
  databaseBackupFace,
  hostingDomainFace,
  hostingProxyFace,
  hostingRedirectFace,
  hostingCertificateFace,
  hostingBackupFace,
  hostingFileFace,
  idcServerFace,
  leaseServerFace,
  securityRuleFace,
  webHostingFace,
} from "./faces";
import type { hostingBackupOnly, HostingBackupObserved } from "./hosting-backup";
import type { hostingCertificateOnly, HostingCertificateObserved } from "./hosting-certificate";
import type { hostingDomainOnly, HostingDomainObserved } from "./hosting-domain";
import type { hostingFileOnly, HostingFileObserved } from "./hosting-file";
import type { hostingProxyOnly, HostingProxyObserved } from "./hosting-proxy";
import type { hostingRedirectOnly, HostingRedirectObserved } from "./hosting-redirect";
import type { idcServerOnly } from "./idc-server/arguments";
import type { IdcServerObserved } from "./idc-server/observed";
import type { leaseServerOnly } from "./lease-server/arguments";
import type { LeaseServerObserved } from "./lease-server/observed";
import type { physicalOnly } from "./physical/arguments";
import type { PhysicalDerived } from "./physical/outputs";
import type { purchaseArguments } from "./purchase-arguments";
import type { ResellerResource } from "../pulumi/reseller-resource";
import { resource, type ArgsOf, type OutputsOf } from "../pulumi/resource";
import type { securityRuleOnly, SecurityRuleObserved } from "./security-rule";
import type { webHostingOnly } from "./web-hosting/arguments";
import type { WebHostingObserved } from "./web-hosting/observed";
import type { WebHostingDerived } from "./web-hosting/outputs";

export type { CloudServerConnection } from "./cloud-server/outputs";
export type { PhysicalConnection } from "./physical/outputs";

/** Arguments of a {@link CloudServer}. */
export type CloudServerArgs = ArgsOf<
  typeof orderArguments &
    typeof termArguments &
    typeof machineArguments &
    typeof purchaseArguments &
    typeof cloudServerOnly
>;

interface CloudServerOutputs
  extends ResellerResource, OutputsOf<typeof cloudServerFace, CloudServerObserved, CloudServerDerived> {}

/**
 * A cloud server of a Zonkvm finance system, paid for by the month.
 *
 * A create buys (`create_order`) and waits for delivery; a destroy gives the server back (`server_refund`). What each argument's change
 * does stands beside the argument. The order carries a number by which it is found again when a reply is lost.
 *
 * ```ts
 * const web = new reseller.CloudServer("web", {
 *   line: "德阳电信",
 *   system: "Debian 12 64位",
 *   cpu: 4,
 *   memoryGb: 8,
 *   bandwidthMbps: 20,
 *   diskSizesGb: [40, 80],
 *   renewUntil: "2027-06-30",
 * }, { protect: true });
 * ```
 */
export class CloudServer extends resource<CloudServerArgs, CloudServerOutputs>(cloudServerFace) {}

/** Arguments of a {@link WebHosting}. */
export type WebHostingArgs = ArgsOf<
  typeof orderArguments & typeof termArguments & typeof purchaseArguments & typeof webHostingOnly
>;

interface WebHostingOutputs
  extends ResellerResource, OutputsOf<typeof webHostingFace, WebHostingObserved, WebHostingDerived> {}

/**
 * A web hosting of a Zonkvm finance system, paid for by the month.
 *
 * A create buys (`create_order`) and waits for delivery; a destroy gives the hosting back with all that is in it (`hosting_refund`). What
 * each argument's change does stands beside the argument. What is inside the site: `HostingDomain`, `HostingFile` and the others, or `client().hosting`.
 *
 * ```ts
 * const site = new reseller.zonkvm.WebHosting("site", {
 *   line: "浙江专线二区",
 *   product: "防劫持IP空间-A型",
 *   program: "php",
 *   programVersion: "php81",
 *   databaseType: "mysql",
 *   encoding: "utf8",
 *   renewUntil: "2027-06-30",
 * }, { protect: true });
 * ```
 */
export class WebHosting extends resource<WebHostingArgs, WebHostingOutputs>(webHostingFace) {}

/** Arguments of a {@link LeaseServer}. */
export type LeaseServerArgs = ArgsOf<
  typeof orderArguments &
    typeof termArguments &
    typeof machineArguments &
    typeof purchaseArguments &
    typeof physicalOnly &
    typeof leaseServerOnly
>;

interface LeaseServerOutputs
  extends
    ResellerResource,
    OutputsOf<
      typeof leaseServerFace,
      LeaseServerObserved,
      PhysicalDerived & {
        /** The image, as it was written. */
        readonly system: string;
      }
    > {}

/**
 * A physical server of a Zonkvm finance system, paid for by the month.
 *
 * A create buys (`create_order`) and waits for delivery; a destroy gives the server back (`lease_refund`). What each argument's change does
 * stands beside the argument. Nothing of ours comes back with an order: one whose reply is lost is never repeated by itself, but named for
 * you to decide (`adopt`, or `purchaseTriggers`).
 *
 * ```ts
 * const db = new reseller.LeaseServer("db", {
 *   line: "浙江专线二区",
 *   product: "基础型 24核16G(ESSD)",
 *   system: "Debian 12 64位",
 *   bandwidthMbps: 50,
 *   renewUntil: "2027-06-30",
 * }, { protect: true });
 * ```
 */
export class LeaseServer extends resource<LeaseServerArgs, LeaseServerOutputs>(leaseServerFace) {}

/** Arguments of an {@link IdcServer}. */
export type IdcServerArgs = ArgsOf<
  typeof orderArguments &
    typeof termArguments &
    typeof machineArguments &
    typeof purchaseArguments &
    typeof physicalOnly &
    typeof idcServerOnly
>;

interface IdcServerOutputs
  extends ResellerResource, OutputsOf<typeof idcServerFace, IdcServerObserved, PhysicalDerived> {}

/**
 * A place for a server in colocation, of a Zonkvm finance system, paid for by the month.
 *
 * A create buys (`create_order`) and waits for delivery; a destroy gives the place back (`idc_refund`). A purchase takes neither an image nor
 * a password: both are set after delivery, the image by a reinstall that needs `allowReinstall`. What each argument's change does stands
 * beside the argument. Nothing of ours comes back with an order: one whose reply is lost is never repeated by itself, but named for you to
 * decide (`adopt`, or `purchaseTriggers`).
 *
 * ```ts
 * const place = new reseller.zonkvm.IdcServer("place", {
 *   line: "温州BGP",
 *   product: "1U",
 *   power: "0.5A/220V",
 *   keepPaid: { whenDaysLeft: 10, months: 1 },
 * }, { protect: true });
 * ```
 */
export class IdcServer extends resource<IdcServerArgs, IdcServerOutputs>(idcServerFace) {}

/** Arguments of a {@link SecurityRule}. */
export type SecurityRuleArgs = ArgsOf<typeof childArguments & typeof securityRuleOnly>;

interface SecurityRuleOutputs
  extends ResellerResource, OutputsOf<typeof securityRuleFace, SecurityRuleObserved> {}

/**
 * A rule of a cloud server's security group (`server_add_hardpolicy`). Any change is a replacement, the new rule first. When it is gone, it
 * is made again; one of the same name that does all the same is taken over, one that differs is an error in the preview.
 *
 * Name the server by its `id`: it stays known while the server is updated, so that a preview does not announce a replacement.
 *
 * ```ts
 * new reseller.zonkvm.SecurityRule("https", {
 *   server: web.id,
 *   name: "https",
 *   priority: 100,
 *   direction: "inbound",
 *   operation: "allow",
 *   protocol: "tcp",
 *   remoteIp: "0.0.0.0/0",
 *   localPort: "443",
 * });
 * ```
 */
export class SecurityRule extends resource<SecurityRuleArgs, SecurityRuleOutputs>(securityRuleFace) {}

/** Arguments of a {@link HostingDomain}. */
export type HostingDomainArgs = ArgsOf<
  typeof childArguments & typeof siteArguments & typeof hostingDomainOnly
>;

interface HostingDomainOutputs
  extends ResellerResource, OutputsOf<typeof hostingDomainFace, HostingDomainObserved> {}

/**
 * A domain that is bound to a site (`hosting_add_domain`). A change is a replacement, the old one first. When it is gone, it is bound again; one that is bound
 * already is taken over.
 *
 * ```ts
 * new reseller.zonkvm.HostingDomain("www", { hosting: site.id, domain: "www.example.com" });
 * ```
 */
export class HostingDomain extends resource<HostingDomainArgs, HostingDomainOutputs>(hostingDomainFace) {}

/** Arguments of a {@link HostingProxy}. */
export type HostingProxyArgs = ArgsOf<typeof childArguments & typeof siteArguments & typeof hostingProxyOnly>;

interface HostingProxyOutputs
  extends ResellerResource, OutputsOf<typeof hostingProxyFace, HostingProxyObserved> {}

/**
 * A reverse proxy of a site (`hosting_create_proxy`). All but its name changes in place. When it is gone, it is made again; one of the same name that does the
 * same is taken over.
 *
 * ```ts
 * new reseller.zonkvm.HostingProxy("api", { hosting: site.id, name: "api", directory: "/api", targetUrl: "https://api.example.com" });
 * ```
 */
export class HostingProxy extends resource<HostingProxyArgs, HostingProxyOutputs>(hostingProxyFace) {}

/** Arguments of a {@link HostingRedirect}. */
export type HostingRedirectArgs = ArgsOf<
  typeof childArguments & typeof siteArguments & typeof hostingRedirectOnly
>;

interface HostingRedirectOutputs
  extends ResellerResource, OutputsOf<typeof hostingRedirectFace, HostingRedirectObserved> {}

/**
 * A redirect of a site (`hosting_create_redirect`), which the panel names. It changes in place. When it is gone, it is made again; one that is for the same and does
 * the same is taken over.
 *
 * ```ts
 * new reseller.zonkvm.HostingRedirect("old", { hosting: site.id, domains: ["old.example.com"], targetUrl: "https://example.com" });
 * ```
 */
export class HostingRedirect extends resource<HostingRedirectArgs, HostingRedirectOutputs>(
  hostingRedirectFace,
) {}

/** Arguments of a {@link HostingCertificate}. */
export type HostingCertificateArgs = ArgsOf<
  typeof childArguments & typeof siteArguments & typeof hostingCertificateOnly
>;

interface HostingCertificateOutputs
  extends ResellerResource, OutputsOf<typeof hostingCertificateFace, HostingCertificateObserved> {}

/**
 * The certificate of a site (`hosting_set_ssl`), which has one at the most. A change sets it anew in place; one that is there is taken over and set. The panel does
 * not show which one it has. A destroy switches SSL off (`hosting_close_ssl_conf`).
 *
 * ```ts
 * new reseller.zonkvm.HostingCertificate("tls", { hosting: site.id, certificate: pem, privateKey: config.requireSecret("key") });
 * ```
 */
export class HostingCertificate extends resource<HostingCertificateArgs, HostingCertificateOutputs>(
  hostingCertificateFace,
) {}

/** Arguments of a {@link HostingBackup}. */
export type HostingBackupArgs = ArgsOf<
  typeof childArguments & typeof siteArguments & typeof hostingBackupOnly
>;

interface HostingBackupOutputs
  extends ResellerResource, OutputsOf<typeof hostingBackupFace, HostingBackupObserved> {}

/**
 * A backup of a whole site (`hosting_to_backup`), waited for until it is listed. There is no way to restore one through the API. A destroy leaves it where it is and
 * says so, unless `zonkvm:backupDeletion` says how the panel takes its deletion.
 *
 * ```ts
 * new reseller.zonkvm.HostingBackup("before", { hosting: site.id, triggers: [release] });
 * ```
 */
export class HostingBackup extends resource<HostingBackupArgs, HostingBackupOutputs>(hostingBackupFace) {}

/** Arguments of a {@link HostingFile}. */
export type HostingFileArgs = ArgsOf<typeof childArguments & typeof siteArguments & typeof hostingFileOnly>;

interface HostingFileOutputs
  extends ResellerResource, OutputsOf<typeof hostingFileFace, HostingFileObserved> {}

/**
 * A file of a site (`hosting_create_file`, then `hosting_save_file_body` or `hosting_upload`). Its content changes in place and is compared by its hash. When it is gone,
 * it is made again; one that is there with another content is overwritten by consent only. A destroy deletes it (`hosting_delete_file`).
 *
 * ```ts
 * new reseller.zonkvm.HostingFile("home", { hosting: site.id, path: pulumi.interpolate`${site.path}/index.html`, content: "<h1>Hello</h1>" });
 * ```
 */
export class HostingFile extends resource<HostingFileArgs, HostingFileOutputs>(hostingFileFace) {}

/** Arguments of a {@link CloudDatabase}. */
export type CloudDatabaseArgs = ArgsOf<
  typeof orderArguments & typeof termArguments & typeof purchaseArguments & typeof cloudDatabaseOnly
>;

interface CloudDatabaseOutputs
  extends
    ResellerResource,
    OutputsOf<typeof cloudDatabaseFace, CloudDatabaseObserved, CloudDatabaseDerived> {}

/**
 * A database of a Zonkvm finance system: bought by the month (`create_order`), or the one that comes free with a web hosting
 * (`hosting_add_database`). A destroy gives it back with all that is in it (`sql_refund`). Nothing ever makes it anew in place
 * (`sql_reissue`).
 *
 * ```ts
 * const orders = new reseller.zonkvm.CloudDatabase("orders", {
 *   line: "浙江专线二区",
 *   product: "云数据库1G-A型",
 *   encoding: "utf8mb4",
 *   access: ["203.0.113.7"],
 * }, { protect: true });
 * const free = new reseller.zonkvm.CloudDatabase("free", { hosting: site.id });
 * ```
 */
export class CloudDatabase extends resource<CloudDatabaseArgs, CloudDatabaseOutputs>(cloudDatabaseFace) {}

/** Arguments of a {@link DatabaseBackup}. */
export type DatabaseBackupArgs = ArgsOf<typeof childArguments & typeof databaseBackupOnly>;

interface DatabaseBackupOutputs
  extends ResellerResource, OutputsOf<typeof databaseBackupFace, DatabaseBackupObserved> {}

/**
 * A backup of a cloud database, of which the panel keeps three at the most.
 *
 * A create makes it (`sql_to_backup`) and waits until it is listed; a destroy deletes it (`sql_del_backup`). It goes with its database.
 *
 * ```ts
 * const before = new reseller.zonkvm.DatabaseBackup("before", { database: orders.id, triggers: [release] });
 * ```
 */
export class DatabaseBackup extends resource<DatabaseBackupArgs, DatabaseBackupOutputs>(databaseBackupFace) {}

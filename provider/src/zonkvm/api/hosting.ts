import { ArgumentError } from "../../core/errors";
import {
  filled,
  guidField,
  passwordField,
  purchaseFields,
  termContent,
  whole,
  type ClientNumbers,
  type Term,
} from "./forms";
import type { ClientOptions } from "./machines";
import { rows } from "./scalars";
import { SiteFilesClient } from "./site-files";
import { couponField } from "./web-orders";
import {
  createHostingSchema,
  hostingLine,
  hostingProduct,
  hostingTool,
  phpVersion,
  type HostingLine,
  type HostingProduct,
  type HostingTool,
  type PhpVersion,
} from "./wire-hosting";
import { say } from "../language/say";

export type { Backup, Renewal } from "./web-orders";
export type { NewCertificate, NewDomain } from "./site-domains";
export type { Packing, Pasted, Pasting, Unpacking, Upload } from "./site-files";
export type { AttackLimit, CcSettings, HotlinkSettings, StatisticsQuery } from "./site-guard";
export type { ProxySettings, RedirectChange, RedirectSettings } from "./site-rules";
export type {
  Certificate,
  DirectoryEntry,
  DirectorySize,
  Domain,
  FileText,
  Firewall,
  HotlinkProtection,
  Proxy,
  Redirect,
  RedirectKind,
  RewriteTemplate,
  SiteSummary,
  SiteSwitches,
  Statistics,
} from "./wire-site";
export type { Hosting, HostingLine, HostingProduct, HostingTool, PhpVersion } from "./wire-hosting";

export interface NewHosting extends ClientNumbers, Term {
  readonly lineGuid: string;
  readonly productGuid: string;
  /** `php`, `asp`, and others that the vendor does not list. */
  readonly program: string;
  /** `php81`, `asp_net`. */
  readonly programVersion: string;
  /** `mysql`, `sqlserver`, and others that the vendor does not list. */
  readonly databaseKind: string;
  /** Of the site: `utf8`, `gbk`, and others that the vendor does not list. */
  readonly encoding: string;
  /** In GB. Default: the product's. */
  readonly monthlyTrafficGb?: number | undefined;
  /** What the name of the FTP account is made of; the vendor does not say how. */
  readonly ftpPrefix: string;
  readonly ftpPassword: string;
}

/** What an order of hosting becomes. At least one of the first two. With both, the traffic is bought first, then the product. */
export interface HostingUpgrade {
  /** In GB: the new total, by our reading; the vendor does not say whether it is that or an increment. */
  readonly monthlyTrafficGb?: number | undefined;
  readonly productGuid?: string | undefined;
  readonly couponId?: number | undefined;
}

const lines = rows(hostingLine);
const products = rows(hostingProduct);
const phpVersions = rows(phpVersion);

/**
 * Web hosting (虚拟主机): a method for each of its 8 operations, and for each of the 67 things that can be done with an order. Those inside
 * its site stand in the classes below it, a file for a part each.
 */
export class HostingClient extends SiteFilesClient {
  constructor(options: ClientOptions) {
    super({ prefix: "hosting", one: "gethosting" }, createHostingSchema, options);
  }

  /** All lines (`hosting_lines`). Databases are sold on them too. */
  getLines(): Promise<HostingLine[]> {
    return this.transport.read("hosting_lines", {}, lines);
  }

  /** All products, with their prices (`hosting_product`). */
  getProducts(): Promise<HostingProduct[]> {
    return this.transport.read("hosting_product", {}, products);
  }

  /** The versions of PHP that a line has (`get_php_version`). */
  async getPhpVersions(lineGuid: string): Promise<PhpVersion[]> {
    const fields = { line_guid: guidField("lineGuid", lineGuid) };
    return this.transport.read("get_php_version", fields, phpVersions);
  }

  /** Where a tool of a line's node is (`hosting_get_soft_find`). @param name `phpmyadmin`. */
  async getTool(lineGuid: string, name: string): Promise<HostingTool> {
    // The vendor spells it so.
    const fields = { line_guid: guidField("lineGuid", lineGuid), sNname: filled("name", name) };
    return this.transport.read("hosting_get_soft_find", fields, hostingTool);
  }

  /**
   * Buys web hosting (`create_order`). Charges the account. Not idempotent.
   * @returns an order id that the undocumented reply may hold: to be read before it is believed.
   */
  async create(order: NewHosting): Promise<string | undefined> {
    const { monthlyTrafficGb } = order;
    const content = {
      program: filled("program", order.program),
      program_version: filled("programVersion", order.programVersion),
      db: filled("databaseKind", order.databaseKind),
      code: filled("encoding", order.encoding),
      flow: monthlyTrafficGb === undefined ? undefined : whole("monthlyTrafficGb", monthlyTrafficGb, 1),
      ...termContent(order),
    };
    const beside = {
      prefix: filled("ftpPrefix", order.ftpPrefix),
      pwd: passwordField(order.ftpPassword, "ftpPassword"),
      line_guid: guidField("lineGuid", order.lineGuid),
      product_guid: guidField("productGuid", order.productGuid),
    };
    return this.buy(purchaseFields("create_hosting", order, content, beside), order.clientOrderId);
  }

  /** Suspends the site (`hosting_stop`). */
  async stop(id: string): Promise<void> {
    await this.change("stop", id);
  }

  /** Resumes the site (`hosting_start`). One that had expired: {@link resumeAfterRenewal}. */
  async start(id: string): Promise<void> {
    await this.change("start", id);
  }

  /** Sets the FTP password (`hosting_edit_pwd`). */
  async setFtpPassword(id: string, password: string): Promise<void> {
    await this.change("edit_pwd", id, { ftp_password: passwordField(password) });
  }

  /** Sets the version of PHP (`hosting_set_php_version`). @param version `php81`. */
  async setPhpVersion(id: string, version: string): Promise<void> {
    await this.change("set_php_version", id, { version: filled("version", version) });
  }

  /** Raises the traffic or changes the product (`hosting_upgrade`). Charges the account. */
  async upgrade(id: string, { monthlyTrafficGb, productGuid, couponId }: HostingUpgrade): Promise<void> {
    if (monthlyTrafficGb === undefined && productGuid === undefined) {
      const reason = say("an upgrade must name traffic or a product");
      throw new ArgumentError([{ property: "monthlyTrafficGb", reason }]);
    }
    await this.change("upgrade", id, {
      flow: monthlyTrafficGb === undefined ? undefined : whole("monthlyTrafficGb", monthlyTrafficGb, 1),
      new_product_guid: productGuid === undefined ? undefined : guidField("productGuid", productGuid),
      coupon_id: couponField(couponId),
    });
  }

  /** Puts an order that had expired and was renewed back into operation (`hosting_resume_after_renew`). */
  async resumeAfterRenewal(id: string): Promise<void> {
    await this.change("resume_after_renew", id);
  }

  /**
   * Adds the database that comes free with an order (`hosting_add_database`). Look for it among the orders of databases, by its
   * `hostingId`.
   * @param kind default `mysql`.
   */
  async addDatabase(id: string, password: string, kind?: string): Promise<void> {
    await this.change("add_database", id, {
      db_password: passwordField(password),
      db_type: kind === undefined ? undefined : filled("kind", kind),
    });
  }
}

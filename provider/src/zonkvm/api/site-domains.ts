import { ArgumentError } from "../../core/errors";
import { registerSecret } from "../../core/redact";
import { filled, whole } from "./forms";
import { rows } from "./scalars";
import { pathField } from "./site-forms";
import { WebOrdersClient } from "./web-orders";
import type { Hosting } from "./wire-hosting";
import { certificate, createDomainSchema, type Certificate, type Domain } from "./wire-site";
import { say } from "../language/say";

/** A domain at a port. */
export interface NewDomain {
  /** The bare name, without `http://`. */
  readonly name: string;
  /** Default 80. */
  readonly port?: number | undefined;
}

/** A certificate with its key, both in PEM. */
export interface NewCertificate {
  /** The vendor does not say which kinds there are. */
  readonly kindCode: number;
  readonly privateKey: string;
  readonly certificate: string;
}

/** A bare domain. @param property by which it is called in the error. */
export function domainNameField(property: string, name: string): string {
  if (/^[^\s:/,]+$/.test(name)) return name;
  throw new ArgumentError([{ property, reason: say("must be a bare domain, without a port") }]);
}

const portField = (port: number): number => {
  if (whole("port", port, 1) <= 65_535) return port;
  throw new ArgumentError([{ property: "port", reason: say("must be 65535 at the most") }]);
};

/** A domain with its port behind it, unless that is 80. */
function domainField({ name, port = 80 }: NewDomain): string {
  return portField(port) === 80 ? domainNameField("name", name) : `${domainNameField("name", name)}:${port}`;
}

/** Of a line shorter than this nothing can be made, and it may be an ordinary word. */
const shortestKeyLine = 16;

/** Makes a secret of a key in PEM: whole, and line by line, as whoever quotes it back may write the ends of lines in another way. */
function registerKey(pem: string): void {
  registerSecret(pem);
  const lines = pem.split(/\s+/).filter((line) => line.length >= shortestKeyLine && !line.includes("-----"));
  for (const line of lines) registerSecret(line);
}

function pemField(property: string, pem: string, kind: RegExp): string {
  if (kind.test(pem)) return pem;
  throw new ArgumentError([
    { property, reason: say("must be in PEM, with a line like {line}", { line: kind.source }) },
  ]);
}

/** A private key, kept out of everything that is shown. */
export function privateKeyField(property: string, pem: string): string {
  registerKey(pem);
  return pemField(property, pem, /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/);
}

export function certificateField(property: string, pem: string): string {
  return pemField(property, pem, /^\s*-----BEGIN CERTIFICATE-----/);
}

/** Domains, backups and certificates of a site: a part of what {@link HostingClient} can do. */
export abstract class SiteDomainsClient extends WebOrdersClient<Hosting> {
  /** All domains that are bound, the free one too (`hosting_domain_list`). */
  async listDomains(id: string): Promise<Domain[]> {
    return this.look("domain_list", id, {}, rows(createDomainSchema(this.timeZone)));
  }

  /** Binds domains (`hosting_add_domain`). Whether some of them may fail, the vendor does not say: {@link listDomains} tells. */
  async addDomain(id: string, ...domains: readonly NewDomain[]): Promise<void> {
    const domainText = filled("domains", domains.map(domainField).join("\n"));
    await this.change("add_domain", id, { domainText });
  }

  /** Unbinds a domain (`hosting_del_domain`). */
  async deleteDomain(id: string, { name, port = 80 }: NewDomain): Promise<void> {
    await this.change("del_domain", id, { name: domainNameField("name", name), port: portField(port) });
  }

  /** Begins a backup of the whole site (`hosting_to_backup`). Done when the list has it: nothing else tells. */
  async createBackup(id: string): Promise<void> {
    await this.change("to_backup", id);
  }

  /**
   * Deletes a backup (`hosting_del_backup`). As it is documented it cannot be sent: the backup's id has the name `guid`, which is the
   * order's, so that it might delete something of another order.
   * @param sentAs the name to send the backup's id by, as databases have it: to be given by who knows that the panel takes it.
   * @throws {ArgumentError} without `sentAs`.
   */
  async deleteBackup(id: string, backupId: string, sentAs?: "bak_guid"): Promise<void> {
    if (sentAs === undefined) {
      const reason = say(
        "the vendor documents one name, `guid`, for both the order and the backup to delete, so that it cannot be asked for; delete the backup in the panel",
      );
      throw new ArgumentError([{ property: "backupId", reason }]);
    }
    await this.change("del_backup", id, { [sentAs]: filled("backupId", backupId) });
  }

  /** The certificate (`hosting_get_ssl`). */
  async getCertificate(id: string): Promise<Certificate> {
    return this.look("get_ssl", id, {}, certificate);
  }

  /** Deploys a certificate (`hosting_set_ssl`). */
  async setCertificate(id: string, { kindCode, ...pem }: NewCertificate): Promise<void> {
    await this.change("set_ssl", id, {
      type: whole("kindCode", kindCode, 0),
      key: privateKeyField("privateKey", pem.privateKey),
      // By its name a signing request, by its description the certificate.
      csr: certificateField("certificate", pem.certificate),
    });
  }

  /**
   * Removes a certificate (`hosting_unset_ssl`) that was deployed because IIS does not know it, by the vendor's words. Any other:
   * {@link closeSsl}.
   * @param name of the certificate.
   * @param password of the certificate.
   */
  async unsetCertificate(id: string, name: string, password: string): Promise<void> {
    registerSecret(password);
    await this.change("unset_ssl", id, { name: filled("name", name), password });
  }

  /** Sends visitors from HTTP to HTTPS (`hosting_http_to_https`). Nothing shows whether it is on. */
  async forceHttps(id: string): Promise<void> {
    await this.change("http_to_https", id);
  }

  /** Leaves visitors at HTTP again (`hosting_close_to_https`). Nothing shows whether it is on. */
  async stopForcingHttps(id: string): Promise<void> {
    await this.change("close_to_https", id);
  }

  /** Switches SSL off (`hosting_close_ssl_conf`). */
  async closeSsl(id: string): Promise<void> {
    await this.change("close_ssl_conf", id);
  }

  /** What IIS says of SSL (`hosting_get_iis_ssl_bydomain`). Nodes with IIS only. As it came: the vendor documents no reply. */
  async getIisCertificates(id: string): Promise<unknown> {
    return (await this.lookOpened("get_iis_ssl_bydomain", id)).data;
  }

  /** The files of certificates on a node with IIS (`hosting_get_iis_ssl_file_list`). As it came: the vendor documents no reply. */
  async listIisCertificateFiles(id: string): Promise<unknown> {
    return (await this.lookOpened("get_iis_ssl_file_list", id)).data;
  }

  /**
   * Gives a domain the certificate of a file (`hosting_set_domain_iis_byfile`). Nodes with IIS only.
   * @param path of the `.pfx` or `.p12`, full.
   */
  async setIisCertificate(id: string, domain: string, path: string): Promise<void> {
    const fields = { domain: domainNameField("domain", domain), path: pathField("path", path) };
    await this.change("set_domain_iis_byfile", id, fields);
  }
}

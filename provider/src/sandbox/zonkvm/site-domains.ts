import { z } from "zod";
import { anyText, integer, text } from "./params";
import { malformed, ZonkvmRefusal } from "./refusal";
import { nextId, Nothing, siteCommand, siteQuery, type Place } from "./site-operation";
import { addMonths } from "./time";

/* Domains, backups and certificates of a site. */

export const hostingDomainList = siteQuery(Nothing, ({ site, hosting }) =>
  site.domains.map(({ id, name, port, at }) => ({
    id: String(id),
    pid: String(hosting.id),
    name,
    port,
    addtime: at,
  })),
);

const domainAndPort = /^((?:\*\.)?[^\s:/.]+(?:\.[^\s:/.]+)+)(?::([1-9]\d{0,4}))?$/u;

/** Whether a domain is bound at this port, in any hosting of the panel. */
const isBound = ({ panel }: Place, name: string, port: string): boolean =>
  panel.state.services.some(
    (one) =>
      one.kind === "hosting" &&
      one.orderStatus >= 0 &&
      one.site.domains.some((domain) => domain.name === name && domain.port === port),
  );

/** Binds all lines, or none. */
export const hostingAddDomain = siteCommand(z.strictObject({ domainText: text }), (place, { domainText }) => {
  const { site, hosting, panel } = place;
  const wanted = domainText.split("\n").map((line) => {
    const [, name = "", port = "80"] = domainAndPort.exec(line.trim()) ?? [];
    if (name === "" || Number(port) > 65_535) throw malformed("domainText");
    return { name: name.toLowerCase(), port };
  });
  for (const [index, { name, port }] of wanted.entries()) {
    const twice = wanted.slice(0, index).some((one) => one.name === name && one.port === port);
    if (twice || isBound(place, name, port)) throw new ZonkvmRefusal(`域名${name}已被绑定`);
  }
  const product = panel.known(panel.catalog.hostingProducts, hosting.productGuid);
  // The free domain does not count.
  if (site.domains.length - 1 + wanted.length > product.domain)
    throw new ZonkvmRefusal("域名绑定数量已达上限");
  site.domains.push(...wanted.map((one) => ({ id: nextId(site), ...one, at: panel.stamp() })));
});

export const hostingDelDomain = siteCommand(
  z.strictObject({ name: text, port: z.string().regex(/^\d{1,5}$/) }),
  ({ site }, { name, port }) => {
    const [free] = site.domains;
    const domain = site.domains.find((one) => one.name === name && one.port === port);
    if (domain === undefined) throw new ZonkvmRefusal("域名不存在");
    if (domain === free) throw new ZonkvmRefusal("赠送域名不能删除");
    site.domains = site.domains.filter((one) => one !== domain);
  },
);

export const hostingBackupList = siteQuery(Nothing, ({ site, hosting, panel }) =>
  site.backups
    .filter((backup) => backup.readyAtMs <= panel.nowMs())
    .map(({ id, at }) => {
      const day = at.slice(0, 10).replaceAll("-", "");
      return {
        id: String(id),
        pid: String(hosting.id),
        type: "0",
        name: `backup_${day}.tar.gz`,
        filename: `www_${hosting.ftpName}_${day}_${id}.tar.gz`,
        size: "1048576",
        addtime: at,
      };
    }),
);

export const hostingToBackup = siteCommand(Nothing, ({ site, panel }) => {
  const readyAtMs = panel.nowMs() + panel.manners.busySeconds * 1000;
  site.backups.push({ id: nextId(site), at: panel.stamp(), readyAtMs });
});

/** The document gives the backup the name of the hosting's own `guid`; no form can have both, so it goes by the databases' name here. */
export const hostingDelBackup = siteCommand(
  z.strictObject({ bak_guid: integer(1, 1e9) }),
  ({ site }, { bak_guid }) => {
    if (!site.backups.some((one) => one.id === bak_guid)) throw new ZonkvmRefusal("备份不存在");
    site.backups = site.backups.filter((one) => one.id !== bak_guid);
  },
);

export const hostingGetSsl = siteQuery(Nothing, ({ site }) => {
  const { certificate, domains } = site;
  if (certificate === null) return { status: false, startDate: "", endDate: "", issuer: "", dns: [] };
  return {
    status: true,
    startDate: certificate.at.slice(0, 10),
    endDate: addMonths(certificate.at, 12).slice(0, 10),
    issuer: "Let's Encrypt",
    dns: [...new Set(domains.map(({ name }) => name))],
  };
});

const pem = (kind: string) =>
  z.string().regex(new RegExp(`^\\s*-----BEGIN ${kind}-----[\\s\\S]+-----END ${kind}-----\\s*$`));

export const hostingSetSsl = siteCommand(
  z.strictObject({ type: integer(0, 9), key: pem("(?:RSA |EC )?PRIVATE KEY"), csr: pem("CERTIFICATE") }),
  ({ site, panel }, { key, csr }) => {
    site.certificate = { key, pem: csr, at: panel.stamp() };
  },
);

function withoutCertificate({ site }: Place): void {
  site.certificate = null;
  site.forcesHttps = false;
}

export const hostingCloseSslConf = siteCommand(Nothing, withoutCertificate);

export const hostingHttpToHttps = siteCommand(Nothing, ({ site }) => {
  if (site.certificate === null) throw new ZonkvmRefusal("请先部署SSL证书");
  site.forcesHttps = true;
});

export const hostingCloseToHttps = siteCommand(Nothing, ({ site }) => {
  site.forcesHttps = false;
});

/** @throws ZonkvmRefusal on a node with Linux: those with IIS are the ones that run asp */
function refuseLinux({ hosting }: Place): void {
  if (hosting.program !== "asp") throw new ZonkvmRefusal("仅支持IIS节点");
}

export const hostingUnsetSsl = siteCommand(z.strictObject({ name: text, password: anyText }), (place) => {
  refuseLinux(place);
  withoutCertificate(place);
});

export const hostingGetIisSslBydomain = siteQuery(Nothing, (place) => {
  refuseLinux(place);
  return { status: place.site.certificate !== null };
});

export const hostingGetIisSslFileList = siteQuery(Nothing, (place) => {
  refuseLinux(place);
  return Object.keys(place.site.files).filter((path) => /\.(pfx|p12)$/.test(path));
});

export const hostingSetDomainIisByfile = siteCommand(
  z.strictObject({ domain: z.string().regex(/^[^\s/:]+$/), path: z.string().regex(/\.(pfx|p12)$/) }),
  (place, { domain, path }) => {
    refuseLinux(place);
    const { site, panel } = place;
    if (!site.domains.some(({ name }) => name === domain)) throw new ZonkvmRefusal("域名不存在");
    if (site.files[path] === undefined) throw new ZonkvmRefusal("证书文件不存在");
    site.certificate = { key: "", pem: path, at: panel.stamp() };
  },
);

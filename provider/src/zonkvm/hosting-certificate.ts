import { createPrivateKey, X509Certificate } from "node:crypto";
import { z } from "zod";
import {
  hostings,
  idIn,
  laneOf,
  listedBy,
  parentFaults,
  parentIn,
  shown,
  siteArguments,
  withoutGaps,
} from "./children";
import { childArguments, childKind } from "../core/child-kind";
import { documentedObject } from "../core/documented";
import { statuses } from "../core/observed";
import { sessionOf } from "./session";
import { say } from "./language/say";

/** What only a `HostingCertificate` takes. By itself, because editors show its doc comments. */
export const hostingCertificateOnly = {
  /** Secret. The certificate with its chain, in PEM (`csr` on the wire, despite the name). A change sets it anew (`hosting_set_ssl`). */
  certificate: z
    .string()
    .regex(/^\s*-----BEGIN CERTIFICATE-----/, { error: () => say("is not a certificate in PEM") }),
  /** Secret. Its private key, in PEM (`key`). A change sets it anew (`hosting_set_ssl`). */
  privateKey: z
    .string()
    .regex(/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/, { error: () => say("is not a private key in PEM") }),
  /** The panel's number of the kind of certificate (`type`), which the vendor does not explain. Default 1. A change sets it anew. */
  kindCode: z.int().min(0).optional(),
};

/** The arguments of a `HostingCertificate`. */
export const hostingCertificateArguments = z.strictObject({
  ...childArguments,
  ...siteArguments,
  ...hostingCertificateOnly,
});
export type HostingCertificateArguments = z.output<typeof hostingCertificateArguments>;

/** What is observed of a `HostingCertificate`. */
export const hostingCertificateObserved = documentedObject({
  /** The hosting, which has one at the most; what `get` takes: `7/certificate`. */
  serviceId: z.string(),
  /** `ready` as soon as the panel says that one is deployed. */
  status: z.enum(statuses),
  /** The web hosting, by its number. */
  hosting: z.string(),
  /** First day of its validity, as the panel has it: `2026-01-31`. */
  validFrom: z.string().optional(),
  /** Last day of its validity, as the panel has it. */
  validUntil: z.string().optional(),
  /** Who issued it. */
  issuer: z.string().optional(),
  /** The domains in it. */
  domains: z.array(z.string()).optional(),
});
export type HostingCertificateObserved = z.output<typeof hostingCertificateObserved>;

/** Whether a key is plainly another certificate's. What cannot be read here, the panel judges. */
function isKeyOfAnother(certificate: string, privateKey: string): boolean {
  try {
    return !new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey));
  } catch {
    return false;
  }
}

/** The certificate of a site. */
export const hostingCertificate = childKind<HostingCertificateArguments, HostingCertificateObserved>({
  vendor: "zonkvm",
  type: "HostingCertificate",
  title: () => say("certificate"),
  schemaVersion: 1,
  arguments: hostingCertificateArguments,
  observed: hostingCertificateObserved,
  secrets: ["certificate", "privateKey"],
  parent: { type: "WebHosting", argument: "hosting" },
  replacedBy: ["hosting"],
  goesFirst: () => say("a site has one certificate"),
  setWhenTakenOver: ["certificate", "privateKey", "kindCode"],

  inventory: listedBy(parentIn(hostings), async ({ hosting: api }, hosting) => {
    const { deployed, validFrom, validUntil, issuer, domains } = await api.getCertificate(hosting);
    if (deployed !== true) return [];
    const serviceId = idIn(hosting, "certificate");
    return [
      withoutGaps({
        ...{ serviceId, status: "ready" as const, hosting },
        ...{ validFrom, validUntil, issuer, domains },
      }),
    ];
  }),
  rules: ({ certificate, privateKey }) =>
    certificate !== undefined && privateKey !== undefined && isKeyOfAnother(certificate, privateKey)
      ? [{ property: "privateKey", reason: say("is not the key of the certificate") }]
      : [],
  createFaults: (account, { hosting }) => parentFaults(account, hostings, hosting),
  words: ({ hosting }) => say("certificate of web hosting {hosting}", { hosting: shown(hosting) }),
  nameOf: ({ hosting }) =>
    hosting === undefined ? undefined : say("certificate of web hosting {hosting}", { hosting }),
  hasNameOf: (observed, { hosting }) => observed.hosting === hosting,
  argumentsOf: ({ hosting }) => ({ hosting }),
  lane: (wanted) => laneOf(hostings, wanted),

  async create(account, { hosting, kindCode = 1, certificate, privateKey }) {
    const pem = { kindCode, certificate, privateKey };
    await sessionOf(account).client.hosting.setCertificate(hosting, pem);
    return undefined;
  },
  change({ observed: { hosting }, target: { kindCode = 1, certificate = "", privateKey = "" }, changed }) {
    return {
      step: {
        kind: "settings",
        words: say("set the certificate of web hosting {hosting}", { hosting }),
        applies: changed,
        calls: (_observed, { account }) => [
          {
            async send() {
              const pem = { kindCode, certificate, privateKey };
              await sessionOf(account).client.hosting.setCertificate(hosting, pem);
              return undefined;
            },
            isDone: () => true,
            // The panel does not show which one it has: only its yes tells, and to set one again does no harm.
            look: () => Promise.resolve("unseen"),
          },
        ],
      },
    };
  },
  remove: (account, { hosting }) => sessionOf(account).client.hosting.closeSsl(hosting),
});

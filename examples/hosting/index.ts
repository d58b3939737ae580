import * as pulumi from "@pulumi/pulumi";
import * as reseller from "pulumi-reseller";

const config = new pulumi.Config();

const site = new reseller.zonkvm.WebHosting(
  "site",
  {
    line: "浙江专线二区", // a name, or a GUID
    product: "防劫持IP空间-A型",
    program: "php",
    programVersion: "php81",
    databaseType: "mysql",
    encoding: "utf8",
    indexFiles: ["index.html", "index.php"],
    keepPaid: { whenDaysLeft: 14, months: 3 },
    maxMonthlyPrice: "100.00",
  },
  { protect: true },
);

const domain = new reseller.zonkvm.HostingDomain("www", {
  hosting: site.id,
  domain: config.require("domain"),
});

// `pulumi config set --secret privateKey < key.pem`
new reseller.zonkvm.HostingCertificate(
  "certificate",
  {
    hosting: site.id,
    certificate: config.requireSecret("certificate"),
    privateKey: config.requireSecret("privateKey"),
  },
  { dependsOn: domain },
);

new reseller.zonkvm.HostingFile("page", {
  hosting: site.id,
  path: pulumi.interpolate`${site.path}/index.html`,
  content: "<!doctype html><title>Hello</title><p>It works.",
  // The panel puts a page of its own there.
  allowOverwrite: true,
});

export const hosting = site.serviceId;
export const boundDomain = domain.domain;

import * as pulumi from "@pulumi/pulumi";
import * as reseller from "pulumi-reseller";

const config = new pulumi.Config();

const web = new reseller.BaremetalServer("web", {
  line: "Hangzhou BGP",
  product: "E5-2670 x2 / 64G",
  system: config.get("system") ?? "CentOS 7.9 x64",
  bandwidthMbps: config.getNumber("bandwidth") ?? 10,
  months: 1,
  maxMonthlyPrice: "2000.00",
});

export const address = web.ipAddress;

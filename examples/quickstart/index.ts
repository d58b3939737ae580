import * as pulumi from "@pulumi/pulumi";
import * as reseller from "pulumi-reseller";

const config = new pulumi.Config();
const renewUntil = config.get("renewUntil");

const web = new reseller.BaremetalServer("web", {
  line: "Hangzhou BGP",
  product: "E5-2670 x2 / 64G",
  system: config.get("system") ?? "CentOS 7.9 x64",
  bandwidthMbps: config.getNumber("bandwidth") ?? 10,
  defenseGbps: config.getNumber("defense") ?? 5,
  ...(renewUntil === undefined ? {} : { renewUntil }),
  maxMonthlyPrice: "2000.00",
  allowReinstall: config.getBoolean("allowReinstall") ?? false,
});

export const address = web.ipAddress;
export const status = web.status;
export const paidUntil = web.expiresAt;
export const monthlyPrice = web.monthlyPrice;

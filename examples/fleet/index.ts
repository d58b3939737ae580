import * as pulumi from "@pulumi/pulumi";
import * as reseller from "pulumi-reseller";

const count = new pulumi.Config().getNumber("count") ?? 3;

const servers = Array.from(
  { length: count },
  (_, index) =>
    new reseller.BaremetalServer(
      `node-${index}`,
      {
        line: "Hangzhou BGP",
        product: "E3-1230 / 16G",
        system: "Debian 12 x64",
        // Order all of them without waiting for each delivery; the next `up` or `refresh` fills in the addresses.
        skipAwait: true,
        keepPaid: { whenDaysLeft: 7, months: 1 },
        maxMonthlyPrice: "600.00",
        onDelete: "refundOrKeep",
        tags: { team: "search" },
      },
      { protect: true },
    ),
);

export const nodes = servers.map(({ serviceId, status, ipAddress, expiresAt }) => ({
  serviceId,
  status,
  ipAddress,
  expiresAt,
}));

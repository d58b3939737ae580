import * as reseller from "pulumi-reseller";

// Names or ids: `reseller.zkeys.getLines`, `getProducts` and `getSystems` list them.
const web = new reseller.BaremetalServer(
  "web",
  {
    line: "Hangzhou BGP",
    product: "E5-2670 x2 / 64G",
    system: "CentOS 7.9 x64",
    // Renewed for a month whenever fewer than seven days are left at a `pulumi up`.
    keepPaid: { whenDaysLeft: 7, months: 1 },
    maxMonthlyPrice: "950.00",
    maxRenewalPrice: "950.00",
  },
  { protect: true },
);

export const address = web.ipAddress;
export const paidUntil = web.expiresAt;

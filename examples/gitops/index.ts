import * as reseller from "pulumi-reseller";

const web = new reseller.BaremetalServer(
  "web",
  {
    line: "Hangzhou BGP",
    product: "E5-2670 x2 / 64G",
    system: "CentOS 7.9 x64",
    // The nightly job renews for a month when ten days are left.
    keepPaid: { whenDaysLeft: 10, months: 1 },
    maxMonthlyPrice: "950.00",
    maxRenewalPrice: "950.00",
  },
  { protect: true },
);

export const address = web.ipAddress;
export const paidUntil = web.expiresAt;

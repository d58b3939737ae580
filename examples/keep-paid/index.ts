import * as reseller from "pulumi-reseller";

// Every `up` within the last ten days of what is paid renews for a month. A job of the night that may do nothing else:
// `RESELLER_ALLOW_STEPS=renew pulumi up --yes --continue-on-error`; `reseller expiring --within 14d` says what it missed.
const keepPaid = { whenDaysLeft: 10, months: 1 };

const web = new reseller.BaremetalServer(
  "web",
  {
    line: "Hangzhou BGP",
    product: "E5-2670 x2 / 64G",
    system: "Debian 12 x64",
    keepPaid,
    // A renewal that has become dearer waits for a person.
    maxRenewalPrice: "900.00",
    // Taken out of the program it lives until what is paid is over.
    onDelete: "keep",
  },
  { protect: true },
);

// A project that ends: paid up to a day, and not longer.
const campaign = new reseller.BaremetalServer(
  "campaign",
  {
    line: "Hangzhou BGP",
    product: "E3-1230 / 16G",
    system: "Debian 12 x64",
    renewUntil: "2027-03-31",
    maxRenewalPrice: "600.00",
    onDelete: "keep",
  },
  { protect: true },
);

export const paidUntil = { web: web.expiresAt, campaign: campaign.expiresAt };

import * as pulumi from "@pulumi/pulumi";
import * as reseller from "pulumi-reseller";

// One stack over five panels: everything that a shop runs on, with what it costs in one preview.
const count = new pulumi.Config().getNumber("count") ?? 3;
const tags = { team: "shop" };
const keepPaid = { whenDaysLeft: 7, months: 1 };

// Bare metal, ordered all at once without waiting for each delivery; the next `up` or `refresh` fills in the addresses.
const nodes = Array.from(
  { length: count },
  (_, index) =>
    new reseller.BaremetalServer(
      `node-${index}`,
      {
        line: "Hangzhou BGP",
        product: "E3-1230 / 16G",
        system: "Debian 12 x64",
        skipAwait: true,
        keepPaid,
        maxMonthlyPrice: "600.00",
        onDelete: "refundOrKeep",
        tags,
      },
      { protect: true },
    ),
);

// A cloud server in front of them.
const gateway = new reseller.CloudServer(
  "gateway",
  {
    line: "德阳电信",
    system: "Debian 12 64位",
    cpu: 4,
    memoryGb: 8,
    bandwidthMbps: 20,
    diskSizesGb: [40],
    keepPaid,
    tags,
  },
  { protect: true },
);

// A leased physical server for the data. The panel echoes nothing of ours: its order leaves under a mark in state.
const database = new reseller.LeaseServer(
  "database",
  { line: "浙江专线二区", product: "基础型 24核16G(ESSD)", system: "Debian 12 64位", keepPaid, tags },
  { protect: true },
);

// A virtual machine on hosts of one's own, to build on.
const builder = new reseller.HyperVm(
  "builder",
  {
    user: "8080",
    node: "1",
    image: "centos7.6",
    name: "builder1",
    cpu: 2,
    memoryMb: 2_048,
    portMbps: 10,
    trafficGb: 500,
    tags,
  },
  { protect: true },
);

// A website by a plan, and a proxy to look at it from elsewhere.
const site = new reseller.BtHost("site", { plan: "默认", expiresOn: "2037-06-30", tags }, { protect: true });
const probe = new reseller.ProxyAccount("probe", {
  productType: "dynamicResidentialTraffic",
  trafficLimitGb: 1,
  tags,
});

export const addresses = {
  nodes: nodes.map(({ ipAddress }) => ipAddress),
  gateway: gateway.ipAddress,
  database: database.ipAddress,
  builder: builder.ipAddress,
};
export const paidUntil = {
  nodes: nodes.map(({ expiresAt }) => expiresAt),
  gateway: gateway.expiresAt,
  database: database.expiresAt,
};
export const domain = site.domain;
export const proxyUser = probe.username;

import * as pulumi from "@pulumi/pulumi";
import * as reseller from "pulumi-reseller";

// Ids of servers that exist already, with commas between: `pulumi config set adopt 1708330228791024`.
// `getServers` lists what the account has; the argument can go once the first `up` is through.
const ids = new pulumi.Config().get("adopt")?.split(",") ?? [];

export const found = reseller.zkeys
  .getServers()
  .then((servers) => servers.map(({ serviceId, name, ipAddress }) => ({ serviceId, name, ipAddress })));

const adopted = ids.map(
  (id) =>
    new reseller.BaremetalServer(`server-${id}`, {
      adopt: id,
      line: "Hangzhou BGP",
      product: "E5-2670 x2 / 64G",
      system: "CentOS 7.9 x64",
      keepPaid: { whenDaysLeft: 10, months: 1 },
    }),
);

// An adopted server is never refunded by accident: `onDelete` is "keep" unless you say otherwise.
export const addresses = adopted.map((server) => server.ipAddress);

import * as reseller from "pulumi-reseller";

const web = new reseller.CloudServer(
  "web",
  {
    line: "德阳电信", // a name, or a GUID
    system: "Debian 12 64位",
    cpu: 4,
    memoryGb: 8,
    bandwidthMbps: 20,
    diskSizesGb: [40, 80], // the system disk first
    renewUntil: "2027-01-31",
    powerState: "running",
  },
  { protect: true },
);

// By `web.id`: it stays known while the server is changed.
for (const [priority, port] of ["80", "443"].entries())
  new reseller.zonkvm.SecurityRule(`allow-${port}`, {
    server: web.id,
    name: `allow ${port}`,
    priority: 100 + priority,
    direction: "inbound",
    operation: "allow",
    protocol: "tcp",
    remoteIp: "0.0.0.0/0",
    localPort: port,
  });

const data = new reseller.zonkvm.CloudDatabase(
  "data",
  {
    line: "浙江专线二区",
    product: "云数据库1G-A型",
    encoding: "utf8mb4",
    // Only the server may come in.
    access: [web.ipAddress],
    keepPaid: { whenDaysLeft: 7, months: 1 },
  },
  { protect: true },
);

export const address = web.ipAddress;
export const database = data.serviceId;

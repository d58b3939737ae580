import * as reseller from "pulumi-reseller";

const web = new reseller.HyperVm(
  "web",
  {
    user: "8080", // a name, or an id
    node: "1",
    image: "centos7.6",
    name: "web1",
    cpu: 2,
    memoryMb: 2_048,
    dataDiskGb: 20,
    portMbps: 10,
    trafficGb: 500,
    quotas: { snapshots: 2 },
    powerState: "running",
    // Consent to restart it where a change of its hardware needs that.
    allowPowerCycle: true,
  },
  { protect: true },
);

// What it was like when it was new. `revertTriggers` and `allowRevert` bring it back to that.
// By `web.id`: it stays known while the VM is changed, so that a preview does not announce a replacement.
const fresh = new reseller.rstack.Snapshot("fresh", { vm: web.id });

export const address = web.ipAddress;
export const power = web.powerState;
export const snapshot = fresh.serviceId;

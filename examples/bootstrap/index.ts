import { remote } from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import * as reseller from "pulumi-reseller";

const web = new reseller.BaremetalServer("web", {
  line: "Hangzhou BGP",
  product: "E5-2670 x2 / 64G",
  system: "Debian 12 x64",
});

// `connection` is a secret and fits as it is. It is there once the server is delivered.
const connection = web.connection.apply((known) => {
  if (known === undefined) throw new pulumi.RunError("the server has no address yet");
  // It may still be starting then: three minutes of tries, where ten tries would end after a quarter of one.
  return { ...known, dialErrorLimit: 40 };
});

const setUp = new remote.Command("set-up", {
  connection,
  create: "apt-get update && apt-get install -y nginx",
  // A reinstalled server is set up again.
  triggers: [web.systemId],
});

export const address = web.ipAddress;
export const log = setUp.stdout;

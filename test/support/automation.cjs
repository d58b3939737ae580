"use strict";
// An inline program of the Automation API, which skips previews: two servers in a component, one of which reads the other.
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const pulumi = require("@pulumi/pulumi");
const reseller = require("pulumi-reseller");

const args = { line: "Hangzhou BGP", product: "E5-2670 x2 / 64G", system: "CentOS 7.9 x64" };

class Shop extends pulumi.ComponentResource {
  constructor(name) {
    super("test:index:Shop", name);
    const web = new reseller.BaremetalServer("web", args, { parent: this });
    new reseller.BaremetalServer(
      "database",
      { ...args, tags: { beside: web.ipAddress } },
      { parent: this, dependsOn: [web] },
    );
    this.address = web.ipAddress;
    this.registerOutputs();
  }
}

async function main() {
  const program = async () => ({ address: new Shop("shop").address });
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: "dev", projectName: "automation", program },
    { workDir: process.cwd() },
  );
  const { outputs } = await stack.up();
  const again = await stack.up();
  await stack.destroy();
  console.log(JSON.stringify({ address: outputs.address.value, unchanged: again.summary.resourceChanges }));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { startZkeysSandbox } from "../../provider/src/sandbox";
import { startSshMachine, whyNoSshMachine } from "../support/ssh-machine";
import { Stack } from "../support/stack";

const example = join(__dirname, "..", "..", "examples", "bootstrap");
const reason = whyNoSshMachine();

describe("bootstrap", () => {
  test("hands the connection to a remote command, by Pulumi's mocks: without an engine, a plugin or a machine", async () => {
    const registered = new Map<string, unknown>();
    await pulumi.runtime.setMocks({
      newResource: ({ type, inputs, name }) => {
        const given = z.record(z.string(), z.unknown()).parse(inputs);
        registered.set(type, given);
        const connection = { host: "192.0.2.7", port: 22, user: "root", password: "not shown" };
        return {
          id: `${name}-id`,
          state: { ...given, connection, systemId: "1", ipAddress: "192.0.2.7", stdout: "done" },
        };
      },
      call: () => ({}),
    });
    const { log } = await import("../../examples/bootstrap/index.js");
    expect(await new Promise((resolve) => log.apply(resolve))).toBe("done");
    const command = registered.get("command:remote:Command");
    expect(JSON.stringify(command)).toContain('"host":"192.0.2.7"');
  });

  test.skipIf(reason !== undefined)(
    `sets the delivered server up over SSH, once: ${reason ?? "by the real engine, plugin and sshd"}`,
    async () => {
      const password = "Boot-strap-7-machine";
      const machine = await startSshMachine(password, ["apt-get"]);
      const sandbox = await startZkeysSandbox({ openingSeconds: 0.1, busySeconds: 0.05 });
      const stack = new Stack(sandbox, {}, { example });
      onTestFinished(async () => {
        stack.remove();
        await sandbox.close();
        await machine.close();
      });
      givePassword(stack.folder, password);
      sandbox.panel.editSystem("Debian 12 x64", { port: String(machine.port) });

      const ordered = sandbox.hold("create");
      const first = stack.up();
      await ordered.arrived;
      const guid = sandbox.ledger().services[0]?.guid ?? "";
      const addresses = sandbox.panel.service(guid)?.ip ?? [];
      sandbox.panel.editService(guid, { ip: addresses.map((one) => ({ ...one, ip: "127.0.0.1" })) });
      ordered.release();
      const { code, text } = await first;
      expect(code, text).toBe(0);
      expect(machine.ran()).toEqual(["apt-get update", "apt-get install -y nginx"]);
      expect(text).not.toContain(password);

      const again = await stack.up("--expect-no-changes");
      expect(again.code, again.text).toBe(0);
      expect(machine.ran()).toHaveLength(2);
      expect(sandbox.ledger().orders.map(({ kind }) => kind)).toEqual(["create"]);

      sandbox.panel.editSystem("Ubuntu 22.04 x64", { port: String(machine.port) });
      const program = join(stack.folder, "index.ts");
      const wanted = 'system: "Ubuntu 22.04 x64", allowReinstall: true';
      writeFileSync(program, readFileSync(program, "utf8").replace('system: "Debian 12 x64"', wanted));
      const reinstalled = await stack.up();
      expect(reinstalled.code, reinstalled.text).toBe(0);
      expect(machine.ran()).toHaveLength(4);
    },
  );
});

/** The machine is there before it is ordered: the order asks for the password that the machine has. */
function givePassword(folder: string, password: string): void {
  const words = `import * as pulumi from "@pulumi/pulumi";
pulumi.runtime.registerResourceTransform(({ name, props, opts }) =>
  name === "web" ? { props: { ...props, password: pulumi.secret(${JSON.stringify(password)}) }, opts } : undefined,
);
export * from "./index";
`;
  writeFileSync(join(folder, "on-loopback.ts"), words);
  const file = join(folder, "package.json");
  writeFileSync(file, readFileSync(file, "utf8").replace('"index.ts"', '"on-loopback.ts"'));
}

import { expect, test, vi } from "vitest";
import { openSite } from "../../provider/src/sandbox/zonkvm/caller";
import { zonkvmPanel } from "../support/panels";
import { Scene } from "../support/scene";
import { cloud } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000 });

const keyText = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
const pem = (kind: string, text: string): string =>
  `-----BEGIN ${kind}-----\n${text}\n-----END ${kind}-----\n`;

test("what belongs to a cloud server and to a hosting is made, unchanged, changed and deleted", async () => {
  const scene = await Scene.on(zonkvmPanel);
  const { sandbox, stack } = scene;
  const { guid: hosting } = await openSite(sandbox);
  sandbox.panel.open(`hosting_${hosting}`);
  const site = () => {
    const service = sandbox.panel.service(`hosting_${hosting}`);
    if (service?.kind !== "hosting") throw new Error("the hosting is gone");
    return service.site;
  };
  const [root = ""] = Object.keys(site().files);
  const rule = {
    ...{ server: { $output: "web.id" }, priority: 100, direction: "inbound", operation: "allow" },
    ...{ protocol: "tcp", remoteIp: "0.0.0.0/0" },
  };
  const declare = (content: string, ssh: string): void => {
    stack.declare({
      web: { type: "CloudServer", args: cloud },
      https: { type: "SecurityRule", args: { ...rule, name: "https", localPort: "443" } },
      ssh: { type: "SecurityRule", args: { ...rule, name: "ssh", localPort: "22", remoteIp: ssh } },
      www: { type: "HostingDomain", args: { hosting, domain: "www.example.com" } },
      tls: {
        type: "HostingCertificate",
        args: {
          hosting,
          certificate: pem("CERTIFICATE", "MIIFazCCA1OgAwIBAgIRAIIQz7DSQONZ"),
          privateKey: pem("PRIVATE KEY", keyText),
        },
      },
      home: { type: "HostingFile", args: { hosting, path: `${root}/home.html`, content } },
    });
  };
  declare("first", "10.0.0.0/8");
  expect(await scene.preview()).toContain("create security rule https of cloud server (not known yet)");
  await scene.up();
  expect(
    sandbox
      .ledger()
      .policies.map(({ name }) => name)
      .sort(),
  ).toEqual(["https", "ssh"]);
  expect(site().domains).toHaveLength(2);
  expect(site().certificate).not.toBeNull();
  await scene.unchanged();
  expect((await stack.refresh("--expect-no-changes")).code).toBe(0);
  expect(await stack.exported()).not.toContain(keyText);

  declare("second", "10.1.0.0/16");
  expect([...(await scene.up()).writes].sort()).toEqual([
    "hosting_operate",
    "server_add_hardpolicy",
    "server_del_hardpolicy",
  ]);
  await scene.unchanged();
  expect(await stack.destroy()).toMatchObject({ code: 0 });
  expect(sandbox.ledger().policies).toEqual([]);
  expect(site().domains).toHaveLength(1);
  expect(site().certificate).toBeNull();
  expect(site().files[`${root}/home.html`]).toBeUndefined();
});

import { expect, onTestFinished, test, vi } from "vitest";
import { buy, openSite } from "../../provider/src/sandbox/zonkvm/caller";
import { commandLine } from "../support/command-line";
import { faultsOfTypes, programIn } from "../support/generated-program";
import { InProcessStack } from "../support/in-process/stack";
import {
  bthostPanel,
  environmentOf,
  Panels,
  proxy911Panel,
  rstackPanel,
  zkeysPanel,
  zonkvmPanel,
  type PanelKind,
  type Sandbox,
} from "../support/panels";
import { vendorLoaders } from "../../provider/src/vendors";
import { host, settled } from "../support/bthost";
import { vm } from "../support/rstack";
import { Scene, type InProcessScene } from "../support/scene";
import { server, type Declaration } from "../support/stack";
import { cloud, database, hosting, idc, lease, packaged } from "../support/zonkvm";

vi.setConfig({ testTimeout: 120_000 });

type Declared = Readonly<Record<string, Declaration>>;

const texts: string[] = [];
const takenOver = new Set<string>();

/** Writes the program that takes over what is on a panel. */
async function written<Panel extends Sandbox, Options>(
  kind: PanelKind<Panel, Options>,
  { sandbox }: Pick<InProcessScene<Panel>, "sandbox">,
  args: readonly string[] = [],
) {
  const before = sandbox.writes();
  const { code, out, error } = await commandLine(["adopt", ...args], environmentOf(kind, sandbox));
  expect(code, error).toBe(0);
  expect(sandbox.writes()).toBe(before);
  for (const secret of ["a-password-of-mine", "a-vnc-password", "PRIVATE KEY"])
    expect(out + error).not.toContain(secret);
  texts.push(out);
  return { text: out, error };
}

/**
 * A panel with what a stack has made on it; and the program that `adopt` writes for that, run by another stack: it takes everything over,
 * sends nothing that changes anything, and the next preview shows no change.
 */
async function roundTrip<Panel extends Sandbox, Options>(
  kind: PanelKind<Panel, Options>,
  makeOn: (panel: Panel) => Declared | Promise<Declared>,
  valueOf: (key: string) => string = () => "",
) {
  const scene = await Scene.inProcess(kind);
  scene.stack.declare(await makeOn(scene.sandbox));
  await scene.up();
  const { text, error } = await written(kind, scene);
  const other = new InProcessStack(undefined, {}, { environment: environmentOf(kind, scene.sandbox) });
  onTestFinished(() => {
    other.remove();
  });
  for (const [, key = ""] of error.matchAll(
    /^set it first: pulumi config set (?:--secret )?(\S+) <value>$/gm,
  ))
    await other.config(`test:${key}`, valueOf(key));
  other.write(programIn(text));
  const before = scene.sandbox.writes();
  const up = await other.up();
  expect(up.code, `${text}\n${up.text}`).toBe(0);
  const preview = await other.preview("--expect-no-changes");
  expect(preview.code, `${text}\n${preview.text}`).toBe(0);
  expect(scene.sandbox.writes(), text).toBe(before);
  const adopted = (await other.resources())
    .map(({ type }) => type.split(":").at(-1) ?? "")
    .filter((type) => !type.endsWith("Mark"))
    .toSorted();
  for (const type of adopted) takenOver.add(type);
  return { scene, other, text, error, adopted };
}

test("servers are taken over as they are, with what was added to them", async () => {
  const { scene, text, adopted } = await roundTrip(zkeysPanel, () => ({
    web: { args: { ...server, bandwidthMbps: 10, remark: "first" } },
    db: { args: server },
  }));
  expect(adopted, text).toEqual(["BaremetalServer", "BaremetalServer"]);
  expect(text).toContain(`line: ${JSON.stringify(server.line)}`);
  expect(text).toContain("bandwidthMbps: 10");
  expect(scene.paid()).toHaveLength(3);
});

test("virtual machines and what belongs to them are taken over; a user whose password would be set anew is not", async () => {
  const { text, adopted, error } = await roundTrip(rstackPanel, () => ({
    web: {
      type: "HyperVm",
      args: { ...vm, remark: "first", quotas: { portMappings: 2, natWebsites: 1, snapshots: 1 } },
    },
  }));
  expect(adopted, text).toEqual(["HyperVm"]);
  expect(text).toMatch(/^\/\/ Not declared: HyperUser .*: to take it over would change password/m);
  expect(error).toContain("1 declared");
});

test("mappings, websites and snapshots are taken over by their names", async () => {
  const { adopted, text } = await roundTrip(rstackPanel, ({ panel }) => {
    const id = panel.addVm({
      ...{ vmname: "shared", nodeid: "5", portmap: 2, binding_domain: 1, backup_snapshot: 2 },
    });
    return {
      ssh: { type: "PortMapping", args: { vm: id, privatePort: 22 } },
      site: { type: "NatWebsite", args: { vm: id, domain: "a.example.com", privatePort: 80 } },
      before: { type: "Snapshot", args: { vm: id, triggers: ["first"] } },
    };
  });
  expect(adopted, text).toEqual(["HyperVm", "NatWebsite", "PortMapping", "Snapshot"]);
});

test("proxy accounts are taken over, and orders with what nothing tells of them in the config", async () => {
  const productType = "dynamicResidentialTraffic";
  const { text, error, adopted } = await roundTrip(
    proxy911Panel,
    () => ({
      one: {
        type: "ProxyAccount",
        args: { productType, username: "crawl1", remark: "first", trafficLimitGb: 5 },
      },
      traffic: {
        type: "ProxyOrder",
        args: { packageId: 101, paymentMethodId: 1, maxPrice: "20.00", acceptUnknownPrice: true },
      },
    }),
    (key) => (key.endsWith("PackageId") ? "101" : "1"),
  );
  expect(adopted, text).toEqual(["ProxyAccount", "ProxyOrder"]);
  expect(text + error).not.toContain("password:");
});

test("machines of a finance system are taken over", async () => {
  const { adopted, text } = await roundTrip(
    zonkvmPanel,
    () => ({
      cloud: { type: "CloudServer", args: { ...cloud, vncPassword: "a-vnc-password" } },
      packaged: { type: "CloudServer", args: packaged },
      lease: { type: "LeaseServer", args: { ...lease, bandwidthMbps: 30 } },
      idc: { type: "IdcServer", args: { ...idc, onDelete: "keep" } },
    }),
    () => lease.system,
  );
  expect(adopted, text).toEqual(["CloudServer", "CloudServer", "IdcServer", "LeaseServer"]);
});

test("web hostings, databases and their backups are taken over, free ones with their hosting", async () => {
  const { adopted, text } = await roundTrip(zonkvmPanel, () => ({
    hosting: {
      type: "WebHosting",
      args: { ...hosting, displayName: "shop", indexFiles: ["index.php"], ftpPassword: "a-password-of-mine" },
    },
    bought: { type: "CloudDatabase", args: { ...database, access: ["203.0.113.7"] } },
    free: { type: "CloudDatabase", args: { hosting: { $output: "hosting.id" } } },
    backup: { type: "DatabaseBackup", args: { database: { $output: "bought.id" }, triggers: ["first"] } },
  }));
  expect(adopted, text).toEqual([
    "CloudDatabase",
    "CloudDatabase",
    "DatabaseBackup",
    "HostingDomain",
    "WebHosting",
  ]);
});

const pem = (kind: string): string =>
  `-----BEGIN ${kind}-----\nMIIFazCCA1OgAwIBAgIRAIIQ\n-----END ${kind}-----\n`;

test("what belongs to a cloud server and to a hosting is taken over by its name, as far as that changes nothing", async () => {
  const { adopted, text } = await roundTrip(zonkvmPanel, async (sandbox) => {
    const id = await buy(sandbox, "server");
    const { guid } = await openSite(sandbox);
    sandbox.panel.open(`server_${id}`);
    sandbox.panel.open(`hosting_${guid}`);
    return {
      https: {
        type: "SecurityRule",
        args: {
          ...{ server: id, name: "https", priority: 100, direction: "inbound", operation: "allow" },
          ...{ protocol: "tcp", remoteIp: "0.0.0.0/0", localPort: "443" },
        },
      },
      www: { type: "HostingDomain", args: { hosting: guid, domain: "www.example.com" } },
      api: {
        type: "HostingProxy",
        args: { hosting: guid, name: "api", targetUrl: "https://api.example.com" },
      },
      old: {
        type: "HostingRedirect",
        args: { hosting: guid, domains: ["old.example.com"], targetUrl: "https://example.com" },
      },
      tls: {
        type: "HostingCertificate",
        args: { hosting: guid, certificate: pem("CERTIFICATE"), privateKey: pem("PRIVATE KEY") },
      },
      backup: { type: "HostingBackup", args: { hosting: guid, triggers: ["first"] } },
    };
  });
  expect(adopted, text).toEqual(
    expect.arrayContaining(["SecurityRule", "HostingDomain", "HostingProxy", "HostingRedirect"]),
  );
  expect(text).toMatch(/^\/\/ Not declared: HostingCertificate /m);
  expect(text).toMatch(/^\/\/ Not declared: HostingBackup /m);
});

test("web hosts, domains and categories are taken over", async () => {
  const { adopted, text } = await roundTrip(bthostPanel, () => ({
    shops: { type: "BtCategory", args: { name: "shops" } },
    settled: { type: "BtHost", args: { ...settled, username: "shop1", category: "vip", remark: "first" } },
    planned: { type: "BtHost", args: { ...host, renewUntil: "2037-02-01" } },
    www: { type: "BtDomain", args: { host: { $output: "planned.id" }, domain: "www.example.com" } },
  }));
  expect(adopted, text).toEqual(expect.arrayContaining(["BtHost", "BtHost", "BtDomain", "BtCategory"]));
});

test("names that are alike are told apart, and one service can be asked for", async () => {
  const scene = await Scene.inProcess(zkeysPanel);
  const { sandbox } = scene;
  const ids = [sandbox.panel.addService(), sandbox.panel.addService()];
  const { text } = await written(zkeysPanel, scene);
  for (const id of ids) expect(text).toContain(`adopt: "${id}"`);
  const names = [...text.matchAll(/^export const (\S+) = new reseller\.BaremetalServer\("(\S+)"/gm)];
  expect(new Set(names.map(([, variable]) => variable)).size).toBe(2);
  expect(new Set(names.map(([, , resource]) => resource)).size).toBe(2);
  const { text: one } = await written(zkeysPanel, scene, ["--id", ids[0] ?? ""]);
  expect(one).not.toContain(ids[1]);
});

test("what is in one of several accounts names it, and is taken over there", async () => {
  const panels = await Panels.start(zkeysPanel, ["first", "second"], zkeysPanel.quick);
  onTestFinished(() => panels.close());
  const second = panels.of("second");
  const id = second.panel.addService();
  const { out } = await commandLine(["adopt", "--vendor", "zkeys"], panels.environment);
  expect(out).toContain(`adopt: "${id}",\n  account: "second",`);
  const stack = new InProcessStack(undefined, {}, { environment: panels.environment });
  onTestFinished(() => {
    stack.remove();
  });
  stack.write(programIn(out));
  const up = await stack.up();
  expect(up.code, up.text).toBe(0);
  expect((await stack.preview("--expect-no-changes")).code).toBe(0);
  expect([second.writes(), panels.of("first").writes()]).toEqual([0, 0]);
});

test("all kinds are taken over, but for those of which nothing can be taken over without a change", async () => {
  const vendors = await Promise.all(Object.values(vendorLoaders).map((load) => load()));
  const types = vendors.flatMap(({ kinds }) => kinds.map(({ type }) => type));
  // Users get a new password; a certificate cannot be read back; backups of a site and files are in no list by a name.
  const others = ["HyperUser", "BtUser", "HostingCertificate", "HostingBackup", "HostingFile"];
  expect(types.filter((type) => !takenOver.has(type)).toSorted()).toEqual(others.toSorted());
});

test("what it writes is what the compiler takes", () => {
  expect(texts.length).toBeGreaterThan(5);
  expect(faultsOfTypes(texts)).toEqual([]);
});

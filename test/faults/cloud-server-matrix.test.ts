import { vi } from "vitest";
import type { ZonkvmSandbox, ZonkvmSandboxOptions } from "../../provider/src/sandbox";
import { describeMatrix, type StruckOperation } from "../support/matrix";
import { zonkvmPanel } from "../support/panels";
import { cloud } from "../support/zonkvm";

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

/* Every operation that changes a cloud server, struck by every fault. */

const ordersOf = (kind: string) => (sandbox: ZonkvmSandbox) =>
  sandbox.ledger().orders.filter((order) => order.kind === kind).length;
const serverOf = (sandbox: ZonkvmSandbox) => sandbox.ledger().services[0];
const hasPassword = (password: string) => (sandbox: ZonkvmSandbox) =>
  sandbox.panel.passwordIs("server_1001", password) ? 1 : 0;
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const operations: Readonly<Record<string, StruckOperation<ZonkvmSandbox>>> = {
  create: {
    type: "CloudServer",
    action: "create_order",
    called: "create_order create_server",
    words: "buy 4 CPU, 8 GB memory, 20 Mbps, 5 Gbps defense, 40 + 80 GB disk for 1 month",
    wanted: cloud,
    isQuarantined: true,
    isOrder: true,
    effects: ordersOf("create"),
  },
  upgrade: {
    type: "CloudServer",
    action: "server_upgrade",
    words: "upgrade 4 → 8 CPU, disk 2: 80 → 100 GB",
    before: cloud,
    wanted: { ...cloud, cpu: 8, diskSizesGb: [40, 100] },
    isQuarantined: true,
    effects: ordersOf("upgrade"),
  },
  renew: {
    type: "CloudServer",
    action: "server_renew",
    words: "renew 1 month, paid until ",
    before: cloud,
    wanted: { ...cloud, renewUntil: inDays(45) },
    isQuarantined: true,
    effects: ordersOf("renew"),
  },
  reinstall: {
    type: "CloudServer",
    action: "server_install",
    words: "REINSTALL Ubuntu 22.04 64位: erases the system disk",
    before: cloud,
    wanted: { ...cloud, system: "Ubuntu 22.04 64位", allowReinstall: "Ubuntu 22.04 64位" },
    effects: (sandbox) => serverOf(sandbox)?.reinstalls ?? 0,
  },
  password: {
    type: "CloudServer",
    action: "server_setpsw",
    words: "set a new password",
    before: { ...cloud, password: "First-Password-11" },
    wanted: { ...cloud, password: "Second-Password-22" },
    // A cloud server has no number for it.
    isUnseen: true,
    effects: hasPassword("Second-Password-22"),
  },
  stop: {
    type: "CloudServer",
    action: "server_stop",
    words: "stop the machine",
    before: { ...cloud, powerState: "running" },
    wanted: { ...cloud, powerState: "stopped" },
    effects: (sandbox) => (serverOf(sandbox)?.runStatus === -1 ? 1 : 0),
  },
  restart: {
    type: "CloudServer",
    action: "server_restart",
    words: "restart the machine",
    before: cloud,
    wanted: { ...cloud, rebootTriggers: [1] },
    effects: (sandbox) => serverOf(sandbox)?.restarts ?? 0,
  },
  refund: {
    type: "CloudServer",
    action: "server_refund",
    words: /REFUND \d+/,
    before: cloud,
    effects: ordersOf("refund"),
  },
};

describeMatrix<ZonkvmSandbox, ZonkvmSandboxOptions>({
  kind: zonkvmPanel,
  // Long enough to be seen on a busy machine.
  options: { openingSeconds: 0.2, busySeconds: 1.5 },
  operations,
  refusal: 'The panel said: "系统繁忙，请稍后再试" (the panel has a fault or is busy)',
  urlOf: ({ url }) => `${url}/api/same/index`,
  made: ordersOf("create"),
});

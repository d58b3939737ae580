import { expect, test } from "vitest";
import { zkeysPanel } from "../support/panels";
import { Scene } from "../support/scene";
import { server } from "../support/stack";

const dayMs = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
/** A time as the panel writes it, some days later. */
const later = (time: string, days: number): string =>
  new Date(Date.parse(`${time.replace(" ", "T")}Z`) + days * dayMs)
    .toISOString()
    .slice(0, 19)
    .replace("T", " ");

test("what a panel carries out long after it lost the reply is found by the next run, within the quarantine and without a refresh", async () => {
  const scene = await Scene.inProcess(zkeysPanel);
  const { sandbox, stack } = scene;
  scene.declare({ grow: server, stay: server });
  await scene.up();
  const [grow, stay] = [await scene.idOf("grow"), await scene.idOf("stay")];

  scene.declare({
    grow: { ...server, bandwidthMbps: 10 },
    stay: { ...server, renewUntil: inDays(45) },
    order: { ...server, password: "Late-Password-33" },
  });
  for (const action of ["create", "upgrade", "renew"]) sandbox.fault({ action, kind: "lostBefore" });
  const lost = await scene.watch(() => stack.up("--continue-on-error"));
  expect(lost.code).not.toBe(0);
  expect(lost.writes.toSorted()).toEqual(["create", "renew", "upgrade"]);
  const { id = "" } = await stack.resource("order");
  expect(id).toMatch(/^order:rs-\w{12}$/);
  const held = await scene.preview();
  expect(held).toMatch(/upgrade 5 → 10 Mbps: the outcome of the upgrade that was sent at .* is unknown/);
  expect(held).toMatch(
    /renew 1 month, paid until \S+: the outcome of the renew that was sent at .* is unknown/,
  );
  expect(held).toContain(
    `order of unknown outcome: look for ${id.replace("order:", "")}; it is not ordered again for `,
  );

  const bought = sandbox.panel.addService({
    buyRemarks: id.replace("order:", ""),
    password: "Late-Password-33",
  });
  sandbox.panel.upgradeService(grow, { bandwidth: 5 });
  sandbox.panel.editService(stay, { end_time: later(sandbox.panel.service(stay)?.end_time ?? "", 31) });
  expect(await scene.up()).toMatchObject({ writes: [] });
  expect(await stack.resource("order")).toMatchObject({ outputs: { serviceId: bought, status: "ready" } });
  expect(await stack.resource("grow")).toMatchObject({ outputs: { serviceId: grow, bandwidthMbps: 10 } });
  for (const { outputs } of await stack.resources()) expect(outputs).not.toHaveProperty("pendingChange");
  await scene.unchanged();
}, 400_000);

import { command, found, query, type BthostOperation } from "./operation";
import type { BthostPanel } from "./panel";
import { BthostRefusal, noRecord, requestError } from "./refusal";
import type { Values } from "./sent";
import { addressShown, ipPoolShown, planShown, poolDomainShown, poolShown } from "./shown";

/** @throws BthostRefusal without a number of this name */
function idOf(body: Values, name = "id"): number {
  const id = body.integer(name);
  if (id === 0) throw requestError;
  return id;
}

const kept = <Row extends { deletetime: number | null }>(rows: readonly Row[]): Row[] =>
  rows.filter((row) => row.deletetime === null);

export const index = query(() => ({ msg: "请求成功" }));

export const plansList = query((panel) =>
  found(kept(panel.state.plans).map((plan) => planShown(panel, plan))),
);
export const plansInfo = query((panel, { body }) => {
  const id = idOf(body);
  const plan = kept(panel.state.plans).find((one) => one.id === id);
  if (plan === undefined) throw noRecord;
  return found(planShown(panel, plan));
});

export const ippoolsList = query((panel) =>
  found(kept(panel.state.ipPools).map((pool) => ipPoolShown(panel, pool))),
);
export const ipaddressList = query((panel, { body }) => {
  const pool = idOf(body, "ippools_id");
  return found(
    kept(panel.state.ipAddresses)
      .filter((one) => one.ippools_id === pool)
      .map(addressShown),
  );
});
export const ipaddressInfo = query((panel, { body }) => {
  const id = idOf(body);
  const address = kept(panel.state.ipAddresses).find((one) => one.id === id);
  return found(address === undefined ? null : addressShown(address));
});

export const domainpoolsList = query((panel) => found(kept(panel.state.domainPools).map(poolShown)));
export const domainList = query((panel, { body }) => {
  const pool = idOf(body, "domainpools_id");
  return found(
    kept(panel.state.domains)
      .filter((one) => one.domainpools_id === pool)
      .map(poolDomainShown),
  );
});
export const domainInfo = query((panel, { body }) => {
  const id = idOf(body);
  const domain = kept(panel.state.domains).find((one) => one.id === id);
  return found(domain === undefined ? null : poolDomainShown(domain));
});

/** Read from the panel once, and again only when an operation changes it. */
export const sortList = query((panel) => {
  const { state } = panel;
  if (state.categoriesSeen === null) {
    if (state.sites.isDown) throw new BthostRefusal("请求失败");
    state.categoriesSeen = structuredClone(state.sites.categories);
  }
  return found(state.categoriesSeen);
}, "1.0.5");

/** @param change answers the panel's refusal */
const sortCommand = (
  msg: string,
  change: (panel: BthostPanel, body: Values) => string | undefined,
): BthostOperation =>
  command((panel, { body }) => {
    const refused = change(panel, body);
    if (refused !== undefined) throw new BthostRefusal(refused);
    panel.state.categoriesSeen = structuredClone(panel.state.sites.categories);
    return { msg };
  }, "1.0.5");

function nameOf(body: Values): string {
  const name = body.text("name") ?? "";
  if (name === "" || name === "0") throw requestError;
  return name;
}

export const sortCreate = sortCommand("创建成功", (panel, body) => panel.sites.addCategory(nameOf(body)));
export const sortEdit = sortCommand("修改成功", (panel, body) =>
  panel.sites.renameCategory(idOf(body), nameOf(body)),
);
export const sortDelete = sortCommand("删除成功", (panel, body) => panel.sites.deleteCategory(idOf(body)));

export const phpList = query(({ state }) =>
  found(
    state.sites.isDown
      ? []
      : [
          { id: "00", name: "纯静态" },
          ...state.phpVersions.map((version) => ({ id: version, name: version })),
        ],
  ),
);
export const deploymentList = query(({ state }) => found(state.sites.isDown ? [] : state.programs));

/** What the panel says of its machine, as it says it. */
export const serverStatus = query(() =>
  found({
    network: { lo: { up: 0, down: 0, upTotal: 1024, downTotal: 1024 } },
    cpu: [1.5, 2, [1.5, 1.5]],
    mem: { memTotal: 3789, memFree: 1200, memBuffers: 60, memCached: 900, memRealUsed: 1629 },
    load: { one: 0.1, five: 0.2, fifteen: 0.15, max: 4, limit: 4, safe: 3 },
  }),
);

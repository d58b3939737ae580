import { z } from "zod";
import { reading, writing } from "./operation";
import type { Proxy911Panel } from "./panel";
import { accountType, commaList, password, remark, username } from "./params";
import { Proxy911Refusal } from "./refusal";
import type { Account } from "./state";
import { stampOf } from "./time";

const names = z.strictObject({ accounts: commaList(username) });

const pair = z
  .string()
  .transform((text) => text.split(":"))
  .pipe(z.tuple([username, password]));

/** Complete, in the order in which they were added. */
export const list = reading(z.strictObject({}), (panel) => ({
  list: panel.state.accounts.map((account) => ({
    id: account.id,
    username: account.username,
    password: account.password,
    created_at: account.created_at,
    remark: account.remark,
    product_type: account.product_type,
    usage_flow: panel.shownUsage(account),
    limit_flow: account.limit_flow,
    status: isShownEnabled(panel, account) ? 1 : 0,
  })),
}));

function isShownEnabled(panel: Proxy911Panel, account: Account): boolean {
  if (account.enabled) return true;
  return panel.manners.disableFlag === "late" && account.offAtMs !== null && account.offAtMs > panel.now();
}

/** Why an account cannot be added, if so. */
function complaintAbout(panel: Proxy911Panel, name: string, type: number): string | undefined {
  if (panel.account(name) !== undefined) return `账号已存在：${name}`;
  const count = panel.state.accounts.filter((account) => account.product_type === type).length;
  return count >= panel.state.accountQuota ? `账号数量已达上限：${panel.state.accountQuota}` : undefined;
}

export const add = writing(
  z.strictObject({
    accounts: commaList(pair),
    remark: remark.optional(),
    product_type: accountType,
  }),
  (panel, params) => {
    const added: Account[] = [];
    let complaint: string | undefined;
    for (const [name, secret] of params.accounts) {
      const account: Account = {
        id: panel.nextNumber(),
        username: name,
        password: secret,
        created_at: stampOf(panel.now()),
        remark: params.remark ?? "",
        product_type: params.product_type,
        limit_flow: 0,
        enabled: true,
        offAtMs: null,
        goneAtMs: null,
        oldPassword: null,
      };
      const fault = complaintAbout(panel, name, params.product_type);
      complaint ??= fault;
      if (fault !== undefined) continue;
      panel.state.accounts.push(account);
      added.push(account);
    }
    if (complaint === undefined) return null;
    if (panel.manners.batchRefusal === "whole") {
      panel.state.accounts = panel.state.accounts.filter((account) => !added.includes(account));
    }
    throw new Proxy911Refusal(complaint);
  },
);

/** Changes several accounts: all of them, or (as the manners say) those that can be changed before the refusal. */
function changeAll(panel: Proxy911Panel, usernames: string[], change: (account: Account) => void): null {
  const faults: Proxy911Refusal[] = [];
  const accounts: Account[] = [];
  for (const name of new Set(usernames)) {
    try {
      accounts.push(panel.own(name));
    } catch (error) {
      if (!(error instanceof Proxy911Refusal)) throw error;
      faults.push(error);
    }
  }
  const [fault] = faults;
  if (fault === undefined || panel.manners.batchRefusal === "partial") accounts.forEach(change);
  if (fault !== undefined) throw fault;
  return null;
}

export const remove = writing(names, (panel, params) =>
  changeAll(panel, params.accounts, (account) => {
    account.goneAtMs = panel.now() + panel.manners.deleteSeconds * 1_000;
  }),
);

export const disable = writing(names, (panel, params) =>
  changeAll(panel, params.accounts, (account) => {
    if (account.enabled) account.offAtMs = panel.now() + panel.manners.disableSeconds * 1_000;
    account.enabled = false;
  }),
);

export const enable = writing(names, (panel, params) =>
  changeAll(panel, params.accounts, (account) => {
    account.enabled = true;
    account.offAtMs = null;
  }),
);

export const changePassword = writing(z.strictObject({ account: username, password }), (panel, params) => {
  const account = panel.own(params.account);
  const untilMs = panel.now() + panel.manners.oldPasswordSeconds * 1_000;
  account.oldPassword = { password: account.password, untilMs };
  account.password = params.password;
  return null;
});

export const changeRemark = writing(z.strictObject({ account: username, remark }), (panel, params) => {
  panel.own(params.account).remark = params.remark;
  return null;
});

export const changeLimit = writing(
  z.strictObject({ account: username, limit: z.int().min(0).max(102_400) }),
  (panel, params) => {
    panel.own(params.account).limit_flow = params.limit;
    return null;
  },
);

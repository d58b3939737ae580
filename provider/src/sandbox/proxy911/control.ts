import Big from "big.js";
import { pay } from "./delivery";
import { gigabyteKb } from "./offer";
import type { Product } from "./offer-shapes";
import type { Proxy911Panel } from "./panel";
import type { Account, StaticIp } from "./state";
import { stampOf } from "./time";

/** What a person, or another program, does in the dashboard. Unknown names and numbers throw. */
export interface Proxy911Control {
  /** A copy of an account, also of one that is being deleted. */
  account(username: string): Account | undefined;
  addAccount(account: Partial<Account> & { username: string }): void;
  editAccount(username: string, patch: Partial<Account>): void;
  /** Makes an account vanish at once. */
  removeAccount(username: string): void;
  /**
   * Sends traffic through an account, from the packages of its type.
   * @returns whether the network let it pass: not when disabled, over its limit, or with a wrong password
   */
  use(username: string, kb: number, password?: string): boolean;
  /** The buyer pays an order that waits. */
  payOrder(tradeNo: string): void;
  refundOrder(tradeNo: string): void;
  editProduct(id: number, patch: Partial<Product>): void;
  editStaticIp(id: number, patch: Partial<StaticIp>): void;
  setStock(isp: "0" | "1", country: string, count: number): void;
  setAccountQuota(count: number): void;
  /** Decimal. */
  setBalance(amount: string): void;
  setRealName(isVerified: boolean): void;
  setInvited(isInvited: boolean): void;
  /** Refuses every call with this code and message, or none any more. */
  block(refusal: { code: number; message: string } | undefined): void;
  setAppKey(appKey: string): void;
}

/** @param save called after each change */
export function proxy911Control(panel: Proxy911Panel, save: () => void): Proxy911Control {
  const { state } = panel;
  const changing = <Result>(change: () => Result): Result => {
    panel.settle();
    const result = change();
    panel.settle();
    save();
    return result;
  };
  const found = <Row>(row: Row | undefined, what: string): Row => {
    if (row === undefined) throw new RangeError(`The vendor has no ${what}.`);
    return row;
  };
  const account = (username: string): Account => found(panel.account(username), `account ${username}`);
  const order = (tradeNo: string) =>
    found(
      state.orders.find((one) => one.trade_no === tradeNo),
      `order ${tradeNo}`,
    );
  return {
    account: (username) => {
      panel.settle();
      return structuredClone(panel.account(username));
    },
    addAccount: (fields) => {
      changing(() =>
        state.accounts.push({
          id: panel.nextNumber(),
          password: "PanelPass1",
          created_at: stampOf(panel.now()),
          remark: "",
          product_type: 9,
          limit_flow: 0,
          enabled: true,
          offAtMs: null,
          goneAtMs: null,
          oldPassword: null,
          ...fields,
        }),
      );
    },
    editAccount: (username, patch) => {
      changing(() => Object.assign(account(username), patch));
    },
    removeAccount: (username) => {
      changing(() => {
        const gone = account(username);
        state.accounts = state.accounts.filter((one) => one !== gone);
      });
    },
    use: (username, kb, password) => changing(() => passes(panel, account(username), kb, password)),
    payOrder: (tradeNo) => {
      changing(() => {
        const waiting = order(tradeNo);
        if (waiting.status !== 0) throw new RangeError(`Order ${tradeNo} does not wait for payment.`);
        pay(panel, waiting);
      });
    },
    refundOrder: (tradeNo) => {
      changing(() => {
        const paid = order(tradeNo);
        paid.status = 3;
        state.user.balance = new Big(state.user.balance).plus(paid.pay_fee).toFixed(2);
        state.packages = state.packages.filter((one) => one.trade_no !== tradeNo);
        state.staticIps = state.staticIps.filter((one) => one.trade_no !== tradeNo);
      });
    },
    editProduct: (id, patch) => {
      changing(() =>
        Object.assign(
          found(
            state.products.find((one) => one.id === id),
            `product ${id}`,
          ),
          patch,
        ),
      );
    },
    editStaticIp: (id, patch) => {
      changing(() =>
        Object.assign(
          found(
            state.staticIps.find((one) => one.id === id),
            `static IP ${id}`,
          ),
          patch,
        ),
      );
    },
    setStock: (isp, country, count) => {
      changing(() => {
        const row = state.stock.find((one) => one.isp === isp && one.code === country);
        found(row, `stock of ${country}`).number = count;
      });
    },
    setAccountQuota: (count) => {
      changing(() => (state.accountQuota = count));
    },
    setBalance: (amount) => {
      changing(() => (state.user.balance = new Big(amount).toFixed(2)));
    },
    setRealName: (isVerified) => {
      changing(() => (state.user.is_real_name = isVerified));
    },
    setInvited: (isInvited) => {
      changing(() => (state.user.invited = isInvited));
    },
    block: (refusal) => {
      changing(() => (state.blocked = refusal ?? null));
    },
    setAppKey: (appKey) => {
      changing(() => (state.appKey = appKey));
    },
  };
}

/** Whether the network lets traffic pass; when it does, it is counted. */
function passes(panel: Proxy911Panel, account: Account, kb: number, password: string | undefined): boolean {
  const now = panel.now();
  const { state } = panel;
  const isOn = account.enabled || (account.offAtMs !== null && account.offAtMs > now);
  const old =
    account.oldPassword !== null && account.oldPassword.untilMs > now
      ? account.oldPassword.password
      : undefined;
  const isKnown = password === undefined || password === account.password || password === old;
  const isWithin = account.limit_flow === 0 || panel.shownUsage(account) < account.limit_flow * gigabyteKb;
  const source = state.packages.find(
    (one) => one.product_type === account.product_type && one.endMs > now && one.totalKb - one.usedKb >= kb,
  );
  if (!isOn || !isKnown || !isWithin || source === undefined) return false;
  source.usedKb += kb;
  const { id: accountId, username, product_type } = account;
  state.usage.push({ accountId, username, product_type, kb, atMs: now });
  return true;
}

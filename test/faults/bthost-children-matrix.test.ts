import { vi } from "vitest";
import type { BthostSandbox, BthostSandboxOptions } from "../../provider/src/sandbox";
import { built } from "../../provider/src/sandbox/bthost/caller";
import { describeMatrix, type StruckOperation } from "../support/matrix";
import { bthostPanel } from "../support/panels";

/* Every operation that changes what belongs to an installation, struck by the faults that differ for it. */

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });

const customers =
  (condition: (user: ReturnType<BthostSandbox["ledger"]>["users"][number]) => boolean) =>
  (sandbox: BthostSandbox): number =>
    sandbox.ledger().users.filter((one) => one.id !== 1 && condition(one)).length;
const categoriesOf = (name: string) => (sandbox: BthostSandbox) =>
  sandbox.ledger().categories.filter((one) => one.name === name).length;
const user = { username: "shop", password: "FirstPassword11" };

const operations: Readonly<Record<string, StruckOperation<BthostSandbox>>> = {
  addUser: {
    type: "BtUser",
    action: "user_create",
    words: "create user shop",
    wanted: user,
    effects: customers(() => true),
  },
  changeUser: {
    type: "BtUser",
    action: "user_edit",
    words: "change password, remark of user shop",
    before: user,
    wanted: { ...user, password: "SecondPassword22", remark: "pays late" },
    effects: customers(({ notice, password }) => notice === "pays late" && password === "SecondPassword22"),
  },
  deleteUser: {
    type: "BtUser",
    action: "user_del",
    words: /delete user 2/,
    before: user,
    effects: customers(({ deletetime }) => deletetime !== null),
  },
  addCategory: {
    type: "BtCategory",
    action: "sort_create",
    words: "create category shops",
    wanted: { name: "shops" },
    effects: categoriesOf("shops"),
  },
  renameCategory: {
    type: "BtCategory",
    action: "sort_edit",
    words: "rename category shops to stores",
    before: { name: "shops" },
    wanted: { name: "stores" },
    effects: categoriesOf("stores"),
  },
  deleteCategory: {
    type: "BtCategory",
    action: "sort_delete",
    words: /delete category \d+/,
    before: { name: "shops" },
    effects: (sandbox) => (categoriesOf("shops")(sandbox) === 0 ? 1 : 0),
  },
  bindDomain: {
    type: "BtDomain",
    action: "host_domain",
    words: "create domain www.example.com of host 67",
    prepare: async (sandbox) => ({ host: await built(sandbox) }),
    wanted: { domain: "www.example.com" },
    effects: (sandbox) =>
      sandbox.ledger().bindings.filter(({ domain }) => domain === "www.example.com").length,
  },
};

describeMatrix<BthostSandbox, BthostSandboxOptions>({
  kind: bthostPanel,
  options: {},
  faults: ["lostBefore", "lostAfter", "http500Before", "htmlAfter", "refused"],
  settleSeconds: 1,
  operations: Object.fromEntries(
    Object.entries(operations).map(([name, one]) => [name, { ...one, isFree: true }]),
  ),
  refusal: 'The panel said: "系统繁忙,请稍后再试"',
  urlOf: ({ url }, action) => `${url}/${action}`,
});

import { plainField } from "./forms";
import { ArgumentError } from "../../core/errors";
import type { Operation, Parameters, Table } from "../../core/operations/operation";
import { operationsOf } from "../../core/operations/table";
import { anyText, needed, oneOf, optional, text, through, whole } from "../../core/operations/values";
import { registerSecret } from "../../core/redact";
import { sessionOf } from "../session";
import { say } from "../language/say";
import { operations as chinese } from "../language/operations";

/* The 24 operations of the API, by their paths behind `/api-gate-way/`. */

/** JSON knows more than text. */
type Value = string | number | boolean;

type ProxyOperation = Operation<Value>;

const name = through(text, plainField);
const names = through(text, (property, value) =>
  value
    .split(",")
    .map((one) => plainField(property, one))
    .join(","),
);
const newPassword = through(name, (_, value) => {
  registerSecret(value);
  return value;
});

/** `user01:pass,user02:pass`. The passwords are kept out of everything that is shown. */
const pairs = through(text, (property, value) => {
  for (const pair of value.split(",")) {
    const [username = "", password = "", ...more] = pair.split(":");
    if (more.length > 0 || password === "")
      throw new ArgumentError([
        { property, reason: say("must be username:password, with commas between accounts") },
      ]);
    plainField(property, username);
    registerSecret(plainField(property, password));
  }
  return value;
});

const yesOrNo = through(oneOf("true", "false"), (_, value) => value === "true");

const stamp = through(text, (property, value) => {
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)) return value;
  throw new ArgumentError([{ property, reason: say("must be a time as 2026-09-02 11:03:00") }]);
});

/** A number, or the text that a sibling brand with the same API takes: `1m`. */
const duration = through(text, (property, value) =>
  /^[1-9]\d*m$/.test(value) ? value : whole(1)(property, value),
);

/** As a number, which JSON and a query can both have. */
const code = (...codes: readonly string[]) => through(oneOf(...codes), (_, value) => Number(value));

const packageTypes = ["9", "11", "14", "25"];
const packageType = code(...packageTypes);
const packageWords =
  "9 dynamic residential traffic, 11 dynamic residential IP, 14 static datacenter IP, 25 static residential IP";

const account = { account: needed("name of the proxy account", name) };
const accounts = { accounts: needed("names of proxy accounts, with commas between them", names) };
const country = { country_code: needed("country or region: US", text) };

const pages: Parameters<Value> = {
  page: optional("page, counted from 1", whole(1)),
  size: optional("rows of a page", whole(1)),
};

const reads = (words: string, takes: Parameters<Value> = {}): ProxyOperation => ({
  effect: "reads",
  words,
  takes,
});
const changes = (words: string, takes: Parameters<Value>): ProxyOperation => ({
  effect: "changes",
  words,
  takes,
});

const accountOperations: Record<string, ProxyOperation> = {
  "whitelist-account/list": reads("lists the proxy accounts"),
  "whitelist-account/add": changes("adds proxy accounts", {
    accounts: needed("user01:pass,user02:pass", pairs),
    remark: optional("remark of all of them", anyText),
    product_type: needed(packageWords, packageType),
  }),
  "whitelist-account/delete": {
    effect: "destroys",
    words: "deletes proxy accounts for good; for about five minutes they still cost",
    takes: accounts,
  },
  "whitelist-account/disable": changes("disables proxy accounts; it takes about five minutes", accounts),
  "whitelist-account/enable": changes("enables proxy accounts", accounts),
  "whitelist-account/change-password": changes("sets the password of a proxy account", {
    ...account,
    password: needed("the new password, letters and digits", newPassword),
  }),
  "whitelist-account/change-remark": changes("sets the remark of a proxy account", {
    ...account,
    remark: needed("the new remark, empty for none", anyText),
  }),
  "whitelist-account/change-limit": changes("sets the traffic limit of a proxy account", {
    ...account,
    limit: needed("GB; 0 for none", whole(0)),
  }),
};

const usageOperations: Record<string, ProxyOperation> = {
  "user-usage-flow/total": reads("tells the traffic of each day", {
    start_time: optional("from: 2026-09-02 11:03:00; seven days ago without it", stamp),
    end_time: optional("until; now without it", stamp),
    username: optional("one proxy account; all without it", text),
    product_type: optional(packageWords, packageType),
  }),
  "user-product/list": reads("lists a page of the bought packages", {
    trade_no: optional("the order that bought them", text),
    ...pages,
    product_type: optional(packageWords, packageType),
  }),
  "user-product/summary": reads("tells what is left of the bought traffic", {
    product_type: optional("9 dynamic traffic, 12 long-term IDC traffic", code("9", "12")),
  }),
};

const ipOperations: Record<string, ProxyOperation> = {
  "ip/v3": {
    effect: "spends",
    words: "extracts proxy addresses, which uses up what was bought",
    takes: {
      cc: optional("country or region", text),
      state: optional("state or province", text),
      city: optional("city", text),
      format: optional("json or text", oneOf("json", "text")),
      lb: optional("what stands between addresses, with format=text", text),
      num: optional("how many", whole(1)),
      life: optional("how long an address is kept, in minutes", whole(1)),
      ep: optional("entry point of the proxy network", text),
    },
  },
  "ip/dynamic-citys": reads("lists countries with their states and cities"),
  "ip/dynamic-citys/search": reads("lists the cities of a state", {
    ...country,
    state: needed("state or province", text),
  }),
  "ip/dynamic-states": reads("lists countries with their states"),
  "ip/dynamic-states/search": reads("lists the states of a country", country),
  "ip/get-static-ip": reads("lists a page of the bought static IPs", {
    country_code: optional("country or region: US", text),
    product_type: optional("25 residential, 14 datacenter", code("14", "25")),
    trade_no: optional("the order that bought them", text),
    ...pages,
    status: optional("1 active, 2 inactive, 3 expiring soon, 4 in maintenance", code("1", "2", "3", "4")),
  }),
  "static-ip-region": reads("tells how many static IPs each country has for sale", {
    isp: optional("1 residential, 0 datacenter", oneOf("0", "1")),
  }),
};

const orderOperations: Record<string, ProxyOperation> = {
  "order/list": reads("lists a page of the orders", {
    page_no: optional("page, counted from 1", whole(1)),
    page_size: optional("rows of a page", whole(1)),
    trade_no: optional("one order", text),
    status: optional("0 unpaid, 1 paid, 2 cancelled, 3 refunded", code("0", "1", "2", "3")),
    product_type: optional("number of what was ordered", whole(0)),
  }),
  "order/create": {
    effect: "spends",
    words: "orders; which parameters belong together depends on the package",
    takes: {
      pid: needed("number of the package, from customer service", whole(1)),
      upids: optional("ids of the static IPs to renew, with commas between them", text),
      amount: optional("how many packages", whole(1)),
      pm_id: needed("payment method, from payment/groups", whole(1)),
      region_list: optional("regions and counts of static IPs to buy", text),
      coupon_sn: optional("coupon", text),
      use_invitation_registration_discount: optional("the discount for registration by invitation", yesOrNo),
      renew_duration: optional("term of a renewal", duration),
      product_sku_bandwidth_id: optional("package 11: id of the bandwidth", whole(1)),
      product_sku_concurrency_id: optional("package 11: id of the concurrency", whole(1)),
      recharge_amount: optional("package 3: amount of the top-up", whole(1)),
    },
  },
  "order/close": changes("cancels an unpaid order", { trade_no: needed("the order", text) }),
  "user/info": reads("tells of the customer; the vendor has not opened it yet"),
  "payment/groups": reads("lists the payment methods", {
    trade_no: optional("the order that is to be paid", text),
  }),
  "activity/balance-recharge-gift-ratio": reads("lists the bonus ratios of top-ups"),
};

const table: Table<Value, ProxyOperation> = {
  ...accountOperations,
  ...usageOperations,
  ...ipOperations,
  ...orderOperations,
};

export const operations = operationsOf(table, chinese, (account, operation, { effect }, values) =>
  sessionOf(account).client.ask(operation, effect === "reads" ? "read" : "write", values),
);

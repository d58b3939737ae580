import * as accounts from "./accounts";
import * as ips from "./ips";
import type { Operation } from "./operation";
import * as orders from "./orders";
import * as packages from "./packages";
import * as user from "./user";

/** Every operation, by its path behind `/api-gate-way/`. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    "whitelist-account/list": accounts.list,
    "whitelist-account/add": accounts.add,
    "whitelist-account/delete": accounts.remove,
    "whitelist-account/disable": accounts.disable,
    "whitelist-account/enable": accounts.enable,
    "whitelist-account/change-password": accounts.changePassword,
    "whitelist-account/change-remark": accounts.changeRemark,
    "whitelist-account/change-limit": accounts.changeLimit,
    "user-usage-flow/total": packages.usageTotal,
    "user-product/list": packages.packageList,
    "user-product/summary": packages.packageSummary,
    "ip/v3": ips.extract,
    "ip/dynamic-citys": ips.cities,
    "ip/dynamic-citys/search": ips.citySearch,
    "ip/dynamic-states": ips.states,
    "ip/dynamic-states/search": ips.stateSearch,
    "ip/get-static-ip": ips.staticIps,
    "static-ip-region": ips.stockPerRegion,
    "order/list": orders.orderList,
    "order/create": orders.orderCreate,
    "order/close": orders.orderClose,
    "user/info": user.userInfo,
    "payment/groups": user.paymentGroups,
    "activity/balance-recharge-gift-ratio": user.giftRatio,
  }),
);

/** Names of the operations that change something. */
export const changing: ReadonlySet<string> = new Set(
  [...operations].filter(([, operation]) => operation.writes).map(([name]) => name),
);

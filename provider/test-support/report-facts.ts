import type { Facts } from "../src/cli/report/facts";
import type { Service } from "../src/cli/services";

export const madeAt = new Date("2026-11-30T01:00:00Z");

/** A service that ends in so many days, or never. */
export function serviceWith(more: Partial<Service> & { readonly endsIn?: number } = {}): Service {
  const { endsIn, ...given } = more;
  const expiresAt =
    endsIn === undefined ? "" : new Date(madeAt.getTime() + (endsIn + 0.5) * 86_400_000).toISOString();
  return {
    ...{ account: "zkeys", vendor: "zkeys", type: "BaremetalServer", id: "1795997528001002", name: "web1" },
    ...{ status: "ready", expiresAt, daysLeft: endsIn, monthlyPrice: undefined, currency: "CNY" },
    ...{ isPaid: true, resource: undefined, tags: {}, isHeld: true },
    ...given,
  };
}

export function factsWith(more: Partial<Facts> = {}): Facts {
  return {
    ...{ madeAt, withinDays: 30, accounts: ["zkeys"], states: [], services: [], failures: [] },
    ...more,
  };
}

const shop = { tags: { team: "shop", stage: "production" } };
const crawl = { tags: { team: "crawl" } };
const proxy = {
  ...{ account: "proxy911", vendor: "proxy911", currency: "USD" },
  ...crawl,
};

/** An estate as people have it: several vendors and currencies, what ended, what is unknown, one account that is down. */
export const estate: Facts = factsWith({
  accounts: ["zkeys", "zkeys (second)", "rstack", "zonkvm", "bthost", "proxy911"],
  states: ["/srv/shop: production", "/srv/crawl: dev"],
  failures: [
    {
      account: "zkeys (second)",
      reason:
        'the panel refused the account [getzones at https://panel.second.example.com/api]. The panel said: "签名错误" (the signature is wrong). Check `zkeys:userId` and `zkeys:apiKey`; the key stands in the panel under 代理分销 > API设置',
    },
  ],
  services: [
    serviceWith({ ...shop, endsIn: 9, monthlyPrice: "860.00", name: "203.0.113.17", resource: "web" }),
    serviceWith({
      ...{ ...shop, endsIn: 61, monthlyPrice: "1260.00", name: "203.0.113.18", resource: "database" },
      id: "1795997528001003",
    }),
    serviceWith({
      ...{ endsIn: -2, monthlyPrice: "820.00", name: "203.0.113.40", status: "expired", isHeld: false },
      id: "1795997528001009",
    }),
    serviceWith({
      ...{ ...shop, account: "zonkvm", vendor: "zonkvm", type: "CloudServer", id: "5512", endsIn: 24 },
      ...{
        name: "hz-cloud-checkout-production-eu-west-replica-02.internal.example.com",
        resource: "checkout",
      },
    }),
    serviceWith({
      ...{ ...crawl, account: "zonkvm", vendor: "zonkvm", type: "WebHosting", id: "901", endsIn: 132 },
      ...{ monthlyPrice: "25.00", name: "杭州电信 企业型主机", resource: "docs" },
    }),
    serviceWith({
      ...{
        account: "bthost",
        vendor: "bthost",
        type: "BtHost",
        id: "67",
        endsIn: 3684,
        name: "web1.bty5.com",
      },
      isPaid: false,
    }),
    serviceWith({
      ...{
        account: "rstack",
        vendor: "rstack",
        type: "HyperVm",
        id: "341",
        name: "build-agent",
        isPaid: false,
      },
      resource: "agent",
    }),
    serviceWith({
      ...proxy,
      type: "ProxyOrder",
      id: "88121",
      endsIn: 17,
      monthlyPrice: "42.50",
      name: "US static",
    }),
    serviceWith({ ...proxy, type: "ProxyAccount", id: "crawl1", name: "crawl1" }),
  ],
});

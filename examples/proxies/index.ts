import * as reseller from "pulumi-reseller";

// 911Proxy publishes no prices: the first order of a package is accepted unseen, and closed if it is dearer than this.
const traffic = new reseller.proxy911.ProxyOrder(
  "traffic",
  {
    packageId: 101, // from customer service
    paymentMethodId: 1, // reseller.proxy911.getPaymentMethods()
    maxPrice: "20.00",
    acceptUnknownPrice: true,
  },
  { protect: true },
);

const crawlers = new reseller.proxy911.ProxyAccountSet(
  "crawlers",
  {
    productType: "dynamicResidentialTraffic",
    usernamePrefix: "crawler",
    count: 50,
    trafficLimitGb: 1,
  },
  { dependsOn: traffic },
);

const shop = new reseller.ProxyAccount("shop", {
  productType: "dynamicResidentialTraffic",
  remark: "the shop's own",
  proxyEndpoint: "gate.example.com:1000", // from your dashboard: the API does not tell it
});

export const trafficUntil = traffic.expiresAt;
export const crawlerNames = crawlers.usernames;
export const shopProxy = shop.httpProxyUrl;

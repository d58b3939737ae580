import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startProxy911Sandbox, type Proxy911Sandbox } from "../sandbox";
import * as lookups from "./lookups";
import { sessionOf } from "./session";
import { proxy911 } from "./vendor";

let sandbox: Proxy911Sandbox;

async function asProgram(isPreview: boolean): Promise<void> {
  const call = (args: pulumi.runtime.MockCallArgs) => args.inputs as Record<string, unknown>;
  await pulumi.runtime.setMocks(
    { newResource: () => ({ id: "", state: {} }), call },
    "shop",
    "dev",
    isPreview,
  );
}

beforeAll(async () => {
  sandbox = await startProxy911Sandbox({ userInfoOpen: true });
  await asProgram(false);
  pulumi.runtime.setConfig("proxy911:endpoint", sandbox.url);
  pulumi.runtime.setConfig("proxy911:appKey", sandbox.appKey);
  const given = { endpoint: sandbox.url, appKey: sandbox.appKey };
  const surroundings = { now: () => new Date(), sleep: () => Promise.resolve() };
  const { client } = sessionOf(proxy911.open(given, "default", surroundings));
  await client.createOrder({ packageId: 102, paymentMethodId: 1 });
  await client.createOrder({ packageId: 251, paymentMethodId: 1, regions: { US: 2 } });
  sandbox.panel.addAccount({ username: "u1", password: "hidden11" });
  sandbox.panel.use("u1", 1.5 * 1024 ** 2);
  sandbox.clock.advance({ minutes: 6 });
});
afterAll(() => sandbox.close());

const known = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => void output.apply(resolve));

describe("a lookup", () => {
  it("tells the customer and what was bought", async () => {
    const { balance } = await lookups.getAccountInfo();
    expect(Number(balance)).toBe(Number(sandbox.ledger().balance));
    const [first] = sandbox.ledger().orders;
    expect((await lookups.getOrders()).map(({ tradeNo }) => tradeNo)).toContain(first?.trade_no);
    expect((await lookups.getPackages()).length).toBe(sandbox.ledger().packages.length);
    expect(await lookups.getPackages({ tradeNo: first?.trade_no })).toHaveLength(1);
    expect(await lookups.getPackageSummary()).toMatchObject({ validUsedGb: "1.5" });
    expect(await lookups.getStaticIps()).toHaveLength(2);
  });

  it("narrows lists as the vendor's filters do", async () => {
    const numbers = async (args: Parameters<typeof lookups.getOrders>[0]) =>
      (await lookups.getOrders(args)).map(({ tradeNo }) => tradeNo);
    const { orders } = sandbox.ledger();
    const ofType = (type: number) =>
      orders.filter(({ product_type }) => product_type === type).map(({ trade_no }) => trade_no);
    expect(ofType(9).length).toBeGreaterThan(0);
    expect(ofType(9).length).toBeLessThan(orders.length);
    expect(await numbers({ productType: "dynamicResidentialTraffic" })).toEqual(ofType(9));
    expect(await numbers({ status: "refunded" })).toEqual([]);
    expect(await numbers({ tradeNo: orders[0]?.trade_no })).toEqual([orders[0]?.trade_no]);
    const packages = await lookups.getPackages({ productType: "dynamicResidentialTraffic" });
    expect(new Set(packages.map(({ productType }) => productType))).toEqual(
      new Set(["dynamicResidentialTraffic"]),
    );
    const { staticIps } = sandbox.ledger();
    const country = staticIps[0]?.country_code;
    expect(await lookups.getStaticIps({ countryCode: country, status: "active" })).toHaveLength(2);
    expect(await lookups.getStaticIps({ status: "maintenance" })).toEqual([]);
    const other = staticIps[0]?.product_type === 25 ? "staticDatacenterIp" : "staticResidentialIp";
    expect(await lookups.getStaticIps({ productType: other })).toEqual([]);
  });

  it("tells what can be bought, and how it is paid", async () => {
    expect((await lookups.getPaymentMethods()).flatMap(({ methods }) => methods).length).toBeGreaterThan(0);
    expect((await lookups.getTopUpBonuses()).length).toBeGreaterThan(0);
    const stock = await lookups.getStaticIpStock();
    expect(stock.map(({ countryCode }) => countryCode)).toContain("US");
    expect(await lookups.getStaticIpStock({ kind: "staticDatacenterIp" })).not.toEqual(stock);
  });

  it("tells countries, their states and their cities", async () => {
    const countries = await lookups.getCountries();
    expect(countries.map(({ countryCode }) => countryCode)).toContain("US");
    const [state = ""] = await lookups.getStates({ countryCode: "US" });
    expect(state).not.toBe("");
    expect((await lookups.getCities({ countryCode: "US", state })).length).toBeGreaterThan(0);
    expect(
      (await lookups.getCountriesWithCities()).some(({ places }) => places.some(({ city }) => city !== "")),
    ).toBe(true);
    await expect(lookups.getStates()).rejects.toThrow("countryCode: is required");
  });

  it("tells accounts without their passwords, and their traffic per day", async () => {
    const accounts = await lookups.getProxyAccounts();
    expect(accounts).toMatchObject([{ username: "u1", usageGb: "1.5" }]);
    expect(JSON.stringify(accounts)).not.toContain("hidden11");
    const usage = await lookups.getUsagePerDay({ username: "u1" });
    expect(usage.some(({ usageGb }) => usageGb === "1.5")).toBe(true);
  });

  it("takes outputs of other resources", async () => {
    expect(await known(lookups.getStatesOutput({ countryCode: pulumi.output("US") }))).toEqual(
      await lookups.getStates({ countryCode: "US" }),
    );
  });
});

describe("an extraction", () => {
  it("uses up what was bought in `up` only", async () => {
    const before = sandbox.ledger().extracted;
    await asProgram(true);
    expect(await lookups.extractIps({ count: 2 })).toEqual([]);
    expect(lookups.extractIpsOutput({ count: 2 })).toBeDefined();
    expect(sandbox.ledger().extracted).toBe(before);
    await asProgram(false);
    expect(await lookups.extractIps({ count: 2 })).toHaveLength(2);
    expect(await known(lookups.extractIpsOutput({ count: 1 }))).toHaveLength(1);
    expect(sandbox.ledger().extracted).toBe(before + 3);
  });
});

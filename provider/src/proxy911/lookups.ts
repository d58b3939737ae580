import * as pulumi from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output";
import type { Proxy911Client } from "./api/client";
import type { All, Extraction, OrderQuery, PackageQuery, StaticIpQuery, UsageQuery } from "./api/queries";
import type {
  BoughtPackage,
  Country,
  Order,
  PackageSummary,
  PaymentGroup,
  RegionStock,
  StaticIp,
  TopUpBonus,
  UsageOfDay,
  User,
} from "./api/wire";
import { ArgumentError } from "../core/errors";
import type { ProxyAccountObserved } from "./proxy-account/observed";
import {
  accountsOfProgram,
  outputForm,
  type Lookup,
  type LookupArgs,
  type LookupOutput,
} from "../pulumi/lookup";
import { sessionOf, type Proxy911Session } from "./session";
import { proxy911 } from "./vendor";
import { say } from "./language/say";

const accountOf = accountsOfProgram(proxy911);

function session(args: LookupArgs | undefined): Proxy911Session {
  return sessionOf(accountOf(args?.account));
}

/**
 * The typed client of a configured account: a method per documented operation, for what no resource does. Reads are repeated, what changes
 * something is sent once; neither the preview nor a brake holds what you call, and what it makes is in no state.
 * @throws {ConfigurationError} when the account is not configured.
 */
export const client = (args?: LookupArgs): Proxy911Client => session(args).client;

function required(property: string, value: string | undefined): string {
  if (value !== undefined && value !== "") return value;
  throw new ArgumentError([{ property, reason: say("is required") }]);
}

/** Which packages. */
export interface GetPackagesArgs extends LookupArgs, All<PackageQuery> {}

/** Which orders. */
export interface GetOrdersArgs extends LookupArgs, All<OrderQuery> {}

/** Which static IPs. */
export interface GetStaticIpsArgs extends LookupArgs, All<StaticIpQuery> {}

/** Narrows payment methods to those of one order. */
export interface GetOfOrderArgs extends LookupArgs {
  /** The order, by its number (`trade_no`): some have methods of their own. Default: the methods in general. */
  readonly tradeNo?: string | undefined;
}

/** Which packages to sum up. */
export interface GetPackageSummaryArgs extends LookupArgs {
  /** Default `dynamicResidentialTraffic`. */
  readonly productType?: "dynamicResidentialTraffic" | "longTermIdcTraffic" | undefined;
}

/** Which stock. */
export interface GetStaticIpStockArgs extends LookupArgs {
  /** Default `staticResidentialIp`. */
  readonly kind?: "staticResidentialIp" | "staticDatacenterIp" | undefined;
}

/** A country, `US`. */
export interface GetStatesArgs extends LookupArgs {
  /** Country or region (`country_code`): `US`. Required. */
  readonly countryCode: string;
}

/** A country and a state of it. */
export interface GetCitiesArgs extends GetStatesArgs {
  /** State or province of the country (`state`), such as `getStates` lists. Required. */
  readonly state: string;
}

/** Which traffic. */
export interface GetUsagePerDayArgs extends LookupArgs, UsageQuery {}

/** Which addresses to extract. */
export interface ExtractIpsArgs extends LookupArgs, Extraction {}

/** The customer and the balance (`user/info`), which the vendor announces as not open yet. */
export const getAccountInfo: Lookup<LookupArgs, User> = (args) => session(args).client.getUser();

/** A proxy account as it is listed, without its password. */
export type ListedProxyAccount = Omit<ProxyAccountObserved, "password">;

/** All proxy accounts (`whitelist-account/list`), those in no stack included. Their passwords are left out. */
export const getProxyAccounts: Lookup<LookupArgs, readonly ListedProxyAccount[]> = async (args) =>
  (await session(args).accounts.all(5_000)).map(({ password: _password, ...row }) => row);

/** The bought packages (`user-product/list`). */
export const getPackages: Lookup<GetPackagesArgs, readonly BoughtPackage[]> = (args) =>
  session(args).client.listAllPackages({ tradeNo: args?.tradeNo, productType: args?.productType });

/** What is left of the bought traffic of one kind (`user-product/summary`). */
export const getPackageSummary: Lookup<GetPackageSummaryArgs, PackageSummary> = (args) =>
  session(args).client.getPackageSummary(args?.productType ?? "dynamicResidentialTraffic");

/** The orders (`order/list`). What one is of it does not tell; but they can be asked for by type. */
export const getOrders: Lookup<GetOrdersArgs, readonly Order[]> = (args) =>
  session(args).client.listAllOrders({
    tradeNo: args?.tradeNo,
    status: args?.status,
    productType: args?.productType,
  });

/** Payment methods by group (`payment/groups`): in general, or for one order. */
export const getPaymentMethods: Lookup<GetOfOrderArgs, readonly PaymentGroup[]> = (args) =>
  session(args).client.getPaymentMethods(args?.tradeNo);

/** Bonus ratios of top-ups (`activity/balance-recharge-gift-ratio`); what a ratio means is not documented. */
export const getTopUpBonuses: Lookup<LookupArgs, readonly TopUpBonus[]> = (args) =>
  session(args).client.getTopUpBonuses();

/** How many static IPs each country has for sale (`static-ip-region`). */
export const getStaticIpStock: Lookup<GetStaticIpStockArgs, readonly RegionStock[]> = (args) =>
  session(args).client.getStaticIpStock(args?.kind ?? "staticResidentialIp");

/** The bought static IPs (`ip/get-static-ip`). Their fields are undocumented and kept as they are. */
export const getStaticIps: Lookup<GetStaticIpsArgs, readonly StaticIp[]> = (args) =>
  session(args).client.listAllStaticIps({
    tradeNo: args?.tradeNo,
    countryCode: args?.countryCode,
    productType: args?.productType,
    status: args?.status,
  });

/** All countries with their states (`ip/dynamic-states`). */
export const getCountries: Lookup<LookupArgs, readonly Country[]> = (args) =>
  session(args).client.getStates();

/** All countries with their states and cities (`ip/dynamic-citys`). */
export const getCountriesWithCities: Lookup<LookupArgs, readonly Country[]> = (args) =>
  session(args).client.getCities();

/** The states of a country (`ip/dynamic-states/search`). */
export const getStates: Lookup<GetStatesArgs, readonly string[]> = async (args) =>
  session(args).client.searchStates(required("countryCode", args?.countryCode));

/** The cities of a state (`ip/dynamic-citys/search`). */
export const getCities: Lookup<GetCitiesArgs, readonly string[]> = async (args) =>
  session(args).client.searchCities(
    required("countryCode", args?.countryCode),
    required("state", args?.state),
  );

/** Traffic per day (`user-usage-flow/total`), up to five minutes ago. Default: of the last seven days. */
export const getUsagePerDay: Lookup<GetUsagePerDayArgs, readonly UsageOfDay[]> = (args) =>
  session(args).client.getUsagePerDay(args);

/**
 * Extracts proxy addresses, `host:port` each (`ip/v3`). It may use up what was bought, so nothing is sent in a preview, which gets
 * an empty list; every `up` extracts anew.
 */
export const extractIps: Lookup<ExtractIpsArgs, readonly string[]> = async (args) =>
  pulumi.runtime.isDryRun() ? [] : session(args).client.extractIps(args);

export const getAccountInfoOutput = outputForm(getAccountInfo);
export const getProxyAccountsOutput = outputForm(getProxyAccounts);
export const getPackagesOutput = outputForm(getPackages);
export const getPackageSummaryOutput = outputForm(getPackageSummary);
export const getOrdersOutput = outputForm(getOrders);
export const getPaymentMethodsOutput = outputForm(getPaymentMethods);
export const getTopUpBonusesOutput = outputForm(getTopUpBonuses);
export const getStaticIpStockOutput = outputForm(getStaticIpStock);
export const getStaticIpsOutput = outputForm(getStaticIps);
export const getCountriesOutput = outputForm(getCountries);
export const getCountriesWithCitiesOutput = outputForm(getCountriesWithCities);
export const getStatesOutput = outputForm(getStates);
export const getCitiesOutput = outputForm(getCities);
export const getUsagePerDayOutput = outputForm(getUsagePerDay);
/** As {@link extractIps}; in a preview the addresses are not known yet. */
export const extractIpsOutput: LookupOutput<ExtractIpsArgs, readonly string[]> = (args) =>
  pulumi.runtime.isDryRun()
    ? pulumi.output(unknown).apply((): readonly string[] => [])
    : outputForm(extractIps)(args);

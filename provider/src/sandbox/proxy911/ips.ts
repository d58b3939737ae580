import { z } from "zod";
import { BareReply, consuming, reading } from "./operation";
import type { Country } from "./offer-shapes";
import type { Proxy911Panel } from "./panel";
import { countryCode, pageSize, positive, queriedStatus, tradeNo } from "./params";
import { Proxy911Refusal } from "./refusal";
import type { StaticIp } from "./state";
import { stampOf } from "./time";

const soonMs = 7 * 86_400_000;

function country(panel: Proxy911Panel, code: string): Country {
  const found = panel.state.countries.find((one) => one.country_code === code);
  if (found === undefined) throw new Proxy911Refusal(`国家或地区不存在：${code}`);
  return found;
}

function citiesOf(found: Country, state: string): string[] {
  const cities = found.states[state];
  if (cities === undefined) throw new Proxy911Refusal(`州省不存在：${state}`);
  return cities;
}

/** Gives out addresses, as long as a dynamic package has something left. */
export const extract = consuming(
  z.strictObject({
    cc: countryCode.optional(),
    state: z.string().min(1).optional(),
    city: z.string().min(1).optional(),
    format: z.enum(["json", "text", "txt"]).default("text"),
    lb: z.string().min(1).default("\\r\\n"),
    num: positive.refine((count) => count <= 1_000).default(1),
    life: positive.refine((minutes) => minutes <= 1_440).optional(),
    ep: z.enum(["us", "hk", "de"]).default("us"),
  }),
  (panel, params) => {
    if (params.cc !== undefined) {
      const found = country(panel, params.cc);
      const cities = params.state === undefined ? [] : citiesOf(found, params.state);
      if (params.city !== undefined && !cities.includes(params.city)) {
        throw new Proxy911Refusal(`城市不存在：${params.city}`);
      }
    }
    const now = panel.now();
    const isUsable = panel.state.packages.some(
      (one) =>
        one.endMs > now && (one.product_type === 11 || (one.product_type === 9 && one.usedKb < one.totalKb)),
    );
    if (!isUsable) throw new Proxy911Refusal("套餐余额不足");
    const first = panel.state.extracted;
    panel.state.extracted += params.num;
    const addresses = Array.from(
      { length: params.num },
      (_, index) => `150.109.114.72:${1140 + ((first + index) % 60_000)}`,
    );
    if (params.format === "json") return { list: [addresses] };
    const separator = params.lb.replaceAll("\\r", "\r").replaceAll("\\n", "\n").replaceAll("\\t", "\t");
    return new BareReply({
      status: 200,
      contentType: "text/plain; charset=utf-8",
      body: addresses.join(separator),
    });
  },
);

const headOf = ({ name_zh_cn, name_en, continent_code, country_code }: Country) => ({
  name_zh_cn,
  name_en,
  continent_code,
  country_code,
});

export const cities = reading(z.strictObject({}), (panel) => ({
  list: panel.state.countries.map((one) => ({
    ...headOf(one),
    items: Object.entries(one.states).flatMap(([state, names]) =>
      names.map((city) => ({
        city,
        state,
        continent_code: one.continent_code,
        country_code: one.country_code,
      })),
    ),
  })),
}));

export const states = reading(z.strictObject({}), (panel) => ({
  list: panel.state.countries.map((one) => ({
    ...headOf(one),
    items: Object.keys(one.states).map((state) => ({
      state,
      continent_code: one.continent_code,
      country_code: one.country_code,
    })),
  })),
}));

export const citySearch = reading(
  z.strictObject({ country_code: countryCode, state: z.string().min(1) }),
  (panel, params) => ({ list: citiesOf(country(panel, params.country_code), params.state) }),
);

export const stateSearch = reading(z.strictObject({ country_code: countryCode }), (panel, params) => ({
  list: Object.keys(country(panel, params.country_code).states),
}));

/** 1 active, 2 inactive, 3 about to expire, 4 in maintenance. */
export function statusOf(panel: Proxy911Panel, address: StaticIp): number {
  if (address.endMs <= panel.now()) return 2;
  if (address.inMaintenance) return 4;
  return address.endMs <= panel.now() + soonMs ? 3 : 1;
}

/** Bought static addresses. The document is silent on the reply: these fields are the sandbox's own. */
export const staticIps = reading(
  z.strictObject({
    country_code: countryCode.optional(),
    product_type: queriedStatus(14, 25).optional(),
    trade_no: tradeNo.optional(),
    page: positive.default(1),
    size: pageSize.default(20),
    status: queriedStatus(1, 2, 3, 4).optional(),
  }),
  (panel, params) => {
    const { page, size } = params;
    const filters = Object.entries({
      country_code: params.country_code,
      product_type: params.product_type,
      trade_no: params.trade_no,
      status: params.status,
    });
    const rows = panel.state.staticIps
      .map((address) => ({
        id: address.id,
        ip: address.ip,
        port: address.port,
        country_code: address.country_code,
        product_type: address.product_type,
        trade_no: address.trade_no,
        status: statusOf(panel, address),
        expired_at: stampOf(address.endMs),
      }))
      .filter((row) =>
        filters.every(([key, value]) => value === undefined || Reflect.get(row, key) === value),
      );
    return {
      list: rows.slice((page - 1) * size, page * size),
      page,
      page_size: size,
      total_count: rows.length,
      total_page: Math.ceil(rows.length / size),
    };
  },
);

export const stockPerRegion = reading(
  z.strictObject({ isp: z.enum(["0", "1"]).default("1") }),
  (panel, { isp }) => ({
    list: panel.state.stock.filter((row) => row.isp === isp).map(({ code, number }) => ({ code, number })),
  }),
);

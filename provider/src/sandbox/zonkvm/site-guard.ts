import { z } from "zod";
import { DateTime } from "luxon";
import { anyText, integer, json, text } from "./params";
import { malformed, refused } from "./refusal";
import { Nothing, siteCommand, siteQuery } from "./site-operation";

/* Hotlink protection, the site's firewall and its statistics: always there, one per site. */

const onOff = integer(0, 1);
const count = integer(0, 1e9);

export const hostingGetSecurity = siteQuery(
  Nothing,
  ({ site: { hotlink } }) => ({
    domains: hotlink.domains,
    fix: hotlink.fix,
    status: hotlink.status,
    http_status: hotlink.httpStatus,
    none: hotlink.httpStatus,
  }),
  "获取成功",
);

export const hostingSetSecurity = siteCommand(
  z.strictObject({
    fix: z.string().regex(/^\.\w+(\|\.\w+)*$/),
    domains: anyText,
    statusSecurity: onOff,
    http_status: z.string().regex(/^[2-5]\d\d$/),
  }),
  ({ site }, { fix, domains, statusSecurity, http_status }) => {
    site.hotlink = { fix, domains, status: statusSecurity, httpStatus: http_status };
  },
);

const reading = z.enum(["get_index", "get_site_config_byname"]);

export const hostingGetIndex = siteQuery(
  z.strictObject({ name: reading, s: reading }),
  ({ site }, { name, s }) => {
    if (name !== s) throw malformed("s");
    if (s === "get_index")
      return { siteName: site.domains[0]?.name ?? "", index: site.index, runPath: site.runPath };
    return {
      cc: site.cc,
      user_agent: { status: site.firewall.includes("user-agent") ? 1 : 0 },
      retry: site.retry,
    };
  },
);

const switching = z.enum(["set_site_status", "set_site_obj_open"]);

export const hostingSetSiteStatus = siteCommand(
  z.strictObject({ name: switching, s: switching, status: onOff, obj: text.optional() }),
  ({ site }, { name, s, status, obj }) => {
    if (name !== s) throw malformed("s");
    if (s === "set_site_status") {
      site.tamperProtection = status;
      return;
    }
    if (obj === undefined) throw refused.missing;
    site.firewall = site.firewall.filter((one) => one !== obj);
    if (status === 1) site.firewall.push(obj);
    if (obj === "cc") site.cc.status = status;
  },
);

const modes = ["standard", "enhanced", "hard"];

export const hostingSetSiteCcConf = siteCommand(
  z.strictObject({
    post: json(
      z.strictObject({
        name: text,
        s: text,
        cc_mode: integer(0, 2),
        cycle: count,
        limit: count,
        endtime: count,
        is_open_global: onOff,
        increase: count,
        increase_wu_heng: count,
        cc_increase_type: count,
        cc_type_status: count,
        is_cc_url: onOff,
        cc_ip_max: json(z.strictObject({ open: onOff, ip_max: count, static: onOff })),
      }),
    ),
  }),
  ({ site }, { post }) => {
    const figures = Object.entries(post).filter(([name]) => !["name", "s", "cc_mode"].includes(name));
    site.cc = { status: site.cc.status, mode: modes[post.cc_mode], ...Object.fromEntries(figures) };
  },
);

export const hostingSetSiteRetry = siteCommand(
  z.strictObject({
    post: json(z.strictObject({ name: text, s: text, retry: count, retry_time: count, retry_cycle: count })),
  }),
  ({ site }, { post: { retry, retry_time, retry_cycle } }) => {
    site.retry = { status: 1, count: retry, retry_time, retry_cycle };
  },
);

const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d$/)
  .transform((value) => DateTime.fromISO(value, { zone: "UTC+8" }));
const longestDays = 31;

export const hostingGetSiteTotalListCustom = siteQuery(
  z.strictObject({ part_type: text, start_date: day, end_date: day }),
  (_place, { start_date: from, end_date: to }) => {
    const days = to.diff(from, "days").days + 1;
    if (!(days >= 1 && days <= longestDays)) throw malformed("end_date");
    const list = Array.from({ length: days * 24 }, (_, hours) => ({
      time: from.plus({ hours }).toFormat("yyyy-MM-dd HH:mm"),
      count: 150 + (hours % 24) * 10,
    }));
    return { list, total: list.length };
  },
  "获取成功",
);

import { z } from "zod";
import { anyText, integer, json, optional, text } from "./params";
import { malformed, ZonkvmRefusal } from "./refusal";
import { RedirectRow, type Site } from "./site";
import { nextId, Nothing, siteCommand, siteQuery } from "./site-operation";

/* Reverse proxies and redirects. */

const onOff = integer(0, 1);
const url = z.string().regex(/^https?:\/\/\S+$/);
const noRule = new ZonkvmRefusal("规则不存在");

const subfilter = z.string().refine((value) => {
  try {
    return Array.isArray(JSON.parse(value));
  } catch {
    return false;
  }
});

const ProxyData = z.strictObject({
  proxyData: json(
    z.strictObject({
      cache: onOff,
      proxyname: z.string().regex(/^[\w-]{1,40}$/),
      cachetime: integer(0, 1e6),
      proxydir: z.string().regex(/^\//),
      proxysite: url,
      todomain: anyText,
      advanced: onOff,
      subfilter,
      type: onOff,
    }),
  ),
});

const siteName = (site: Site): string => site.domains[0]?.name ?? "";

export const hostingGetProxyList = siteQuery(Nothing, ({ site }) =>
  site.proxies.map(({ id, ...proxy }) => ({ id: String(id), sitename: siteName(site), ...proxy })),
);

export const hostingCreateProxy = siteCommand(ProxyData, ({ site, panel }, { proxyData }) => {
  const proxyname = panel.kept(proxyData.proxyname);
  if (site.proxies.some((one) => one.proxyname === proxyname)) throw new ZonkvmRefusal("代理名称已存在");
  if (site.proxies.some((one) => one.proxydir === proxyData.proxydir))
    throw new ZonkvmRefusal("代理目录已存在");
  site.proxies.push({ id: nextId(site), ...proxyData, proxyname });
});

export const hostingModifyProxy = siteCommand(ProxyData, ({ site }, { proxyData }) => {
  const proxy = site.proxies.find((one) => one.proxyname === proxyData.proxyname);
  if (proxy === undefined) throw noRule;
  Object.assign(proxy, proxyData);
});

const ProxyName = z.strictObject({ proxyname: text });

export const hostingDeleteProxy = siteCommand(ProxyName, ({ site }, { proxyname }) => {
  if (!site.proxies.some((one) => one.proxyname === proxyname)) throw noRule;
  site.proxies = site.proxies.filter((one) => one.proxyname !== proxyname);
});

export const hostingGetProxyFile = siteQuery(ProxyName, ({ site }, { proxyname }) => {
  const proxy = site.proxies.find((one) => one.proxyname === proxyname);
  if (proxy === undefined) return { content: "", status: false, msg: "规则不存在" };
  const content = [
    `#PROXY-START ${proxyname}`,
    `location ${proxy.proxydir} {`,
    `    proxy_pass ${proxy.proxysite};`,
    `    proxy_set_header Host ${proxy.todomain};`,
    "}",
    `#PROXY-END ${proxyname}`,
  ].join("\n");
  return { content, status: true };
});

const redirect = {
  redirectdomain: z.string().transform((value) => value.split(",").filter((one) => one !== "")),
  redirectpath: anyText,
  redirecttype: integer(0, 302).refine((value) => [0, 301, 302].includes(value)),
  type: onOff,
  domainorpath: z.enum(["domain", "path"]),
  holdpath: onOff,
  tourl: url,
};

/** @throws ZonkvmRefusal for a redirect that matches nothing */
function refuseEmpty(post: { domainorpath: string; redirectdomain: string[]; redirectpath: string }): void {
  if (post.domainorpath === "domain" && post.redirectdomain.length === 0)
    throw malformed("post.redirectdomain");
  if (post.domainorpath === "path" && !post.redirectpath.startsWith("/"))
    throw malformed("post.redirectpath");
}

export const hostingGetRedirectList = siteQuery(Nothing, ({ site }) =>
  site.redirects.map(({ id, ...rule }) => ({ id: String(id), sitename: siteName(site), ...rule })),
);

export const hostingCreateRedirect = siteCommand(
  z.strictObject({ post: json(z.strictObject(redirect)) }),
  ({ site }, { post }) => {
    refuseEmpty(post);
    const id = nextId(site);
    site.redirects.push({ id, redirectname: `redirect_${id}`, ...post });
  },
);

const byName = (site: Site, name: string): RedirectRow => {
  const rule = site.redirects.find((one) => one.redirectname === name);
  if (rule === undefined) throw noRule;
  return rule;
};

export const hostingModifyRedirect = siteCommand(
  z.strictObject({
    post: json(
      z.strictObject({
        ...redirect,
        redirectname: text,
        topath: optional(text),
        errorpage: optional(onOff),
      }),
    ),
  }),
  ({ site }, { post }) => {
    const rule = byName(site, post.redirectname);
    refuseEmpty(post);
    // The lists show neither the target path nor the error page: what the row has is all that is kept.
    Object.assign(rule, RedirectRow.parse({ ...post, id: rule.id }));
  },
);

const RedirectName = z.strictObject({ redirectname: text });

export const hostingDeleteRedirect = siteCommand(RedirectName, ({ site }, { redirectname }) => {
  const rule = byName(site, redirectname);
  site.redirects = site.redirects.filter((one) => one !== rule);
});

export const hostingGetRedirectFile = siteQuery(RedirectName, ({ site }, { redirectname }) => {
  const rule = byName(site, redirectname);
  const content =
    site.ruleFiles[redirectname] ?? `#REWRITE-START\n# ${rule.redirectname} -> ${rule.tourl}\n#REWRITE-END`;
  return { content, status: true };
});

/** The path is a rule's name, or ends with it. */
export const hostingSaveRedirectFile = siteCommand(
  z.strictObject({ path: text, text: anyText }),
  ({ site }, { path, text: content }) => {
    const name = path.replace(/^.*\//, "").replace(/\.conf$/, "");
    site.ruleFiles[byName(site, name).redirectname] = content;
  },
);

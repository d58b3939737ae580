import { openWithStatus } from "./envelope";
import { anyPassword, day, fullPath, ofOrder, type Some } from "./operations-values";
import { certificateField, domainNameField, privateKeyField } from "./site-domains";
import type { Parameters } from "../../core/operations/operation";
import {
  anyText,
  bit,
  needed,
  neededObject,
  oneOf,
  optional,
  text,
  through,
  whole,
  type Reader,
} from "../../core/operations/values";
import type { FormValue } from "../../core/wire/form";

/* What `hosting_operate` does with the site of a hosting: its protection, rules, domains, backups and certificates. */

const domainName = through(text, domainNameField);

const guard: Some = {
  get_security: ofOrder("reads", "reads the protection of files against pages elsewhere"),
  set_security: ofOrder("changes", "sets the protection of files against pages elsewhere", {
    fix: needed("files to protect: .jpg|.png", text),
    domains: needed("domains whose pages may show them, a line each", anyText),
    statusSecurity: needed("1 on, 0 off", bit),
    http_status: needed("status that others get: 403", whole(100, 599)),
  }),
  get_index: ofOrder("reads", "reads the site in short, or its firewall", {
    name: needed("get_index or get_site_config_byname", oneOf("get_index", "get_site_config_byname")),
    s: needed("the same as name", oneOf("get_index", "get_site_config_byname")),
  }),
  set_site_status: ofOrder(
    "changes",
    "switches the protection against changes, or a function of the firewall",
    {
      name: needed("set_site_status or set_site_obj_open", oneOf("set_site_status", "set_site_obj_open")),
      s: needed("the same as name", oneOf("set_site_status", "set_site_obj_open")),
      status: needed("1 on, 0 off", bit),
      obj: optional("with set_site_obj_open: the function: cc, cdn, sql_injection, …", text),
    },
  ),
  set_site_cc_conf: ofOrder("changes", "sets the protection against floods of requests", {
    post: neededObject("the setting, as one JSON object", {
      name: needed("name of the function", text),
      s: needed("the same as name", text),
      cc_mode: needed("0 standard, 1 enhanced, 2 strict", oneOf("0", "1", "2")),
      cycle: needed("seconds in which requests are counted", whole(1)),
      limit: needed("requests in that time", whole(1)),
      endtime: needed("seconds of a ban", whole(0)),
      is_open_global: needed("1 everywhere", bit),
      increase: needed("step by which requests count more", whole(0)),
      increase_wu_heng: needed("the same in private browsing", whole(0)),
      cc_increase_type: needed("kind of step", whole(0)),
      cc_type_status: needed("status of the kind", whole(0)),
      is_cc_url: needed("1 blocks URLs", bit),
      cc_ip_max: neededObject("connections of one address", {
        open: needed("1 on", bit),
        ip_max: needed("the most", whole(0)),
        static: needed("static", bit),
      }),
    }),
  }),
  set_site_retry: ofOrder("changes", "sets how many attacks are borne", {
    post: neededObject("the setting, as one JSON object", {
      name: needed("name of the function", text),
      s: needed("the same as name", text),
      retry: needed("attacks in the time", whole(1)),
      retry_time: needed("seconds of a ban", whole(0)),
      retry_cycle: needed("seconds in which they are counted", whole(1)),
    }),
  }),
  get_site_total_list_custom: ofOrder("reads", "reads statistics of some days", {
    part_type: needed("site_total, visit_total, …", text),
    start_date: needed("first day: 2026-05-25", day),
    end_date: needed("last day: 2026-05-25", day),
  }),
};

/** A text of JSON, also given as what it says. */
const jsonText: Reader<string> = (property, given) =>
  typeof given === "object" && given !== null && Array.isArray(given)
    ? JSON.stringify(given)
    : anyText(property, given);

const proxyData = neededObject("the whole proxy, as one JSON object", {
  cache: needed("1 caches", bit),
  proxyname: needed("its name, which no other has", text),
  cachetime: needed("hours that are cached", whole(0)),
  proxydir: needed("directory to pass on: /api", text),
  proxysite: needed("URL of the target", text),
  todomain: needed("domain of the target", text),
  advanced: needed("1 passes on that directory only", bit),
  subfilter: needed('what to replace, as JSON text: [{"sub1":"old","sub2":"new"}]', jsonText),
  type: needed("1 on, 0 off", bit),
});
const proxyname = needed("name of the proxy", text);

const redirectFields: Parameters<FormValue> = {
  redirectdomain: optional("domains that it matches, with commas between them", anyText),
  redirectpath: optional("path that it matches", anyText),
  redirecttype: needed("0 forward proxy, 301 permanent, 302 temporary", oneOf("0", "301", "302")),
  type: needed("1 on, 0 off", bit),
  domainorpath: needed("domain or path", oneOf("domain", "path")),
  holdpath: needed("1 keeps what stands behind the match", bit),
  tourl: needed("URL of the target", text),
};
const redirectname = needed("name of the redirect", text);

const rules: Some = {
  get_proxy_list: ofOrder("reads", "lists the reverse proxies"),
  create_proxy: ofOrder("changes", "makes a reverse proxy", { proxyData }),
  modify_proxy: ofOrder("changes", "changes the reverse proxy of this name", { proxyData }),
  delete_proxy: ofOrder("destroys", "deletes a reverse proxy", { proxyname }),
  get_proxy_file: {
    ...ofOrder("reads", "reads the configuration of a reverse proxy", { proxyname }),
    open: openWithStatus,
  },
  get_redirect_list: ofOrder("reads", "lists the redirects"),
  create_redirect: ofOrder("changes", "makes a redirect", {
    post: neededObject("the redirect, as one JSON object", redirectFields),
  }),
  modify_redirect: ofOrder("changes", "changes the redirect of this name", {
    post: neededObject("the whole redirect, as one JSON object", {
      ...redirectFields,
      redirectname,
      topath: optional("path of the target", text),
      errorpage: optional("1 with an error page of its own", bit),
    }),
  }),
  delete_redirect: ofOrder("destroys", "deletes a redirect", { redirectname }),
  get_redirect_file: ofOrder("reads", "reads the configuration of a redirect", { redirectname }),
  save_redirect_file: ofOrder("changes", "saves the configuration of a redirect", {
    path: needed("name of the redirect, or full path of the file", text),
    text: needed("the configuration", anyText),
  }),
};

const domains: Some = {
  domain_list: ofOrder("reads", "lists the domains that are bound"),
  add_domain: ofOrder("changes", "binds domains", {
    domainText: needed("domains, a line each; domain:port unless it is 80", text),
  }),
  del_domain: ofOrder("destroys", "unbinds a domain", {
    name: needed("the domain", domainName),
    port: needed("its port: 80", whole(1, 65_535)),
  }),
};

const backups: Some = {
  backup_list: ofOrder("reads", "lists the backups of the site"),
  to_backup: ofOrder("changes", "begins a backup of the whole site"),
  // The document calls the backup `guid`, which is the order's own name: no form can have both.
  del_backup: ofOrder(
    "destroys",
    "deletes a backup, where the panel takes its id by the name that databases have",
    {
      bak_guid: needed("id of the backup; documented as a second guid, which cannot be sent", whole(1)),
    },
  ),
};

const certificates: Some = {
  get_ssl: ofOrder("reads", "reads the certificate"),
  set_ssl: ofOrder("changes", "deploys a certificate", {
    type: needed("kind of certificate, which the vendor does not explain", whole(0)),
    key: needed("private key, in PEM", through(text, privateKeyField)),
    csr: needed("certificate, in PEM", through(text, certificateField)),
  }),
  unset_ssl: ofOrder("destroys", "removes a certificate that IIS does not know", {
    name: needed("name of the certificate", text),
    password: needed("its password", anyPassword),
  }),
  http_to_https: ofOrder("changes", "sends visitors from HTTP to HTTPS"),
  close_to_https: ofOrder("changes", "leaves visitors at HTTP again"),
  close_ssl_conf: ofOrder("destroys", "switches SSL off"),
  get_iis_ssl_bydomain: ofOrder("reads", "tells what IIS says of SSL; nodes with IIS only"),
  get_iis_ssl_file_list: ofOrder("reads", "lists the files of certificates; nodes with IIS only"),
  set_domain_iis_byfile: ofOrder("changes", "gives a domain the certificate of a file; nodes with IIS only", {
    domain: needed("the domain", domainName),
    path: needed("full path of the .pfx or .p12", fullPath),
  }),
};

export const siteOperations: Some = { ...guard, ...rules, ...domains, ...backups, ...certificates };

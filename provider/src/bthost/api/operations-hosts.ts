import { inPanel, type BthostOperation } from "./operations-manner";
import { category, day, id, positive, yes } from "./operations-values";
import { exactlyOne } from "../../core/operations/check";
import type { Parameters } from "../../core/operations/operation";
import {
  anyText,
  bit,
  needed,
  objectOf,
  oneOf,
  optional,
  password,
  text,
  whole,
} from "../../core/operations/values";
import type { FormValue } from "../../core/wire/form";
import { say } from "../language/say";

/* The operations of hosts (主机管理类), but for their list. */

const host = { id: needed("id of the host", id) };
const bindings = { ...host, ip_id: needed("id of the address", id) };

/** Settings in place of a plan. */
const pack: Parameters<FormValue> = {
  sql: optional("database: none, MySQL or SQLServer", oneOf("none", "MySQL", "SQLServer")),
  ftp: optional("1 with an FTP account", bit),
  port: optional("port of the site; 80", whole(1, 65_535)),
  domain_num: optional("domains that may be bound; 0 unlimited", whole(0)),
  web_back_num: optional("backups of the site; 0 unlimited", whole(0)),
  sql_back_num: optional("backups of the database; 0 unlimited", whole(0)),
  domainpools_id: needed("id of the pool that the first domain comes from", id),
  ippools_id: optional("id of the pool of addresses", id),
  ip_num: optional("addresses; 0 none", whole(0)),
  preset_procedure: optional("program to install", anyText),
  phpver: optional("version of PHP: 72", text),
  perserver: optional("connections; 0 unlimited", whole(0)),
  limit_rate: optional("KB/s of a request; 0 unlimited", whole(0)),
  site_max: optional("MB of the site; 0 unlimited", whole(0)),
  sql_max: optional("MB of the database; 0 unlimited", whole(0)),
  flow_max: optional("MB of traffic a month; 0 unlimited", whole(0)),
  domain_audit: optional("1 where new domains are reviewed", bit),
  session: optional("1 keeps sessions apart", bit),
  vsftpd: optional("1 uses vsftpd", bit),
  sites_path: optional("folder of the sites", text),
  sub_bind: optional("1 (default) allows subdirectories to be bound", bit),
};

const changes = {
  site_max: optional("MB of the site", positive),
  flow_max: optional("MB of traffic a month", positive),
  sql_max: optional("MB of the database", positive),
  domain_max: optional("domains that may be bound", positive),
  web_back_num: optional("backups of the site", positive),
  sql_back_num: optional("backups of the database", positive),
  sort_id: optional("id of a category", id),
  is_audit: optional("1 where new domains are reviewed", yes),
  endtime: optional("the day at the start of which it expires: 2030-09-02", day),
  status: optional(
    "normal, stop, locked, expired, excess or error",
    oneOf("normal", "stop", "locked", "expired", "excess", "error"),
  ),
  sub_bind: optional("1 allows subdirectories to be bound", yes),
};

const inPanelOnly = (effect: "reads" | "changes" | "destroys", words: string): BthostOperation => ({
  effect,
  words,
  takes: host,
  manner: inPanel,
});

export const hostOperations: Record<string, BthostOperation> = {
  host_domain: {
    effect: "changes",
    words: "binds a domain to a host; nothing unbinds it",
    takes: {
      ...host,
      domain: needed("the domain", text),
      dirs: optional("directory; / without it", text),
      is_audit: optional("1 waits for a review, 0 (default) does not", bit),
    },
    manner: inPanel,
  },
  host_build: {
    effect: "spends",
    words: "makes a host, by a plan or by settings of its own",
    takes: {
      username: optional("what the first domain begins with; random without it", text),
      plans_id: optional("id of the plan", id),
      endtime: needed("the day at the start of which it expires: 2030-09-02", day),
      user_id: optional("id of the owner", id),
      sort_id: optional("id of the category; 1 without it", category),
      pack: { words: "settings, in place of a plan", isRequired: false, read: objectOf(pack), holds: pack },
    },
    check: exactlyOne("plans_id", "pack"),
    manner: inPanel,
  },
  host_update: {
    effect: "changes",
    words: "gives a host the limits of a plan",
    takes: { ...host, plan_id: needed("id of the plan", id) },
    manner: inPanel,
  },
  host_edit: {
    effect: "changes",
    words: "changes limits and settings of a host; 0 and no cannot be sent",
    takes: { ...host, ...changes },
    check: (values) =>
      Object.keys(values).length > 1
        ? []
        : [{ property: "site_max, …", reason: say("at least one change is needed") }],
    manner: inPanel,
  },
  host_info: { effect: "reads", words: "reads a host with its accounts and domains", takes: host },
  host_status: inPanelOnly("reads", "tells what this panel and the server's say of a host"),
  host_bindip: { effect: "changes", words: "binds an address to a host", takes: bindings },
  host_unbindip: { effect: "changes", words: "unbinds an address from a host", takes: bindings },
  host_push: {
    effect: "changes",
    words: "gives a host to another user",
    takes: { host_id: needed("id of the host", id), user_id: needed("id of the new owner", id) },
  },
  host_recycle: inPanelOnly("destroys", "puts a host into the recycle bin, which is emptied after some days"),
  host_recovery: inPanelOnly("changes", "takes a host out of the recycle bin"),
  host_speedoff: inPanelOnly("changes", "takes the limits of connections and rate off"),
  host_speed: {
    effect: "changes",
    words: "limits connections and rate of a host",
    takes: {
      ...host,
      perserver: needed("connections at once", whole(1)),
      limit_rate: needed("KB/s of a request", whole(1)),
    },
    manner: inPanel,
  },
  host_endtime: {
    effect: "changes",
    words: "sets the day at the start of which a host expires",
    takes: { ...host, endtime: needed("the day: 2030-09-02", day) },
    manner: inPanel,
  },
  host_notice: {
    effect: "changes",
    words: "sets the remark of a host",
    takes: { ...host, text: needed("the remark", text) },
  },
  host_resource: inPanelOnly("changes", "measures what a host uses, and stops it when that is too much"),
  host_pass: {
    effect: "changes",
    words: "sets the password of a host's owner, of its FTP account, or of both",
    takes: {
      ...host,
      type: optional("host the owner's, ftp the account's, all (default)", oneOf("host", "ftp", "all")),
      password: optional("the new password; random without it", password),
    },
    manner: inPanel,
  },
  host_sync: inPanelOnly("changes", "brings the site's status into line with this panel's"),
  host_locked: inPanelOnly("changes", "stops a host so that its owner cannot start it"),
  host_stop: inPanelOnly("changes", "stops a host"),
  host_start: inPanelOnly("changes", "starts a host"),
};

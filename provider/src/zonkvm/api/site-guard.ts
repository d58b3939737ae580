import { filled, whole } from "./forms";
import { dayField, joined, onOff } from "./site-forms";
import { SiteRulesClient } from "./site-rules";
import {
  createStatisticsSchema,
  firewall,
  hotlinkProtection,
  type Firewall,
  type HotlinkProtection,
  type Statistics,
} from "./wire-site";

/** Protection against pages elsewhere that show files of this site. */
export interface HotlinkSettings {
  readonly enabled: boolean;
  /** The domains whose pages may. */
  readonly allowedDomains: readonly string[];
  /** The files to protect: `.jpg`. */
  readonly fileSuffixes: readonly string[];
  /** Status of HTTP that others get: 403, 404. */
  readonly httpStatus: number;
}

/** What a setting of the firewall is called by twice. The vendor gives it no values: by default, what the operation is called. */
export interface FirewallNames {
  readonly name?: string | undefined;
  readonly subOperation?: string | undefined;
}

/** Protection against floods of requests (CC). The vendor explains none of it beyond these words. */
export interface CcSettings extends FirewallNames {
  readonly mode: "standard" | "enhanced" | "strict";
  /** Requests are counted for so many seconds (统计周期). */
  readonly periodSeconds: number;
  /** So many are allowed in that time (周期内访问次数限制). */
  readonly limit: number;
  readonly banSeconds: number;
  /** 是否全局模式. */
  readonly global: boolean;
  /** 周期内访问次数递增步长. */
  readonly increase: number;
  /** 无痕浏览递增步长. */
  readonly privateBrowsingIncrease: number;
  /** 递增类型. */
  readonly increaseKindCode: number;
  /** CC类型状态. */
  readonly kindStatusCode: number;
  /** 是否CC拦截URL. */
  readonly blocksUrls: boolean;
  /** Most connections of one address (IP最大连接数配置). */
  readonly connections: {
    readonly enabled: boolean;
    readonly maxConnections: number;
    /** The vendor's `static`, without a word on it. */
    readonly static: boolean;
  };
}

/** How many attacks of one visitor are borne. */
export interface AttackLimit extends FirewallNames {
  readonly maxAttacks: number;
  /** They are counted for so many seconds. */
  readonly periodSeconds: number;
  readonly banSeconds: number;
}

/** What of a site's statistics is wanted. */
export interface StatisticsQuery {
  /** `site_total`, `visit_total`, and others that the vendor does not list. */
  readonly kind: string;
  /** A day: `2026-05-25`. */
  readonly from: string;
  readonly to: string;
}

const ccModes = { standard: 0, enhanced: 1, strict: 2 } as const;

function namesOf(operation: string, { name = operation, subOperation = operation }: FirewallNames) {
  return { name: filled("name", name), s: filled("subOperation", subOperation) };
}

/** What keeps visitors out of a site, and counts them: a part of what {@link HostingClient} can do. */
export abstract class SiteGuardClient extends SiteRulesClient {
  /** Protection of files against pages elsewhere (`hosting_get_security`). */
  async getHotlinkProtection(id: string): Promise<HotlinkProtection> {
    return this.look("get_security", id, {}, hotlinkProtection);
  }

  /** Sets the protection of files against pages elsewhere (`hosting_set_security`). */
  async setHotlinkProtection(id: string, settings: HotlinkSettings): Promise<void> {
    await this.change("set_security", id, {
      fix: joined("fileSuffixes", settings.fileSuffixes, "|"),
      domains: joined("allowedDomains", settings.allowedDomains, "\n"),
      statusSecurity: onOff(settings.enabled),
      http_status: whole("httpStatus", settings.httpStatus, 100),
    });
  }

  /** The firewall (`hosting_get_index` with `get_site_config_byname`). */
  async getFirewall(id: string): Promise<Firewall> {
    const name = "get_site_config_byname";
    return this.look("get_index", id, { name, s: name }, firewall);
  }

  /** Switches the protection against changes of files (防篡改; `hosting_set_site_status` with `set_site_status`). Nothing shows it. */
  async setTamperProtection(id: string, enabled: boolean): Promise<void> {
    const name = "set_site_status";
    await this.change("set_site_status", id, { name, s: name, status: onOff(enabled) });
  }

  /**
   * Switches a function of the firewall (`hosting_set_site_status` with `set_site_obj_open`).
   * @param what `readonly` (护网模式), `cdn`, `spider_status`, `scan_open`, `drop_china`, `drop_abroad`, `cookie`, `user-agent`, `get`,
   * `file_upload`, `rce_injection`, `xss_injection`, `sql_injection`, `cc`, and others that the vendor does not list.
   */
  async setFirewallFunction(id: string, what: string, enabled: boolean): Promise<void> {
    const name = "set_site_obj_open";
    const fields = { name, s: name, status: onOff(enabled), obj: filled("what", what) };
    await this.change("set_site_status", id, fields);
  }

  /** Sets the protection against floods of requests (`hosting_set_site_cc_conf`). */
  async setCcProtection(id: string, settings: CcSettings): Promise<void> {
    const { connections } = settings;
    await this.change("set_site_cc_conf", id, {
      post: {
        ...namesOf("set_site_cc_conf", settings),
        cc_mode: ccModes[settings.mode],
        cycle: whole("periodSeconds", settings.periodSeconds, 1),
        limit: whole("limit", settings.limit, 1),
        endtime: whole("banSeconds", settings.banSeconds, 0),
        is_open_global: onOff(settings.global),
        increase: whole("increase", settings.increase, 0),
        increase_wu_heng: whole("privateBrowsingIncrease", settings.privateBrowsingIncrease, 0),
        cc_increase_type: whole("increaseKindCode", settings.increaseKindCode, 0),
        cc_type_status: whole("kindStatusCode", settings.kindStatusCode, 0),
        is_cc_url: onOff(settings.blocksUrls),
        cc_ip_max: {
          open: onOff(connections.enabled),
          ip_max: whole("maxConnections", connections.maxConnections, 0),
          static: onOff(connections.static),
        },
      },
    });
  }

  /** Sets how many attacks are borne (`hosting_set_site_retry`). */
  async setAttackLimit(id: string, limit: AttackLimit): Promise<void> {
    await this.change("set_site_retry", id, {
      post: {
        ...namesOf("set_site_retry", limit),
        retry: whole("maxAttacks", limit.maxAttacks, 1),
        retry_time: whole("banSeconds", limit.banSeconds, 0),
        retry_cycle: whole("periodSeconds", limit.periodSeconds, 1),
      },
    });
  }

  /** Statistics of some days (`hosting_get_site_total_list_custom`). */
  async getStatistics(id: string, { kind, from, to }: StatisticsQuery): Promise<Statistics> {
    const fields = {
      part_type: filled("kind", kind),
      start_date: dayField("from", from),
      end_date: dayField("to", to),
    };
    const statistics = createStatisticsSchema(this.timeZone);
    return this.look("get_site_total_list_custom", id, fields, statistics);
  }
}

import { z } from "zod";

/* What the panel behind the host control program has: it knows sites, and nothing of hosts and users. */

export const Site = z.object({
  id: z.number(),
  name: z.string(),
  path: z.string(),
  sort: z.number(),
  remark: z.string(),
  /** Whether it is served. */
  isOn: z.boolean(),
  /** A day; a text that is none is what the panel was given for one. */
  endDay: z.string(),
  phpVersion: z.string(),
  port: z.string(),
  program: z.string(),
  isolatesSessions: z.boolean(),
  domains: z.array(z.object({ name: z.string(), directory: z.string() })),
  limits: z.object({ perserver: z.number(), perip: z.number(), limitRate: z.number() }).nullable(),
  /** What it takes, MB. */
  sizeMb: z.number(),
  sqlMb: z.number(),
  trafficMb: z.number(),
});
export type Site = z.infer<typeof Site>;

export const Account = z.object({
  siteId: z.number(),
  name: z.string(),
  password: z.string(),
  isOn: z.boolean(),
});
export type Account = z.infer<typeof Account>;

export const SiteCategory = z.object({ id: z.number(), name: z.string() });
export type SiteCategory = z.infer<typeof SiteCategory>;

/** Files of a living site that went when another site with the same path was deleted. */
export const FilesLost = z.object({
  path: z.string(),
  /** The site that lost them. */
  site: z.string(),
  /** The site that was deleted. */
  deleted: z.string(),
  at: z.number(),
});
export type FilesLost = z.infer<typeof FilesLost>;

export const SitesState = z.object({
  sequence: z.number(),
  sites: z.array(Site),
  ftps: z.array(Account),
  databases: z.array(Account),
  categories: z.array(SiteCategory),
  filesLost: z.array(FilesLost),
  webServer: z.enum(["nginx", "apache"]),
  /** What it refuses, in its words; `*` is everything that changes something. */
  refusals: z.record(z.string(), z.string()),
  isDown: z.boolean(),
  /** Whether it spares a folder that another site has too when it deletes a site. */
  sparesSharedFolders: z.boolean(),
});
export type SitesState = z.infer<typeof SitesState>;

/** What the panel can be made to refuse. */
export type SiteAct =
  | "addSite"
  | "start"
  | "stop"
  | "endDay"
  | "category"
  | "limits"
  | "domain"
  | "program"
  | "ftpPassword"
  | "ftpStatus"
  | "sqlPassword"
  | "deleteSite"
  | "*";

const unreachable = "服务器连接失败";

export interface NewSite {
  name: string;
  path: string;
  sort: number;
  remark: string;
  phpVersion: string;
  port: string;
  ftp: boolean;
  sql: boolean;
  account: string;
  password: string;
}

/** The panel's side of every operation. What can be refused answers the refusal, or nothing when it is done. */
export class SitePanel {
  constructor(
    readonly state: SitesState,
    private readonly unixSeconds: () => number,
  ) {}

  /** Why this would not be done. */
  refusal(act: SiteAct): string | undefined {
    if (this.state.isDown) return unreachable;
    return this.state.refusals[act] ?? this.state.refusals["*"];
  }

  private doing(act: SiteAct, change: () => void): string | undefined {
    const refused = this.refusal(act);
    if (refused === undefined) change();
    return refused;
  }

  byName(name: string): Site | undefined {
    return this.state.isDown ? undefined : this.state.sites.find((site) => site.name === name);
  }

  private byId(id: number): Site | undefined {
    return this.state.sites.find((site) => site.id === id);
  }

  /** A site, and what was opened beside it; an account whose name is taken is not. */
  addSite(site: NewSite): { refused: string } | { id: number; ftp: boolean; sql: boolean } {
    const refused = this.refusal("addSite");
    if (refused !== undefined) return { refused };
    const { sites, ftps, databases } = this.state;
    const isTaken = sites.some(
      (one) => one.name === site.name || one.domains.some(({ name }) => name === site.name),
    );
    if (isTaken) return { refused: "您添加的站点已存在!" };
    this.state.sequence += 1;
    const id = this.state.sequence;
    sites.push({
      id,
      name: site.name,
      path: site.path,
      sort: site.sort,
      remark: site.remark,
      isOn: true,
      endDay: "0000-00-00",
      phpVersion: site.phpVersion,
      port: site.port,
      program: "",
      isolatesSessions: false,
      domains: [{ name: site.name, directory: "/" }],
      limits: null,
      sizeMb: 0,
      sqlMb: 0,
      trafficMb: 0,
    });
    const open = (accounts: Account[], isWanted: boolean): boolean => {
      if (!isWanted || accounts.some(({ name }) => name === site.account)) return false;
      accounts.push({ siteId: id, name: site.account, password: site.password, isOn: true });
      return true;
    };
    return { id, ftp: open(ftps, site.ftp), sql: open(databases, site.sql) };
  }

  power(id: number, isOn: boolean): string | undefined {
    return this.doing(isOn ? "start" : "stop", () => Object.assign(this.byId(id) ?? {}, { isOn }));
  }

  setEndDay(id: number, endDay: string): string | undefined {
    return this.doing("endDay", () => Object.assign(this.byId(id) ?? {}, { endDay }));
  }

  setCategory(id: number, sort: number): string | undefined {
    return this.doing("category", () => Object.assign(this.byId(id) ?? {}, { sort }));
  }

  setProgram(id: number, program: string): string | undefined {
    return this.doing("program", () => Object.assign(this.byId(id) ?? {}, { program }));
  }

  isolateSessions(id: number): void {
    Object.assign(this.byId(id) ?? {}, { isolatesSessions: true });
  }

  /** Only nginx can; `null` takes the limits off. */
  setLimits(id: number, limits: Site["limits"]): string | undefined {
    if (this.state.webServer !== "nginx") return "流量限制当前仅支持Nginx!";
    return this.doing("limits", () => Object.assign(this.byId(id) ?? {}, { limits }));
  }

  addDomain(id: number, name: string, directory: string): string | undefined {
    const isBound = this.state.sites.some((site) => site.domains.some((one) => one.name === name));
    if (isBound) return "指定域名已绑定过!";
    return this.doing("domain", () => this.byId(id)?.domains.push({ name, directory }));
  }

  /** Finds the account by its name alone. */
  setFtp(name: string, change: Partial<Pick<Account, "password" | "isOn">>): string | undefined {
    const account = this.state.ftps.find((one) => one.name === name);
    if (account === undefined) return "id获取有误";
    return this.doing("password" in change ? "ftpPassword" : "ftpStatus", () =>
      Object.assign(account, change),
    );
  }

  setSql(name: string, password: string): string | undefined {
    const account = this.state.databases.find((one) => one.name === name);
    if (account === undefined) return "id获取有误";
    return this.doing("sqlPassword", () => Object.assign(account, { password }));
  }

  /** Deletes a site with its accounts and everything under its path, whoever else has files there. */
  deleteSite(id: number): string | undefined {
    const site = this.byId(id);
    if (site === undefined) return "指定站点不存在!";
    return this.doing("deleteSite", () => {
      const { state } = this;
      state.sites = state.sites.filter((one) => one !== site);
      state.ftps = state.ftps.filter((one) => one.siteId !== id);
      state.databases = state.databases.filter((one) => one.siteId !== id);
      if (state.sparesSharedFolders) return;
      for (const other of state.sites.filter((one) => one.path === site.path)) {
        other.sizeMb = 0;
        state.filesLost.push({
          path: site.path,
          site: other.name,
          deleted: site.name,
          at: this.unixSeconds(),
        });
      }
    });
  }

  addCategory(name: string): string | undefined {
    const { categories } = this.state;
    if (categories.some((one) => one.name === name)) return "指定分类名称已存在!";
    return this.doing("category", () => {
      this.state.sequence += 1;
      categories.push({ id: this.state.sequence, name });
    });
  }

  renameCategory(id: number, name: string): string | undefined {
    const { categories } = this.state;
    if (categories.some((one) => one.name === name)) return "指定分类名称已存在!";
    const category = categories.find((one) => one.id === id);
    if (category === undefined) return "指定分类不存在!";
    return this.doing("category", () => Object.assign(category, { name }));
  }

  deleteCategory(id: number): string | undefined {
    if (!this.state.categories.some((one) => one.id === id)) return "指定分类不存在!";
    return this.doing("category", () => {
      this.state.categories = this.state.categories.filter((one) => one.id !== id);
      for (const site of this.state.sites) if (site.sort === id) site.sort = 0;
    });
  }
}

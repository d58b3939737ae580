import type { BthostHabits } from "./habits";
import { asUsual } from "./habits";
import { purge, recycle, runExpiryJob, runQuotaJob, settle } from "./life";
import type { BthostPanel } from "./panel";
import type { Binding, Ftp, Host, IpAddress, Plan, PoolDomain, Sql, User } from "./rows";
import type { Site, SiteAct, SitesState } from "./sites";
import type { BthostState } from "./state";

/** Tables whose rows the staff can change. */
export interface BthostTables {
  users: User;
  plans: Plan;
  domains: PoolDomain;
  ipAddresses: IpAddress;
  sqls: Sql;
  ftps: Ftp;
  bindings: Binding;
}

/** What an administrator, the owner of a host, or another program does. Unknown ids throw. */
export interface BthostPanelControl {
  /** A copy of a host's row, also when it is recycled or deleted. */
  host(id: number): Host | undefined;
  /** Changes raw columns of a host; the panel does not hear of it. */
  editHost(id: number, change: Partial<Host>): void;
  /** The site of a host, as the panel behind has it. */
  site(hostId: number): Site | undefined;
  editSite(hostId: number, change: Partial<Site>): void;
  /** Every site of the panel, those without a host too. */
  sites(): Site[];
  /** Makes a site by hand, which no host has. */
  addSite(name: string, path: string): void;
  removeSite(name: string): void;
  /** Whether a text is the password that works: in the panel behind for FTP and database, in the program for the owner. */
  passwordIs(hostId: number, of: "ftp" | "sql" | "owner", text: string): boolean;
  /** Puts a host into the recycle bin. */
  recycle(hostId: number): void;
  /** Deletes a host for good. */
  purge(hostId: number): void;
  /** Makes a host vanish, as if it had never been; its site stays. */
  eraseHost(hostId: number): void;
  runExpiryJob(): void;
  runQuotaJob(): void;
  /** Changes columns of the row with this id. */
  edit<Table extends keyof BthostTables>(
    table: Table,
    id: number,
    change: Partial<BthostTables[Table]>,
  ): void;
  /** Adds a row like the one with this id, with changes. */
  addLike<Table extends keyof BthostTables>(
    table: Table,
    id: number,
    change: Partial<BthostTables[Table]>,
  ): void;
  /** Adds a category in the panel, which the list of the API does not show until it is read again. */
  addCategory(name: string): void;
  /** The panel refuses an act, or everything that changes something (`*`), in these words; nothing ends that. */
  refuse(act: SiteAct, message: string | undefined): void;
  /** Whether the panel behind cannot be reached. */
  setDown(isDown: boolean): void;
  setWebServer(server: SitesState["webServer"]): void;
  /** Whether the panel spares the files under a path that another site has too. */
  setSparesSharedFolders(isOn: boolean): void;
  /** The next build fails: before there is a site (`details`), or after, leaving it behind. */
  failNextBuild(stage: BthostState["nextBuildFails"]): void;
  /** Puts the installation's clock off by so many seconds: ahead, or behind when negative. */
  setClockSkew(seconds: number): void;
  /** Refuses every call with this message after the signature was checked: `非白名单IP不允许请求`. */
  block(message: string | undefined): void;
  setToken(accessToken: string): void;
  /** Changes how replies are said; what is not named stays. */
  setHabits(habits: Partial<BthostHabits>): void;
  resetHabits(): void;
}

/** @param save called after each change */
export function bthostControl(panel: BthostPanel, save: () => void): BthostPanelControl {
  const { state } = panel;
  const hostWith = (id: number): Host => {
    const host = state.hosts.find((one) => one.id === id);
    if (host === undefined) throw new RangeError(`There is no host ${id}.`);
    return host;
  };
  const siteWith = (hostId: number): Site | undefined =>
    state.sites.sites.find((site) => site.id === hostWith(hostId).bt_id);
  const saving =
    <Args extends unknown[]>(act: (...args: Args) => void) =>
    (...args: Args): void => {
      settle(panel);
      act(...args);
      save();
    };
  const rowWith = <Table extends keyof BthostTables>(table: Table, id: number): BthostTables[Table] => {
    // `as`: each table holds the rows that its name says.
    const rows = state[table] as BthostTables[Table][];
    const row = rows.find((one) => one.id === id);
    if (row === undefined) throw new RangeError(`There is no ${id} in ${table}.`);
    return row;
  };
  return {
    host: (id) => {
      settle(panel);
      return structuredClone(state.hosts.find((one) => one.id === id));
    },
    editHost: saving((id, change) => Object.assign(hostWith(id), change)),
    site: (hostId) => structuredClone(siteWith(hostId)),
    editSite: saving((hostId, change) => {
      const site = siteWith(hostId);
      if (site === undefined) throw new RangeError(`Host ${hostId} has no site.`);
      Object.assign(site, change);
    }),
    sites: () => structuredClone(state.sites.sites),
    addSite: saving((name, path) => {
      const site = { name, path, sort: 0, remark: "", phpVersion: "72", port: "80" };
      panel.sites.addSite({ ...site, ftp: false, sql: false, account: "", password: "" });
    }),
    removeSite: saving((name) => {
      state.sites.sites = state.sites.sites.filter((site) => site.name !== name);
    }),
    passwordIs: (hostId, of, text) => {
      const { user_id, bt_id } = hostWith(hostId);
      if (of === "owner") return state.users.some((user) => user.id === user_id && user.password === text);
      const accounts = of === "ftp" ? state.sites.ftps : state.sites.databases;
      return accounts.some((account) => account.siteId === bt_id && account.password === text);
    },
    recycle: saving((hostId) => {
      recycle(panel, hostWith(hostId), "staff");
    }),
    purge: saving((hostId) => {
      purge(panel, hostWith(hostId), "staff");
    }),
    eraseHost: saving((hostId) => {
      const gone = hostWith(hostId);
      state.hosts = state.hosts.filter((one) => one !== gone);
    }),
    runExpiryJob: saving(() => {
      runExpiryJob(panel, panel.unixSeconds());
    }),
    runQuotaJob: saving(() => {
      runQuotaJob(panel);
    }),
    edit: (table, id, change) => {
      Object.assign(rowWith(table, id), change);
      save();
    },
    addLike: (table, id, change) => {
      // `as`: each table holds the rows that its name says.
      const rows = state[table] as BthostTables[typeof table][];
      rows.push({ ...structuredClone(rowWith(table, id)), ...change });
      save();
    },
    addCategory: saving((name) => {
      panel.sites.addCategory(name);
    }),
    refuse: saving((act, message) => {
      const others = Object.entries(state.sites.refusals).filter(([name]) => name !== act);
      state.sites.refusals = {
        ...Object.fromEntries(others),
        ...(message === undefined ? {} : { [act]: message }),
      };
    }),
    setDown: saving((isDown) => {
      state.sites.isDown = isDown;
    }),
    setWebServer: saving((server) => {
      state.sites.webServer = server;
    }),
    setSparesSharedFolders: saving((isOn) => {
      state.sites.sparesSharedFolders = isOn;
    }),
    failNextBuild: saving((stage) => {
      state.nextBuildFails = stage;
    }),
    setClockSkew: saving((seconds) => {
      state.skewSeconds = seconds;
    }),
    block: saving((message) => {
      state.blocked = message ?? null;
    }),
    setToken: saving((accessToken) => {
      state.accessToken = accessToken;
    }),
    setHabits: (habits) => {
      panel.habits = { ...panel.habits, ...habits };
    },
    resetHabits: () => {
      panel.habits = asUsual;
    },
  };
}

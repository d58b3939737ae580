import { SandboxClock } from "../clock";
import { standIn, type StandIn } from "../stand-in";
import { Store } from "../store";
import { bthostControl, type BthostPanelControl } from "./control";
import { bthostFace } from "./face";
import { asUsual, type BthostHabits } from "./habits";
import { settle } from "./life";
import { isWriting } from "./operations";
import { BthostPanel } from "./panel";
import type { Binding, Host, HostEvent, User } from "./rows";
import type { FilesLost, SiteCategory } from "./sites";
import { BthostState, freshState } from "./state";

export interface BthostSandboxOptions {
  /** TCP port on 127.0.0.1. Default 0: any free one. */
  port?: number;
  /** JSON file of the installation's state: loaded when it exists, written after each change. Default: memory only. */
  stateFile?: string;
  /** Default: that of the state file, or `EXAMPLE-token-0001`. */
  accessToken?: string;
  /** How old a signature may be, seconds. Default 10. */
  signatureSeconds?: number;
  /** Days that a recycled host is kept. Default 7. */
  recycleDays?: number;
  /** Hours between two runs of the expiry job. Default 12. */
  expiryHours?: number;
  /** Minutes between two runs of the quota job. Default 20. */
  quotaMinutes?: number;
  /** How replies are said, and what the installation is like, where it is not as usual. */
  habits?: Partial<BthostHabits>;
}

/** A host in short, as {@link BthostSandbox.ledger} shows it. */
export interface BthostHostSummary {
  id: number;
  /** The default domain, which begins with the user name that was asked for. */
  name: string;
  userId: number;
  notice: string | null;
  /** Unix seconds, by the panel's clock. */
  createdAt: number;
  byApi: boolean;
  endsAt: number;
  status: Host["status"];
  /** Where it is now. */
  place: "live" | "recycled" | "purged";
  /** Whether its site is served. */
  isOn: boolean;
}

/** A running stand-in for a BThost installation, and everything that tests do to it. */
export interface BthostSandbox extends StandIn {
  /** `http://127.0.0.1:PORT/api/vhost` */
  readonly url: string;
  /** The token in force. */
  readonly accessToken: string;
  /** The truth: every host there ever was and what happened to it, and what else was made. */
  ledger(): {
    hosts: BthostHostSummary[];
    users: User[];
    bindings: Binding[];
    categories: SiteCategory[];
    events: HostEvent[];
    /** Sites of the panel that no host has: what a failed build leaves behind. */
    straySites: string[];
    /** Files of living sites that went with another site. */
    filesLost: FilesLost[];
    /** How often each operation that changes something was carried out. */
    done: Record<string, number>;
  };
  readonly panel: BthostPanelControl;
}

/**
 * Starts a strict stand-in for a BThost installation on the loopback interface.
 * @throws Error when the port is taken or the state file is not one
 */
export async function startBthostSandbox(options: BthostSandboxOptions = {}): Promise<BthostSandbox> {
  const store = Store.open(options.stateFile, BthostState, () => freshState("EXAMPLE-token-0001"));
  const { state } = store;
  state.accessToken = options.accessToken ?? state.accessToken;
  const save = (): void => {
    store.save();
  };
  const clock = SandboxClock.of(store, () => {
    settle(panel);
  });
  const panel = new BthostPanel(
    state,
    {
      signatureSeconds: options.signatureSeconds ?? 10,
      recycleDays: options.recycleDays ?? 7,
      expiryHours: options.expiryHours ?? 12,
      quotaMinutes: options.quotaMinutes ?? 20,
    },
    { ...asUsual, ...options.habits },
    clock,
  );
  settle(panel);
  save();
  const running = await standIn(options.port ?? 0, bthostFace(panel, save), clock, ({ action }) =>
    isWriting(action),
  );
  return {
    ...running,
    url: `http://127.0.0.1:${running.port}/api/vhost`,
    get accessToken() {
      return state.accessToken;
    },
    ledger: () => {
      settle(panel);
      const { users, bindings, events, done } = state;
      const { categories, filesLost, sites } = state.sites;
      const owned = new Set(state.hosts.map((host) => host.bt_id));
      const straySites = sites.filter((site) => !owned.has(site.id)).map((site) => site.name);
      const hosts = state.hosts.map((host) =>
        summary(host, sites.find((site) => site.id === host.bt_id)?.isOn),
      );
      return structuredClone({ hosts, users, bindings, categories, events, straySites, filesLost, done });
    },
    panel: bthostControl(panel, save),
  };
}

function placeOf(host: Host): BthostHostSummary["place"] {
  if (host.purgedAt !== null) return "purged";
  return host.deletetime === null ? "live" : "recycled";
}

const summary = (host: Host, isOn = false): BthostHostSummary => ({
  id: host.id,
  name: host.bt_name,
  userId: host.user_id,
  notice: host.notice,
  createdAt: host.createtime,
  byApi: host.is_api === 1,
  endsAt: host.endtime,
  status: host.status,
  place: placeOf(host),
  isOn,
});

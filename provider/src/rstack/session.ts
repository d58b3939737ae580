import { z } from "zod";
import { RstackClient } from "./api/client";
import type { Ip, Vm } from "./api/wire";
import { loadCatalog } from "./catalog";
import type { Account } from "../core/account";
import { RefusedError } from "../core/errors";
import { accountKeyOf, apiUrl, endpointSetting } from "../core/http/endpoint";
import { HttpClient } from "../core/http/http";
import { Inventory } from "../core/inventory";
import { once } from "../core/once";
import { accountSettings, type Surroundings } from "../core/vendor";
import { needsCloserLook, observe, type Activity, type HyperVmObserved } from "./hyper-vm/observed";
import { unlessUnsaid } from "./unsaid";

/** Config of one account: `rstack:<key>`, or an entry of `rstack:accounts`. */
export const rstackSettings = z.strictObject({
  /** The controller's API URL; a bare site root gets `/api/v3`. */
  endpoint: endpointSetting,
  /** The API key (API秘钥). */
  apiKey: z.string().min(1),
  /** The language in which the controller refuses. */
  language: z.enum(["english", "chinese"]).default("english"),
  ...accountSettings,
});
export type RstackSettings = z.output<typeof rstackSettings>;

const urlOf = (settings: RstackSettings): string => apiUrl(settings.endpoint, "/api/v3");

/** Tells an account from every other one. A controller has one; its key may change. */
export function accountKey(settings: RstackSettings): string {
  return accountKeyOf("rstack", urlOf(settings), settings.panelName);
}

/** What all resources of an account share: the client, the catalogue (loaded once), the list of VMs. */
export class RstackSession {
  readonly client: RstackClient;
  readonly vms: Inventory<HyperVmObserved>;
  /** The catalogue, loaded once. */
  readonly catalog = once(() => loadCatalog(this.client));
  readonly #followed = new Set<string>();
  readonly #detailed = new Set<string>();
  readonly #consoles = new Set<string>();
  /** What this controller has no answer to: it is not asked again. */
  readonly #silent = new Set<string>();
  /** The latest list, as the controller wrote it. */
  #listed: ReadonlyMap<string, Vm> = new Map();

  constructor(settings: RstackSettings, deps: Surroundings) {
    const http = new HttpClient({
      endpoint: urlOf(settings),
      allowInsecureHttp: settings.allowInsecureHttp,
      minIntervalMs: settings.minIntervalMs,
      timeoutMs: settings.timeoutSeconds * 1_000,
      onReply: deps.onReply,
    });
    const { apiKey, language, timeZone } = settings;
    this.client = new RstackClient({ http, apiKey, language, timeZone });
    this.vms = new Inventory<HyperVmObserved>(
      {
        list: () => this.#list(),
        complete: async (row) => {
          const vm = this.#listed.get(row.serviceId);
          if (vm === undefined || !this.#needsMore(vm)) return row;
          const { ipv4Addresses, ipv6Addresses } = row;
          return { ...(await this.#look(vm)), ipv4Addresses, ipv6Addresses };
        },
        read: async (id) => {
          const rows = await this.client.getVms({ id });
          // That there is no such VM is believed of a controller that answers.
          if (rows.length === 0) await this.client.test();
          const vm = rows.find((row) => row.id === id);
          if (vm === undefined) return undefined;
          const [row] = await this.#withAddresses([await this.#look(vm)], id);
          return row;
        },
        idOf: (vm) => vm.serviceId,
        rowsPerRequest: Infinity,
      },
      deps,
    );
  }

  /** Asks for the state of this VM whenever it is read: one more request, so only where its power or its tasks matter. */
  follow(vmId: string): void {
    this.#followed.add(vmId);
  }

  /** Asks for the details of this VM too, where the list does not tell its shared address and its remote port. */
  detail(vmId: string): void {
    this.#detailed.add(vmId);
  }

  /** Asks for everything that the controller tells of this VM, its console included. */
  showAll(vmId: string): void {
    this.follow(vmId);
    this.#consoles.add(vmId);
  }

  async #list(): Promise<HyperVmObserved[]> {
    const rows = await this.client.getVms();
    // An empty body is how the controller says that there are none, but also what a broken one may answer.
    if (rows.length === 0) await this.client.test();
    this.#listed = new Map(rows.map((vm) => [vm.id, vm]));
    return this.#withAddresses(rows.map((vm) => observe(vm)));
  }

  /** Adds the addresses where the list of VMs does not tell all of them: the list of addresses tells whose each is. */
  async #withAddresses(rows: readonly HyperVmObserved[], vmId?: string): Promise<HyperVmObserved[]> {
    const isTold = rows.every(({ ipv4Addresses }) => ipv4Addresses !== undefined);
    if (isTold) return [...rows];
    const ips = await this.#added("hyperip", () => this.client.getIps({ vmId }));
    if (ips === undefined) return [...rows];
    return rows.map((row) => {
      const own = ips.filter((ip) => ip.vmId === row.serviceId);
      if (own.length === 0) return row;
      return {
        ...row,
        ipAddress: row.ipAddress ?? own[0]?.ip,
        ipv4Addresses: row.ipv4Addresses ?? mainFirst(own, row.ipAddress, false),
        ipv6Addresses: row.ipv6Addresses ?? mainFirst(own, undefined, true),
      };
    });
  }

  async #added<T>(question: string, ask: () => Promise<T>): Promise<T | undefined> {
    if (this.#silent.has(question)) return undefined;
    const answer = await unlessUnsaid(ask());
    if (answer === undefined) this.#silent.add(question);
    return answer;
  }

  async #look(vm: Vm): Promise<HyperVmObserved> {
    const activity = this.#isOpen(vm) ? await this.#activityOf(vm.id) : undefined;
    // Of a machine that is being installed the state tells enough.
    const isInstalled = activity?.state !== "installing" && vm.status !== "installing";
    const [details, console] = await Promise.all([
      isInstalled && this.#needsDetails(vm)
        ? this.#added(`vm_exinfo ${vm.id}`, () => this.client.getVmDetails(vm.id))
        : undefined,
      isInstalled && this.#consoles.has(vm.id)
        ? this.#added(`vm_console ${vm.id}`, () => this.client.getConsole(vm.id))
        : undefined,
    ]);
    return observe(vm, { activity, details, console });
  }

  /** Whether the list does not say enough of this VM. */
  #isOpen(vm: Vm): boolean {
    return needsCloserLook(vm) || this.#followed.has(vm.id);
  }

  #needsDetails({ id, remotePort, sharesAddress }: Vm): boolean {
    const isToldAll = remotePort !== undefined && sharesAddress !== undefined;
    return this.#consoles.has(id) || (this.#detailed.has(id) && !isToldAll);
  }

  #needsMore(vm: Vm): boolean {
    return this.#isOpen(vm) || this.#needsDetails(vm) || this.#consoles.has(vm.id);
  }

  async #activityOf(vmId: string): Promise<Activity | undefined> {
    try {
      const activity = await this.client.getVmState(vmId);
      if (activity.state !== "installFailed") return activity;
      const messages = (await this.client.getTasks({ vmId })).map(({ message }) => message);
      const reason = messages.findLast((message) => message !== undefined && message !== "0");
      return reason === undefined ? activity : { ...activity, taskMessage: reason };
    } catch (error) {
      // Whether a machine is there is decided by the list; one that is just being deleted may have no state any more.
      if (error instanceof RefusedError && error.name === "RefusedError") return undefined;
      throw error;
    }
  }
}

function mainFirst(ips: readonly Ip[], main: string | undefined, isIpv6: boolean): string[] {
  const all = ips.map(({ ip }) => ip).filter((ip) => ip.includes(":") === isIpv6);
  return [...all.filter((ip) => ip === main), ...all.filter((ip) => ip !== main)];
}

/** The session of an account that this vendor opened. */
export function sessionOf(account: Account): RstackSession {
  if (account.session instanceof RstackSession) return account.session;
  throw new TypeError(`account ${account.key} is not an account of RStack`);
}

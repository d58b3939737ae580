import type { Catalog } from "./catalog-rows";
import { asInTheExamples, type ZonkvmHabits } from "./habits";
import { open, recycle, remove, settle } from "./life";
import type { ZonkvmPanel } from "./panel";
import { giveBack } from "./refund";
import { isMachine, refOf, type Kind, type Service } from "./service";

type PatchOf<One> = One extends Service ? Partial<Omit<One, "kind" | "id">> : never;
/** Some fields of an order, whatever its kind. */
export type ServicePatch = PatchOf<Service>;

/** What the panel's staff, or another program, do in the back office. Orders go by the ledger's names: `server_1001`. Unknown ones throw. */
export interface ZonkvmPanelControl {
  /** A copy of everything that the panel knows of an order. */
  service(ref: string): Service | undefined;
  /** Changes what the panel knows of an order. */
  edit(ref: string, patch: ServicePatch): void;
  /** Opens a purchase that waits, at once. */
  open(ref: string): void;
  /** Makes so many coming purchases stay in opening until {@link open}. */
  stallOpenings(count?: number): void;
  lock(ref: string, isLocked?: boolean): void;
  /** Turns a machine, a hosting or a database on or off at once. */
  setPower(ref: string, power: "on" | "off"): void;
  /** Recycles or deletes an order without money. */
  end(ref: string, how: "recycled" | "deleted"): void;
  /** Makes an order vanish, as if it had never been. */
  erase(ref: string): void;
  /** Decides an application for a refund. */
  decideRefund(ref: string, decision: "accept" | "refuse"): void;
  /** Refuses every refund with this message; `null` ends that. */
  refuseRefunds(message: string | null): void;
  /** Refuses every call with this message; `null` ends that. */
  block(message: string | null): void;
  setBalance(amount: string): void;
  setKey(appKey: string): void;
  /** Changes the rows of a table of the catalogue that a condition chooses. */
  editCatalog<Table extends keyof Catalog>(
    table: Table,
    chosen: (row: Catalog[Table][number]) => boolean,
    patch: Partial<Catalog[Table][number]>,
  ): void;
  /** Changes how replies are said; what is not named stays. */
  setHabits(habits: Partial<ZonkvmHabits>): void;
  resetHabits(): void;
  /** The numbers before the next orders', by their kinds. */
  setSequences(last: Partial<Record<Kind, number>>): void;
  /** The number before the next invoice's. */
  setInvoices(last: number): void;
  setManualRefunds(isOn: boolean): void;
  /** Whether a text is the password of an order: of its login, its FTP account or its database. */
  passwordIs(ref: string, text: string): boolean;
}

/** @param save called after each change */
export function zonkvmControl(panel: ZonkvmPanel, save: () => void): ZonkvmPanelControl {
  const { state } = panel;
  const find = (ref: string): Service | undefined => {
    settle(panel);
    return state.services.find((one) => refOf(one) === ref);
  };
  const get = (ref: string): Service => {
    const service = find(ref);
    if (service === undefined) throw new RangeError(`There is no order ${ref}.`);
    return service;
  };
  const saving =
    <Args extends unknown[]>(act: (...args: Args) => void) =>
    (...args: Args): void => {
      act(...args);
      save();
    };
  return {
    service: (ref) => structuredClone(find(ref)),
    edit: saving((ref, patch) => {
      Object.assign(get(ref), structuredClone(patch));
    }),
    open: saving((ref) => {
      open(panel, get(ref));
    }),
    stallOpenings: saving((count = 1) => {
      state.stalledOpenings = count;
    }),
    lock: saving((ref, isLocked = true) => {
      get(ref).runStatus = isLocked ? -2 : 1;
    }),
    setPower: saving((ref, power) => {
      get(ref).runStatus = power === "on" ? 1 : -1;
    }),
    end: saving((ref, how) => {
      if (how === "recycled") recycle(get(ref), panel.stamp());
      else remove(panel, get(ref));
    }),
    erase: saving((ref) => {
      const gone = get(ref);
      state.services = state.services.filter((one) => one !== gone);
    }),
    decideRefund: saving((ref, decision) => {
      const service = get(ref);
      if (service.application !== "waiting") throw new RangeError(`Nobody asked to refund ${ref}.`);
      if (decision === "accept") giveBack(panel, service);
      else service.application = "refused";
    }),
    refuseRefunds: saving((message) => {
      state.refundsRefused = message;
    }),
    block: saving((message) => {
      state.blocked = message;
    }),
    setBalance: saving((amount) => {
      panel.ledger.balance = amount;
    }),
    setKey: saving((appKey) => {
      state.appKey = appKey;
    }),
    editCatalog: (table, chosen, patch) => {
      const rows: Catalog[typeof table][number][] = state.catalog[table];
      const found = rows.filter((row) => chosen(row));
      if (found.length === 0) throw new RangeError(`No row of ${table} was chosen.`);
      for (const row of found) Object.assign(row, patch);
      save();
    },
    setHabits: (habits) => {
      panel.habits = { ...panel.habits, ...habits };
    },
    resetHabits: () => {
      panel.habits = asInTheExamples;
    },
    setSequences: saving((last) => {
      Object.assign(state.sequences, last);
    }),
    setInvoices: saving((last) => {
      state.sequences.invoice = last;
    }),
    setManualRefunds: (isOn) => {
      panel.manners.manualRefunds = isOn;
    },
    passwordIs: (ref, text) => {
      const service = get(ref);
      return text === (isMachine(service) || service.kind === "sql" ? service.password : service.ftpPassword);
    },
  };
}

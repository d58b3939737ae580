import { z } from "zod";
import type { Backup } from "./api/wire";
import { laneOfVm, noVm, trusted } from "./children";
import { childArguments, childKind } from "../core/child-kind";
import { documentedObject } from "../core/documented";
import { AccountRefusedError, ArgumentError, RefusedError } from "../core/errors";
import { sharedList } from "../core/listed-by";
import { statuses } from "../core/observed";
import type { Change } from "../core/plan";
import { shown } from "../core/shown";
import { sessionOf, type RstackSession } from "./session";
import { asTask } from "./tasks";
import { say } from "./language/say";

/** What only a `Snapshot` takes. By itself, because editors show its doc comments. */
export const snapshotOnly = {
  /** The VM, by its `id` or `serviceId`. A change is a replacement. */
  vm: z.string().min(1),
  /** Name of a snapshot that is there: it is taken over, none is made. The controller itself names new ones. A change is a replacement. */
  name: z.string().min(1).optional(),
  /** Any values; a change makes another snapshot: a replacement. */
  triggers: z.array(z.unknown()).optional(),
  /** Any values; a change takes the machine back to the snapshot: what was written since is lost. Needs `allowRevert`. Removing them does nothing. */
  revertTriggers: z.array(z.unknown()).optional(),
  /** Consent to lose what was written since the snapshot. Default false. */
  allowRevert: z.boolean().optional(),
};

/** The arguments of a `Snapshot`. */
export const snapshotArguments = z.strictObject({ ...childArguments, ...snapshotOnly });
export type SnapshotArguments = z.output<typeof snapshotArguments>;

/** What is observed of a `Snapshot`. */
export const snapshotObserved = documentedObject({
  /** VM and name, which `get` takes: `341/web1_20260101000000_345`. */
  serviceId: z.string(),
  /** `opening` until it is complete. */
  status: z.enum(statuses),
  /** The VM, by its number. */
  vm: z.string(),
  /** The name that the controller gave it. */
  name: z.string(),
});
export type SnapshotObserved = z.output<typeof snapshotObserved>;

const idOf = (vm: string, name: string): string => `${vm}/${name}`;

function observe(vm: string, { name, completed }: Backup): SnapshotObserved {
  return { serviceId: idOf(vm, name), status: completed === false ? "opening" : "ready", vm, name };
}

/** A snapshot goes with its machine: the controller refuses to list those of one that is not there. */
async function readOne(session: RstackSession, id: string): Promise<SnapshotObserved | undefined> {
  const [vm = ""] = id.split("/");
  try {
    const rows = await session.client.getSnapshots(vm);
    return (await trusted(session, rows))
      .map((row) => observe(vm, row))
      .find(({ serviceId }) => serviceId === id);
  } catch (error) {
    if (!(error instanceof RefusedError) || error instanceof AccountRefusedError) throw error;
    if ((await session.vms.getNow(vm)) === undefined) return undefined;
    throw error;
  }
}

const snapshots = sharedList<SnapshotObserved>((account) => {
  const session = sessionOf(account);
  return {
    list: async () => {
      const rows = await trusted(session, await session.client.getBackups({ type: "snapshot" }));
      return rows.flatMap((row) => (row.vmId === undefined ? [] : [observe(row.vmId, row)]));
    },
    read: (id) => readOne(session, id),
    idOf: ({ serviceId }) => serviceId,
    rowsPerRequest: Infinity,
  };
});

/** Takes the machine back to a snapshot (`vm_snapshot`). */
function revertOf({ vm, name }: SnapshotObserved): Change<SnapshotObserved> {
  const words = say("REVERT VM {vm} to snapshot {name}: what was written since is lost", { vm, name });
  return {
    kind: "revert",
    words,
    destroys: true,
    interrupts: true,
    consent: {
      property: "revertTriggers",
      words: say("needs `allowRevert: true`, the consent to lose it"),
      argument: "allowRevert",
    },
    target: name,
    applies: ["revertTriggers"],
    calls(_observed, { account }) {
      const send = () =>
        sessionOf(account)
          .client.revertSnapshot(vm, name)
          .then(() => undefined);
      return [asTask(account, vm, "restore", { send, isDone: () => true })];
    },
  };
}

/** A snapshot of a machine. */
export const snapshot = childKind<SnapshotArguments, SnapshotObserved>({
  vendor: "rstack",
  type: "Snapshot",
  title: () => say("snapshot"),
  schemaVersion: 1,
  arguments: snapshotArguments,
  observed: snapshotObserved,
  parent: { type: "HyperVm", argument: "vm" },
  replacedBy: ["vm", "name", "triggers"],

  inventory: snapshots,
  async createFaults(account, { vm, name }) {
    if (vm === undefined) return [];
    if ((await sessionOf(account).vms.get(vm)) === undefined) return [noVm(account, vm)];
    return name === undefined
      ? []
      : [{ property: "name", reason: say("VM {vm} has no snapshot {name}", { vm, name }) }];
  },
  words: ({ vm, name }) =>
    name === undefined
      ? say("snapshot of VM {vm}", { vm: shown(vm) })
      : say("snapshot {name} of VM {vm}", { name, vm: shown(vm) }),
  hasNameOf: (observed, { vm, name }) => name !== undefined && observed.vm === vm && observed.name === name,
  argumentsOf: ({ vm, name }) => ({ vm, name }),
  lane: laneOfVm,

  async create(account, { vm, name }) {
    // Names are the controller's: asking for one must not make another.
    if (name !== undefined)
      throw new ArgumentError([
        { property: "name", reason: say("VM {vm} has no snapshot {name}", { vm, name }) },
      ]);
    return idOf(vm, await sessionOf(account).client.createSnapshot(vm));
  },

  change: ({ observed }) => ({ step: revertOf(observed) }),

  remove: (account, { vm, name }) => sessionOf(account).client.deleteSnapshot(vm, name),
});

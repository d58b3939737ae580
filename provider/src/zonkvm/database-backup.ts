import { z } from "zod";
import type { Backup } from "./api/databases";
import { idIn, laneOf, listedBy, orderNumber, parentFaults, parentIn, shown, type Parents } from "./children";
import type { Account } from "../core/account";
import { childArguments, childKind } from "../core/child-kind";
import { documentedObject } from "../core/documented";
import { ArgumentError, type CheckFailure } from "../core/errors";
import { withoutGaps } from "../core/gaps";
import { statuses } from "../core/observed";
import type { Change, Sight } from "../core/plan";
import { sessionOf } from "./session";
import { listed } from "../core/language/lists";
import { say } from "./language/say";

/** What only a `DatabaseBackup` takes. By itself, because editors show its doc comments. */
export const databaseBackupOnly = {
  /** The database, by the `id` or `serviceId` of a `CloudDatabase`. A change is a replacement. */
  database: z.string().regex(orderNumber.pattern, orderNumber.words),
  /** Id of a backup that is there: it is taken over, none is made. A change is a replacement. */
  backupId: z.string().min(1).optional(),
  /** Any values; a change makes another backup: a replacement. Where there are three already, set the option `deleteBeforeReplace`. */
  triggers: z.array(z.unknown()).optional(),
  /** Any values; a change loads the backup into the database (`sql_input_backup`): what was written since is lost. Needs `allowRestore`. Removing them does nothing. */
  restoreTriggers: z.array(z.unknown()).optional(),
  /** Consent to lose what was written since the backup. Default false. */
  allowRestore: z.boolean().optional(),
  /** Directory of the node that backups are in, which no reply tells. Used for a restore. Default: that of the vendor's sample, `/www/backup/database`. */
  directory: z
    .string()
    .regex(/^(?:\/|[A-Za-z]:[\\/])/, { error: () => say("is not a full path") })
    .optional(),
};

/** The arguments of a `DatabaseBackup`. */
export const databaseBackupArguments = z.strictObject({ ...childArguments, ...databaseBackupOnly });
export type DatabaseBackupArguments = z.output<typeof databaseBackupArguments>;

/** What is observed of a `DatabaseBackup`. */
export const databaseBackupObserved = documentedObject({
  /** Database and backup, which `get` takes: `12/3`. */
  serviceId: z.string(),
  /** `ready` once it is listed. */
  status: z.enum(statuses),
  /** The database, by its number. */
  database: z.string(),
  /** Id of the backup. */
  backupId: z.string(),
  /** The name that the panel gave it. */
  name: z.string().optional(),
  /** Name of its file on the node. */
  fileName: z.string().optional(),
  /** Its size, in bytes by reading. */
  sizeBytes: z.number().optional(),
  /** When it was made, ISO 8601 with offset. */
  madeAt: z.string().optional(),
});
export type DatabaseBackupObserved = z.output<typeof databaseBackupObserved>;

/** The vendor keeps no more of one database. */
const mostBackups = 3;
const sampleDirectory = "/www/backup/database";

function observe(database: string, backup: Backup): DatabaseBackupObserved {
  return withoutGaps({
    serviceId: idIn(database, backup.id),
    status: "ready",
    database,
    backupId: backup.id,
    name: backup.name,
    fileName: backup.fileName,
    sizeBytes: backup.sizeBytes,
    madeAt: backup.madeAt,
  });
}

/** The orders that backups belong to. */
const databases: Parents<"database"> = {
  argument: "database",
  title: () => say("database"),
  read: ({ databases: api }, id) => api.getOrder(id),
};

const backups = listedBy<Partial<DatabaseBackupArguments>, DatabaseBackupObserved>(
  parentIn(databases),
  async ({ databases: api }, database) =>
    (await api.listBackups(database)).map((backup) => observe(database, backup)),
);

/** Loads a backup into its database (`sql_input_backup`). The record tells nothing of it; the import's own progress does. */
function restoreOf(
  { database, backupId, fileName = "" }: DatabaseBackupObserved,
  directory = sampleDirectory,
): Change<DatabaseBackupObserved> {
  const file = /^(?:\/|[A-Za-z]:)/.test(fileName)
    ? fileName
    : `${directory.replace(/[\\/]$/, "")}/${fileName}`;
  return {
    kind: "revert",
    words: say("RESTORE database {database} from its backup {backupId}: what was written since is lost", {
      database,
      backupId,
    }),
    destroys: true,
    interrupts: true,
    consent: {
      property: "restoreTriggers",
      words: say("needs `allowRestore: true`, the consent to lose it"),
      argument: "allowRestore",
    },
    target: backupId,
    applies: ["restoreTriggers"],
    calls(_observed, { account }) {
      const { databases } = sessionOf(account).client;
      const seen = { isBegun: false };
      return [
        {
          send: () => databases.importBackup(database, file).then(() => undefined),
          isDone: () => true,
          async look(isAnswered): Promise<Sight> {
            const { percent } = await databases.getImportProgress(database);
            if (percent !== undefined && percent < 100) {
              seen.isBegun = true;
              return "begun";
            }
            // Of no import at all a panel may say that it is at its end.
            if (seen.isBegun || (isAnswered && percent !== undefined)) return "done";
            return isAnswered ? "unseen" : "nothing";
          },
        },
      ];
    },
  };
}

/** Why no backup can be made, or none of this id taken over. */
async function createFaults(
  account: Account,
  { database, backupId }: Partial<DatabaseBackupArguments>,
  leaving: string | undefined,
): Promise<readonly CheckFailure[]> {
  if (database === undefined) return [];
  const faults = await parentFaults(account, databases, database);
  if (faults.length > 0) return faults;
  if (backupId !== undefined)
    return [
      {
        property: "backupId",
        reason: say("database {database} has no backup {backupId}", { database, backupId }),
      },
    ];
  const rows = (await backups(account, { database }).all(5_000)).filter(
    ({ serviceId }) => serviceId !== leaving,
  );
  if (rows.length < mostBackups) return [];
  const ids = rows.map((row) => row.backupId);
  const reason = say(
    "{database} has {count} backups already ({ids}), and the panel keeps {mostBackups}: delete one first, or let the old one go first with the option `deleteBeforeReplace`",
    { database, count: rows.length, ids: listed(ids), mostBackups },
  );
  return [{ property: "database", reason }];
}

/** A backup of a database. */
export const databaseBackup = childKind<DatabaseBackupArguments, DatabaseBackupObserved>({
  vendor: "zonkvm",
  type: "DatabaseBackup",
  title: () => say("database backup"),
  schemaVersion: 1,
  arguments: databaseBackupArguments,
  observed: databaseBackupObserved,
  parent: { type: "CloudDatabase", argument: "database" },
  replacedBy: ["database", "backupId", "triggers"],
  onlyAtFirst: ["directory"],

  // No reply tells the id: it is listed when it is complete.
  appearsLate: true,
  inventory: backups,
  createFaults,
  words: ({ database, backupId }) =>
    backupId === undefined
      ? say("backup of database {database}", { database: shown(database) })
      : say("backup {backupId} of database {database}", { backupId, database: shown(database) }),
  hasNameOf: (observed, { database, backupId }) =>
    backupId !== undefined && observed.database === database && observed.backupId === backupId,
  argumentsOf: ({ database, backupId }) => ({ database, backupId }),
  lane: (wanted) => laneOf(databases, wanted),

  async create(account, { database, backupId }) {
    // Ids are the panel's: asking for one must not make another.
    if (backupId !== undefined)
      throw new ArgumentError([
        {
          property: "backupId",
          reason: say("database {database} has no backup {backupId}", { database, backupId }),
        },
      ]);
    await sessionOf(account).client.databases.createBackup(database);
    return undefined;
  },

  change: ({ observed, target }) => ({ step: restoreOf(observed, target.directory) }),

  remove: (account, { database, backupId }) =>
    sessionOf(account).client.databases.deleteBackup(database, backupId),
});

import { z } from "zod";
import { Site } from "./site";

/* What the panel knows of each thing that was bought. What a reply shows of it stands in `shown.ts`. */

export const kinds = ["server", "lease", "idc", "hosting", "sql"] as const;
export type Kind = (typeof kinds)[number];

const text = z.string();

/** A payment and the time it is for. */
export const Payment = z.object({ amount: text, from: text, to: text });

/** What is being done to a machine, until when by the panel's clock, and with what. */
export const Work = z.object({
  doing: z.enum(["start", "stop", "restart", "install", "password"]),
  endsAtMs: z.number(),
  systemGuid: text.optional(),
  password: text.optional(),
  port: z.number().optional(),
});
export type Work = z.infer<typeof Work>;

const common = {
  id: z.number(),
  clientUserId: z.number(),
  clientOrderNo: text,
  lineGuid: text,
  /** Empty where the kind has no products. */
  productGuid: text,
  boughtAt: text,
  startedAt: text,
  endsAt: text,
  months: z.number(),
  renewAuto: z.boolean(),
  /** -2 deleted, -1 recycled, 0 opening, 1 normal, 3 expired. */
  orderStatus: z.union([z.literal(-2), z.literal(-1), z.literal(0), z.literal(1), z.literal(3)]),
  /** -2 locked, -1 off, 1 running. */
  runStatus: z.union([z.literal(-2), z.literal(-1), z.literal(1)]),
  /** When it is open; `null` with state 0: never by itself. */
  opensAtMs: z.number().nullable(),
  /** Before this time neither a read nor a list has it. */
  visibleAtMs: z.number(),
  /** Since when it is recycled or waits to be deleted, as a stamp. */
  leftAt: text.nullable(),
  payments: z.array(Payment),
  /** Where an application to give it back stands. */
  application: z.enum(["none", "waiting", "refused"]),
};

/** What every order has. */
export const CommonFields = z.object(common);
export type CommonFields = z.infer<typeof CommonFields>;

const machine = {
  ...common,
  systemGuid: text,
  bandwidth: z.number(),
  defense: z.number(),
  ipnum: z.number(),
  ips: z.array(text),
  loginName: text,
  password: text,
  port: z.number(),
  work: Work.nullable(),
  restarts: z.number(),
  reinstalls: z.number(),
};

export const Cloud = z.object({
  kind: z.literal("server"),
  ...machine,
  cpu: z.number(),
  memory: z.number(),
  disks: z.array(z.number()),
  vncPassword: text,
});
export type Cloud = z.infer<typeof Cloud>;

export const Lease = z.object({ kind: z.literal("lease"), ...machine });
export type Lease = z.infer<typeof Lease>;

export const Idc = z.object({ kind: z.literal("idc"), ...machine, power: text });
export type Idc = z.infer<typeof Idc>;

export const Hosting = z.object({
  kind: z.literal("hosting"),
  ...common,
  name: text,
  ftpName: text,
  ftpPassword: text,
  program: text,
  programVersion: text,
  dbType: text,
  dbCode: text,
  /** GB a month. */
  flow: z.number(),
  site: Site,
});
export type Hosting = z.infer<typeof Hosting>;

export const SqlBackup = z.object({ id: z.number(), name: text, at: text, readyAtMs: z.number() });

export const Sql = z.object({
  kind: z.literal("sql"),
  ...common,
  /** The hosting that it is free with; 0 when it was bought by itself. */
  hostingId: z.number(),
  name: text,
  dbName: text,
  password: text,
  dbType: text,
  dbCode: text,
  access: text,
  backups: z.array(SqlBackup),
  /** The import that is running, or the last one. */
  imported: z.object({ file: text, startMs: z.number(), endMs: z.number() }).nullable(),
  reissues: z.number(),
});
export type Sql = z.infer<typeof Sql>;

export const Service = z.discriminatedUnion("kind", [Cloud, Lease, Idc, Hosting, Sql]);
export type Service = z.infer<typeof Service>;
export type Machine = Cloud | Lease | Idc;
export type ServiceOf<K extends Kind> = Extract<Service, { kind: K }>;

/** How the ledger calls a service; as `guid` the panel understands it too. */
export const refOf = (service: Pick<Service, "kind" | "id">): string => `${service.kind}_${service.id}`;

export const isMachine = (service: Service): service is Machine =>
  service.kind === "server" || service.kind === "lease" || service.kind === "idc";

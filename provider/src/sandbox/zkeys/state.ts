import { z } from "zod";
import { LedgerState } from "../ledger";
import { Catalog } from "./catalog";
import { lines, zones } from "./offer-lines";
import { disks, products } from "./offer-products";
import { systems } from "./offer-systems";
import { Service } from "./service";

/** Everything that a panel remembers. */
export const PanelState = z.object({
  schema: z.literal("zkeys-sandbox-1"),
  userId: z.string(),
  apiSecret: z.string(),
  clockOffsetMs: z.number(),
  /** Last number given out; ids, guids and order numbers are made from it. */
  sequence: z.number(),
  ledger: LedgerState,
  catalog: Catalog,
  /** Oldest first. */
  services: z.array(Service),
  /** Why every call is refused, if it is. */
  blocked: z.string().nullable(),
  /** Why every refund is refused, if it is. */
  refundsRefused: z.string().nullable(),
});
export type PanelState = z.infer<typeof PanelState>;

/** A panel as it is installed: the catalogue on offer, no service yet. */
export const freshState = (userId: string, apiSecret: string, balance: string): PanelState => ({
  schema: "zkeys-sandbox-1",
  userId,
  apiSecret,
  clockOffsetMs: 0,
  sequence: 1000,
  ledger: { balance, orders: [] },
  catalog: structuredClone({ zones, lines, products, systems, disks }),
  services: [],
  blocked: null,
  refundsRefused: null,
});

import { isIP } from "node:net";
import { z } from "zod";
import { orderArguments, termArguments } from "../../core/arguments";
import { purchaseArguments } from "../purchase-arguments";
import { say } from "../language/say";

const address = z.string().refine((text) => isIP(text) !== 0, { error: () => say("is not an IP address") });

/** What only a `CloudDatabase` takes. By itself, because editors show its doc comments. */
export const cloudDatabaseOnly = {
  /**
   * Web hosting whose free database it is, by the `id` or `serviceId` of a `WebHosting` (`hosting_add_database`): then it is free of charge, lives as
   * long as the hosting, and takes nothing that a purchase says (`line`, `product`, terms, prices). Each hosting has one. A change is a replacement.
   */
  hosting: z.string().min(1).optional(),
  /** Line of web hosting, by name or GUID (`hosting_lines`). Required without `hosting`. A change is a replacement: buys anew, then gives the old database back. */
  line: z.string().min(1).optional(),
  /** Product, by name or GUID (`sql_product`). Required without `hosting`. A change to a larger one is an upgrade in place (`sql_upgrade`); to any other, a replacement. */
  product: z.string().min(1).optional(),
  /** Size in MB. Default: the product's own, which is the only one that the panel is known to take. A change without another `product` is a replacement. */
  sizeMb: z.int().min(1).max(1_000_000_000).optional(),
  /** Encoding: `utf8mb4`, `utf8`, `gbk`, and others that the vendor does not list. Required without `hosting`. A change is a replacement. */
  encoding: z.string().min(1).optional(),
  /** Kind of a free database (`db_type`): `mysql` (default), `sqlserver`. Only with `hosting`. A change is a replacement. */
  databaseType: z.string().min(1).optional(),
  /** What the names of the database and of its user are made of; the vendor does not say how, and the outputs tell what came of it. Default: made of the order's token. A change is a replacement. */
  prefix: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]*$/, {
      error: () => say("is not a letter with letters, digits and _ behind it"),
    })
    .optional(),
  /** Secret. Password of the database's user; a change sets it in place (`sql_reset_password`). Unset: made at random at the purchase and kept as a secret output. */
  password: z.string().min(1).optional(),
  /** Any values; a change sets the password anew (the given one, or a random one). */
  passwordTriggers: z.array(z.unknown()).optional(),
  /** Name of the database in the panel. A change sets it in place (`sql_edit_name`). Unset: not managed. */
  displayName: z.string().min(1).optional(),
  /** From where it may be reached: `everywhere`, `localhost`, or addresses. A change sets it in place (`sql_set_access`). Unset: not managed. */
  access: z.union([z.enum(["everywhere", "localhost"]), z.array(address).min(1)]).optional(),
  /**
   * A number of your own for the order (`user_id`), up to 2147483647. It takes the place of the token by which an order is found whose reply was
   * lost: such an order is never repeated by itself. A change is recorded and does nothing.
   */
  clientUserId: z.int().min(1).max(2_147_483_647).optional(),
};

/**
 * The arguments of a `CloudDatabase`. References take a name or a GUID; an unknown or ambiguous name fails in the preview and lists the
 * candidates.
 */
export const cloudDatabaseArguments = z.strictObject({
  ...orderArguments,
  ...termArguments,
  ...purchaseArguments,
  ...cloudDatabaseOnly,
});

/** Arguments as checked. */
export type CloudDatabaseArguments = z.output<typeof cloudDatabaseArguments>;

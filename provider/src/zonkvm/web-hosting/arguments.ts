import { z } from "zod";
import { orderArguments, termArguments } from "../../core/arguments";
import { documentedStrictObject } from "../../core/documented";
import { purchaseArguments } from "../purchase-arguments";
import { say } from "../language/say";

/** A file of a site, without its directory. */
const fileName = z.string().regex(/^[^\s,/\\]+$/, {
  error: () => say("is not the name of a file, without slashes, commas and blanks"),
});

/** What only a `WebHosting` takes. By itself, because editors show its doc comments. */
export const webHostingOnly = {
  /** Line, by name or GUID (`hosting_lines`). A change is a replacement: buys anew, then gives the old hosting back. */
  line: z.string().min(1),
  /** Product, by name or GUID (`hosting_product`). A change to one with nothing less (space, databases, domains, traffic, price) is an upgrade in place (`hosting_upgrade`); to any other, a replacement. */
  product: z.string().min(1),
  /** Language that the site runs: `php`, `asp`, and others that the vendor does not list. A change is a replacement. */
  program: z.string().min(1),
  /** Version of the language at the purchase: `php81`, `asp_net`. With `php` a change is made in place, like that of `phpVersion`; with any other language it is a replacement. */
  programVersion: z.string().min(1),
  /** Kind of database: `mysql`, `sqlserver`, and others that the vendor does not list. A change is a replacement. */
  databaseType: z.string().min(1),
  /** Encoding of the site: `utf8`, `gbk`, and others that the vendor does not list. A change is a replacement. */
  encoding: z.string().min(1),
  /** What the name of the FTP account is made of; the vendor does not say how, and the output `ftpName` tells what came of it. Default: made of the order's token. A change is a replacement. */
  ftpPrefix: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_]*$/, {
      error: () => say("is not a letter with letters, digits and _ behind it"),
    })
    .optional(),
  /** Secret. Password of the FTP account; a change sets it in place (`hosting_edit_pwd`). Unset: made at random at the purchase and kept as a secret output. */
  ftpPassword: z.string().min(1).optional(),
  /** Any values; a change sets the FTP password anew (the given one, or a random one). */
  passwordTriggers: z.array(z.unknown()).optional(),
  /** Traffic a month in GB, in packs on top of the product's own. Default: the product's, and whatever it is later. More is an upgrade in place (`hosting_upgrade`), less a replacement. */
  trafficGb: z.int().min(1).max(1_000_000).optional(),
  /** Name of the hosting in the panel. A change sets it in place (`hosting_edit_name`). Unset: not managed. */
  displayName: z.string().min(1).optional(),
  /** Version of PHP: `php81`, `8.1` and `PHP 81` are the same. It takes the place of `programVersion`. A change sets it in place (`hosting_set_php_version`). Only with `program: "php"`. */
  phpVersion: z
    .string()
    .regex(/^(?:php)?[\s.]*\d+(?:[\s.]*\d+)*$/i, {
      error: () => say('is not a version of PHP such as "8.1"'),
    })
    .optional(),
  /** Default files of the site, the first that is there counts. A change sets them in place (`hosting_web_set_index`). Unset: not managed. */
  indexFiles: z.array(fileName).min(1).optional(),
  /** Protection against pages elsewhere that show files of this site. A change sets it in place (`hosting_set_security`); what is left out of it stays as it is. Unset: not managed. */
  hotlinkProtection: documentedStrictObject({
    /** Whether it is on. */
    enabled: z.boolean(),
    /** Domains whose pages may show them. */
    allowedDomains: z
      .array(z.string().regex(/^[^\s,]+$/, { error: () => say("is not a domain") }))
      .optional(),
    /** The files to protect: `.jpg`. */
    fileSuffixes: z
      .array(z.string().regex(/^\.\w+$/, { error: () => say('is not a suffix such as ".jpg"') }))
      .min(1)
      .optional(),
    /** Status of HTTP that others get: 403, 404. */
    httpStatus: z.int().min(200).max(599).optional(),
  }).optional(),
  /** `running` or `stopped` (`hosting_start`, `hosting_stop`); the power is not managed when unset. */
  powerState: z.enum(["running", "stopped"]).optional(),
  /**
   * A number of your own for the order (`user_id`), up to 2147483647. It takes the place of the token by which an order is found whose reply was
   * lost: such an order is never repeated by itself. A change is recorded and does nothing.
   */
  clientUserId: z.int().min(1).max(2_147_483_647).optional(),
};

/**
 * The arguments of a `WebHosting`. References take a name or a GUID; an unknown or ambiguous name fails in the preview and lists the
 * candidates.
 */
export const webHostingArguments = z.strictObject({
  ...orderArguments,
  ...termArguments,
  ...purchaseArguments,
  ...webHostingOnly,
});

/** Arguments as checked. */
export type WebHostingArguments = z.output<typeof webHostingArguments>;

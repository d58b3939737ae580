import { z } from "zod";
import { machineArguments, orderArguments, termArguments } from "../../core/arguments";
import { physicalOnly } from "../physical/arguments";
import { purchaseArguments } from "../purchase-arguments";

/** What only an `IdcServer` takes. By itself, because editors show its doc comments. */
export const idcServerOnly = {
  /** Line, by name or GUID (`idc_lines`). A change is a replacement: buys anew, then gives the old place back. */
  line: z.string().min(1),
  /** Kind of place, by name or GUID (`idc_product`): `1U`. A change is a replacement. */
  product: z.string().min(1),
  /** Power supply, by its name in the product (`idc_product`, `power`): `0.5A/220V`. A change is a replacement. */
  power: z.string().min(1),
  /** Image, by name or GUID (`getsystems`). Default: none, for a purchase takes none. It is installed after delivery (`idc_install`), as is another one later: needs `allowReinstall`. Nothing tells which one is installed: a server that is adopted is installed anew. */
  system: z.string().min(1).optional(),
};

/**
 * The arguments of an `IdcServer`. References take a name or a GUID; an unknown or ambiguous name fails in the preview and lists the
 * candidates.
 */
export const idcServerArguments = z.strictObject({
  ...orderArguments,
  ...termArguments,
  ...machineArguments,
  ...purchaseArguments,
  ...physicalOnly,
  ...idcServerOnly,
});

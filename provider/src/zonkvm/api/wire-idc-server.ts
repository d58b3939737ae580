import type { z } from "zod";
import { remembered } from "../../core/wire/remembered";
import { at, record, type With } from "../../core/wire/table";
import { stockStatuses } from "./replies";
import { integer, lenient, money, rows, text, word } from "./scalars";
import {
  physicalLineFields,
  physicalOrderFields,
  physicalProductFields,
  type PhysicalLine,
  type PhysicalProduct,
} from "./wire-physical";

/* Colocation on the wire, and ours beside it. */

/** A line (线路): a network with its prices, limits and switches, on which places for servers are sold. */
export const idcLine = record({
  ...physicalLineFields,
  /** Where it stands in the panel's list (`sort`). */
  sortOrder: at("sort", integer),
});
export type IdcLine = With<PhysicalLine, z.output<typeof idcLine>>;

const power = record({ name: at("name", text), price: at("price", money) });

/** A kind of place for a server. */
export const idcProduct = record({
  ...physicalProductFields,
  /** A number that the vendor does not explain (`product_type`). */
  typeCode: at("product_type", text),
  /** Its height: `1U` (`size`). */
  size: at("size", text),
  /** The kinds of power supply to choose from, with their prices, decimal strings: a purchase takes the name (`power`). */
  powers: at("power", lenient(rows(power))),
  /** Whether there are any left (`market_status`). */
  stock: at("market_status", word(stockStatuses)),
  /** As the panel has it (`server_group`). */
  serverGroup: at("server_group", text),
  /** Where it stands in the panel's list (`sort`). */
  sortOrder: at("sort", integer),
});
export type IdcProduct = With<PhysicalProduct, z.output<typeof idcProduct>>;

/**
 * An order of colocation. The vendor does not explain its `run_status` and `act_status`: they are read like a physical server's.
 * @param timeZone the IANA zone of the panel's wall.
 */
export function createIdcServerSchema(timeZone: string) {
  return remembered(
    record({
      ...physicalOrderFields(timeZone),
      /** A number that the vendor does not explain. */
      typeCode: at("product_type", text),
      /** Its height: `1U`. */
      size: at("size", text),
      /** Its power supply: `0.5A/220V`. */
      power: at("power", text),
    }),
  );
}
export type IdcServer = z.output<ReturnType<typeof createIdcServerSchema>>;

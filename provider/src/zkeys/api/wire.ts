import { z } from "zod";
import { rowsOfPage, type Totals } from "../../core/wire/pages";
import { remembered } from "../../core/wire/remembered";
import { at, record } from "../../core/wire/table";
import { allRows, flag, integer, listed, one, optionalId, rows, strictTime, text } from "./scalars";
import { harddisk, line, product, system, zone } from "./wire-catalog";
import { addedAddress, createServiceSchema, degradableAddress } from "./wire-service";
import { say } from "../language/say";

export type { Harddisk, Line, Product, System, Zone } from "./wire-catalog";
export type { AddedAddress, Address, DegradableAddress, Degrade, Service, Upgrade } from "./wire-service";

/*
 * The wire, and ours beside it: each name and number of the vendor stands once, in one of the three files of this name.
 * Amounts of money are yuan, in decimal strings; times are ISO 8601 with the offset of the panel's zone.
 */

/** The rows of a page, or a spoilt reply. @param key where they stand. */
function filled<T>(
  rowsIfThere: readonly T[] | undefined,
  totals: Totals,
  key: string,
  context: z.RefinementCtx,
): T[] {
  const read = rowsOfPage(rowsIfThere, totals);
  if (read !== undefined) return [...read];
  context.addIssue({
    code: "custom",
    message: say("has neither rows nor a number that says 0"),
    path: [key],
  });
  return z.NEVER;
}

/**
 * The schemas of what each operation puts into `data`.
 * @param timeZone the IANA zone of the panel's wall, which its times are written in.
 */
export function createWire(timeZone: string) {
  const service = remembered(createServiceSchema(timeZone));
  const services = one(
    record({
      totalNumber: at("total_number", integer),
      totalPage: at("total_page", integer),
      services: at("baremetal", listed(service)),
    }),
  ).transform((page, context) => {
    const totals = { total: page.totalNumber, pages: page.totalPage };
    return { ...page, services: filled(page.services, totals, "baremetal", context) };
  });

  return {
    zones: one(record({ zones: at("zones", allRows(zone)) })),
    lines: allRows(line),
    systems: one(
      record({
        pages: at("pages", integer),
        items: at("items", integer),
        systems: at("systems", listed(system)),
      }),
    ).transform((page, context) => {
      const totals = { total: page.items, pages: page.pages };
      return { ...page, systems: filled(page.systems, totals, "systems", context) };
    }),
    harddisks: allRows(harddisk),
    products: allRows(product),
    /** A purchase that names no server is not answered. */
    created: rows(service).refine((services) => services.length > 0, {
      error: () => say("must hold the server that was bought"),
    }),
    services,
    /** The service of this id out of whatever the panel shows for it; what an unknown id is answered with, it does not say. */
    serviceOf: (guid: string) =>
      one(record({ services: at("baremetal", rows(service)) })).transform((page, context) => {
        const wanted = page.services.find((candidate) => candidate.guid === guid);
        // Several others are the list of a panel that does not heed the id; a single other one is the wrong answer.
        if (wanted !== undefined || page.services.length !== 1) return wanted ?? null;
        context.addIssue({
          code: "custom",
          message: say("must be {guid}", { guid }),
          path: ["baremetal", "guid"],
        });
        return z.NEVER;
      }),
    upgraded: one(
      record({ orderNo: at("order_no_api", optionalId), addresses: at("ip", rows(addedAddress, "ip")) }),
    ),
    degradableAddresses: allRows(degradableAddress, "ip"),
    degraded: one(
      record({
        accepted: at("result", flag),
        message: at("text", text),
        guids: at(
          "data",
          one(
            record({
              bandwidth: at("bandwidth", optionalId),
              defense: at("defense", optionalId),
              ip: at("ip", optionalId),
            }),
          ),
        ),
      }),
    ),
    renewed: one(
      record({
        expiresAt: at("end_time", strictTime(timeZone).pipe(z.string({ error: () => say("must be there") }))),
      }),
    ),
  };
}

export type Wire = ReturnType<typeof createWire>;

import { z } from "zod";
import { at, record } from "../core/wire/table";
import { flag, integer, one, optionalId, rows, strictTime, text } from "./scalars";
import { harddisk, line, product, system, zone } from "./wire-catalog";
import { addedAddress, createServiceSchema, degradableAddress } from "./wire-service";

export type { Harddisk, Line, Product, System, Zone } from "./wire-catalog";
export type { AddedAddress, Address, DegradableAddress, Degrade, Service, Upgrade } from "./wire-service";

/*
 * The wire, and ours beside it: each name and number of the vendor stands once, in one of the three files of this name.
 * Amounts of money are yuan, in decimal strings; times are ISO 8601 with the offset of the panel's zone.
 */

/**
 * The schemas of what each operation puts into `data`.
 * @param timeZone the IANA zone of the panel's wall, which its times are written in.
 */
export function createWire(timeZone: string) {
  const service = createServiceSchema(timeZone);
  const services = one(
    record({
      totalNumber: at("total_number", integer),
      totalPage: at("total_page", integer),
      services: at("baremetal", rows(service)),
    }),
  );

  return {
    zones: one(record({ zones: at("zones", rows(zone)) })),
    lines: rows(line),
    systems: one(
      record({
        pages: at("pages", integer),
        items: at("items", integer),
        systems: at("systems", rows(system)),
      }),
    ),
    harddisks: rows(harddisk),
    products: rows(product),
    /** A purchase that names no server is not answered. */
    created: rows(service).refine((services) => services.length > 0, "must hold the server that was bought"),
    services,
    /** The service of this id out of a page of services. */
    serviceOf: (guid: string) =>
      services.transform((page, context) => {
        const wanted = page.services.find((candidate) => candidate.guid === guid);
        // Several others are the list of a panel that does not heed the id; a single other one is the wrong answer.
        if (wanted !== undefined || page.services.length !== 1) return wanted ?? null;
        context.addIssue({ code: "custom", message: `must be ${guid}`, path: ["baremetal", "guid"] });
        return z.NEVER;
      }),
    upgraded: one(
      record({ orderNo: at("order_no_api", optionalId), addresses: at("ip", rows(addedAddress, "ip")) }),
    ),
    degradableAddresses: rows(degradableAddress, "ip"),
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
    renewed: one(record({ expiresAt: at("end_time", strictTime(timeZone).pipe(z.string("must be there"))) })),
  };
}

export type Wire = ReturnType<typeof createWire>;

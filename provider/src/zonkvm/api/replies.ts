import { z } from "zod";
import { registerSecret } from "../../core/redact";
import { at, record, wireRecord } from "../../core/wire/table";
import type { Opened } from "./envelope";
import { lenient, integer, one, rowsIn, text, time } from "./scalars";

/* Replies that several kinds of servers share, and ours beside them. */

/** What of an undocumented reply may be the id of an order. GUIDs are longer. */
const idHint = text.pipe(z.string().regex(/^[1-9]\d{0,11}$/));

/**
 * The reply to a purchase, which the vendor does not document: an order id that it may hold, and `undefined` for any other. A hint: the
 * order must be read before it is believed.
 * @param clientOrderId the client's own number, which is none.
 */
export function placedOrder(clientOrderId: string) {
  return z.unknown().transform((data): string | undefined => {
    const row = wireRecord.safeParse(rowsIn(data)[0]).data;
    const candidates =
      row === undefined ? rowsIn(data).slice(0, 1) : [row.id, row.order_id, row.guid, rowsIn(row.ids)[0]];
    return candidates
      .flatMap((candidate) => idHint.safeParse(candidate).data ?? [])
      .find((id) => id !== clientOrderId);
  });
}

/** Where a machine's console is. The vendor documents no reply. */
export interface VncConsole {
  /** An address to open in a browser, where the reply has one. */
  readonly url?: string;
  /** What came as `data`, as it is. */
  readonly data: unknown;
}

const address = text.pipe(z.string().regex(/^(?:(?:https?|wss?):)?\/\//i));

/** The console out of a reply. An address lets in whoever has it. */
export function vncConsoleOf({ data, url }: Opened): VncConsole {
  const inside = wireRecord.safeParse(data).data?.url;
  const [found] = [data, inside, url].flatMap((candidate) => address.safeParse(candidate).data ?? []);
  registerSecret(found);
  return found === undefined ? { data } : { url: found, data };
}

/** @param timeZone the IANA zone of the panel's wall. */
export function trafficSchema(timeZone: string) {
  const moment = time(timeZone);
  const series = z.unknown().transform((value) => rowsIn(value).map((one) => integer.parse(one)));
  return one(
    record({
      times: at(
        "date",
        z.unknown().transform((value) => rowsIn(value).map((one) => moment.parse(one))),
      ),
      inbound: at("in", series),
      outbound: at("out", series),
      from: at("start_time", moment),
      to: at("end_time", moment),
    }),
  ).transform(({ times, inbound, outbound, ...range }) => ({
    ...range,
    /** Points without a readable time are left out. */
    points: times.flatMap((point, index) =>
      point === undefined
        ? []
        : [
            {
              at: point,
              inboundBitsPerSecond: inbound[index],
              outboundBitsPerSecond: outbound[index],
            },
          ],
    ),
  }));
}

/** Traffic of a machine over time. */
export type Traffic = z.output<ReturnType<typeof trafficSchema>>;

const fullAddress = record({
  address: at("ip", text.pipe(z.string())),
  subnet: at("subnet", text),
  gateway: at("gateway", text),
});

/** The addresses of a machine: objects in JSON text, or plain addresses; `undefined` where they cannot be read. */
export const addresses = lenient(
  z
    .unknown()
    .transform((value) =>
      rowsIn(value).flatMap((row): unknown[] =>
        typeof row === "string" ? row.split(/[\s,，;|]+/).map((ip) => ({ ip })) : [row],
      ),
    )
    .pipe(z.array(fullAddress)),
);

/** What every order has in common, by the names that all but cloud servers use. */
export const orderStatuses = {
  "0": "opening",
  "1": "normal",
  "3": "expired",
  "-1": "recycled",
  "-2": "deleted",
} as const;

/** A locked machine is off and cannot be started by its user. */
export const runStatuses = { "1": "running", "-1": "stopped", "-2": "locked" } as const;

/** The operation in progress on a physical machine. The vendor explains the numbers for physical servers only. */
export const physicalActivities = {
  "0": "none",
  "1": "restarting",
  "2": "reinstalling",
  "3": "resettingPassword",
} as const;

/** Whether something of the catalogue is in use. */
export const enabledStatuses = { "0": "disabled", "1": "enabled" } as const;

/** Whether there is any left to sell. */
export const stockStatuses = { "0": "soldOut", "1": "available" } as const;

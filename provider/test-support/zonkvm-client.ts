import { DateTime } from "luxon";
import { HttpClient } from "../src/core/http/http";
import type { ZonkvmSandbox } from "../src/sandbox/zonkvm/sandbox";
import { Client } from "../src/zonkvm/api/client";
import type { Encoding } from "../src/core/wire/form";
import { zonkvmUrl } from "../src/zonkvm/api/transport";

/** A client of a panel that tries a read twice. */
export function clientOf(sandbox: ZonkvmSandbox, encoding: Encoding): Client {
  const http = new HttpClient({ endpoint: zonkvmUrl(sandbox.url), readAttempts: 2 });
  return new Client({ http, appId: sandbox.appId, appKey: sandbox.appKey, encoding });
}

/** What one action of a panel's has been asked to do, each once. */
export function doneBy(sandbox: ZonkvmSandbox, action: string): ReadonlySet<string | undefined> {
  const asked = sandbox.requests.filter((request) => request.action === action);
  return new Set(asked.map(({ params }) => params.operate));
}

/** The same day of a later month on the panel's wall, or that month's last day. */
export const monthsLater = (expiresAt: string | undefined, months: number): string => {
  const end = DateTime.fromISO(expiresAt ?? "", { setZone: true }).plus({ months });
  return end.toISO({ suppressMilliseconds: true }) ?? "";
};

/** How panels answer, and what they take, where the vendor leaves it open. */
export const manners = [
  ["as in the vendor's samples", {}, "json"],
  [
    "with numbers as text, and what is JSON text elsewhere as itself",
    { numbersAsText: true, plainJson: true, orderReply: "object", emptyList: "", emptyData: "null" },
    "json",
  ],
  [
    "with nested parameters in brackets, and nothing where there is nothing",
    { orderReply: "list", emptyList: "missing", emptyData: "missing" },
    "brackets",
  ],
] as const;

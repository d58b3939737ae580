import type { SandboxClock, TimeSpan } from "./clock";
import type { Fault } from "./faults";
import type { Hold } from "./holds";
import { RequestLog, type LoggedRequest } from "./request-log";
import { SandboxServer } from "./server";
import type { VendorFace } from "./vendor";

/** What every running stand-in has, whatever its vendor. */
export interface StandIn {
  readonly port: number;
  /** Every request since the start, oldest first; secrets are replaced by `…`. */
  readonly requests: readonly LoggedRequest[];
  /** Requests to one operation, by the vendor's name of it, or all. */
  count(action?: string): number;
  /** Requests to operations that change something. */
  writes(): number;
  /** Whether a request is one of these. */
  isWrite(request: LoggedRequest): boolean;
  fault(fault: Fault): void;
  clearFaults(): void;
  /** The next such request is carried out, or the one after so many, but its reply is withheld. */
  hold(action: string, skip?: number): Hold;
  readonly clock: { now(): Date; advance(span: TimeSpan): void };
  /** Cuts all connections and frees the port. */
  close(): Promise<void>;
}

/**
 * Starts to listen on the loopback interface.
 * @param port 0 for any free one
 * @param isWrite whether a request is to an operation that changes something
 */
export async function standIn(
  port: number,
  face: VendorFace,
  clock: SandboxClock,
  isWrite: (request: LoggedRequest) => boolean,
): Promise<StandIn> {
  const log = new RequestLog();
  const now = (): Date => clock.now();
  const server = await SandboxServer.listen(port, face, log, now);
  return {
    port: server.port,
    requests: log.entries,
    count: (action) => log.count(action),
    writes: () => log.entries.filter(isWrite).length,
    isWrite,
    fault: (fault) => {
      server.faults.add(fault);
    },
    clearFaults: () => {
      server.faults.clear();
    },
    hold: (action, skip) => server.holds.add(action, skip),
    clock: {
      now,
      advance: (span) => {
        clock.advance(span);
      },
    },
    close: () => server.close(),
  };
}

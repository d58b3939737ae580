/** A request as it came, with its secrets taken out. */
export interface LoggedRequest {
  /** The vendor's name of the operation; empty when the request names none. */
  action: string;
  params: Record<string, string>;
  /** ISO 8601, by the panel's clock. */
  at: string;
  /** HTTP status of the reply; 0 while there is none and for good when the connection was cut. */
  status: number;
}

/** Every request since the sandbox was started, oldest first. */
export class RequestLog {
  readonly entries: LoggedRequest[] = [];

  add(action: string, params: Record<string, string>, at: Date): LoggedRequest {
    const entry = { action, params, at: at.toISOString(), status: 0 };
    this.entries.push(entry);
    return entry;
  }

  /** Requests to one operation, or all. */
  count(action?: string): number {
    return this.entries.filter((entry) => action === undefined || entry.action === action).length;
  }
}

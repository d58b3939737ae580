/** A request as it came over HTTP. */
export interface HttpRequest {
  /** Upper case. */
  method: string;
  /** Without the query. */
  path: string;
  /** What stands after `?`, still encoded; empty when there is none. */
  query: string;
  /** Media type in lower case, without parameters; empty when there is none. */
  mediaType: string;
  headers: Record<string, string | string[] | undefined>;
  /** The body as text. */
  body: string;
  /** The body as it came. */
  bytes: Buffer;
}

export interface HttpReply {
  status: number;
  contentType: string;
  body: string;
  headers?: Record<string, string>;
}

/** A request that a vendor has understood well enough to name, but not carried out yet. */
export interface VendorCall {
  /** The vendor's name of the operation; empty when there is none. */
  action: string;
  /** The operation's part, where it has several: `vm_snapshot/del`. */
  subaction?: string;
  /** What was sent, without its secrets: it goes into the request log. */
  params: Record<string, string>;
  /** Checks the request and does what it asks; faults of the request are replies too. */
  carryOut(): HttpReply;
  /** The vendor's way to refuse the operation. */
  refuse(message: string): HttpReply;
  /** The shortest success of the operation: what is cut in half when nothing was done. */
  emptySuccess(): HttpReply;
}

/** What a vendor brings to the sandbox: reading a request. The server does the rest. */
export type VendorFace = (request: HttpRequest) => VendorCall;

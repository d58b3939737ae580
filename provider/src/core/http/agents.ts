import * as http from "node:http";
import * as https from "node:https";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { createSecureContext, rootCertificates } from "node:tls";

/** Whose certificates are trusted. */
export interface Trust {
  /** Certificates (PEM) that are trusted besides those that Node knows: one that a panel has signed itself. */
  readonly caCertificate?: string | undefined;
  /** Whether any certificate will do, so that anyone on the way can read and answer. Default false. */
  readonly insecureTls?: boolean | undefined;
}

/** What Node's agents pass to `createConnection`: called once, with an error or with the socket. */
type HandOver = (error: Error | null, socket: Duplex) => void;

/** The agents of one kind of connection, in the shape that axios takes. */
export interface Agents {
  readonly httpAgent: http.Agent;
  readonly httpsAgent: https.Agent;
}

/**
 * Gives a socket to its request only when it is connected and, for TLS, the certificate is verified. Node itself hands it
 * over at once and lets the request wait inside: then nobody can tell whether a failed request has left this machine.
 */
function handOverWhen(
  connected: "connect" | "secureConnect",
  socket: Duplex | null | undefined,
  limitMs: number,
  handOver: HandOver | undefined,
): Duplex | null | undefined {
  if (!(socket instanceof Socket) || handOver === undefined) return socket;
  const settle = (error: Error | null) => {
    socket.off(connected, succeed).off("error", settle).off("timeout", giveUp).setTimeout(0);
    handOver(error, socket);
  };
  const succeed = () => {
    settle(null);
  };
  const giveUp = () => {
    socket.destroy(Object.assign(new Error(`no connection within ${limitMs} ms`), { code: "ETIMEDOUT" }));
  };
  socket.once(connected, succeed).once("error", settle).once("timeout", giveUp).setTimeout(limitMs);
  return undefined;
}

class PlainAgent extends http.Agent {
  constructor(
    options: http.AgentOptions,
    readonly connectMs: number,
  ) {
    super(options);
  }

  override createConnection(options: http.ClientRequestArgs, handOver?: HandOver): Duplex | null | undefined {
    return handOverWhen("connect", super.createConnection(options), this.connectMs, handOver);
  }
}

class SecureAgent extends https.Agent {
  constructor(
    options: https.AgentOptions,
    readonly connectMs: number,
  ) {
    super(options);
  }

  override createConnection(options: https.RequestOptions, handOver?: HandOver): Duplex | null | undefined {
    return handOverWhen("secureConnect", super.createConnection(options), this.connectMs, handOver);
  }
}

/** What is trusted, in the words of Node's agents; made once, because to read all known certificates takes milliseconds. */
export function tlsOptionsOf({ caCertificate, insecureTls = false }: Trust): https.AgentOptions {
  const context =
    caCertificate === undefined
      ? {}
      : { secureContext: createSecureContext({ ca: [...rootCertificates, caCertificate] }) };
  return { rejectUnauthorized: !insecureTls, ...context };
}

/**
 * Agents whose sockets are connected before a request gets them.
 * @param keepAlive whether connections are used again: right for reads, which can be repeated when an idle connection turns
 * out to be closed; wrong for writes, which cannot.
 * @param connectMs the longest time for name, connection and TLS together, in milliseconds.
 * @param tls from {@link tlsOptionsOf}.
 */
export function createAgents(keepAlive: boolean, connectMs: number, tls: https.AgentOptions = {}): Agents {
  return {
    httpAgent: new PlainAgent({ keepAlive }, connectMs),
    httpsAgent: new SecureAgent({ keepAlive, ...tls }, connectMs),
  };
}

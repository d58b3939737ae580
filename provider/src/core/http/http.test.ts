import * as http from "node:http";
import * as https from "node:https";
import * as net from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { selfSigned } from "../../../test-support/self-signed";
import {
  ConfigurationError,
  NotSentError,
  RefusedError,
  ResellerError,
  UnavailableError,
  UnknownOutcomeError,
  UnreadableReplyError,
} from "../errors";
import { HttpClient, type Effect, type HttpClientOptions, type HttpReply } from "./http";
import { registerSecret } from "../redact";

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** Starts a server on a free port and stops it, with its connections, after the test. */
async function listen(server: net.Server): Promise<number> {
  const sockets = new Set<net.Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  closers.push(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}

type Answer = (response: http.ServerResponse, request: http.IncomingMessage, count: number) => void;

/** A panel that answers as told and keeps what it was sent. */
async function panel(answer: Answer) {
  const bodies: string[] = [];
  const server = http.createServer((request, response) => {
    let body = "";
    request
      .setEncoding("utf8")
      .on("data", (chunk: string) => (body += chunk))
      .on("end", () => {
        bodies.push(body);
        answer(response, request, bodies.length);
      });
  });
  return { bodies, endpoint: `http://127.0.0.1:${await listen(server)}/api`, server };
}

const ok = (response: http.ServerResponse) => response.end('{"code":0}');

function call(endpoint: string, effect: Effect, options: Partial<HttpClientOptions> = {}) {
  const client = new HttpClient({ endpoint, timeoutMs: 2_000, ...options });
  return client.call("act", effect, () => ({ method: "POST", body: "a=1" }), parseJson);
}

function parseJson(reply: HttpReply): unknown {
  try {
    return JSON.parse(reply.text);
  } catch {
    throw new UnreadableReplyError("the reply is not JSON");
  }
}

async function failure(promise: Promise<unknown>): Promise<ResellerError> {
  const error = await promise.then(
    () => new Error("it succeeded"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ResellerError)) throw error;
  return error;
}

/** A port on which nothing listens. */
async function closedPort(): Promise<number> {
  const server = net.createServer();
  const port = await listen(server);
  await closers.pop()?.();
  return port;
}

describe("the endpoint", () => {
  const cases: [string, HttpClientOptions, RegExp][] = [
    [
      "http: to another host",
      { endpoint: "http://panel.example.com/api" },
      /in the clear.*allowInsecureHttp/,
    ],
    ["no URL", { endpoint: "panel.example.com" }, /is not a URL/],
    ["another scheme", { endpoint: "ftp://panel.example.com" }, /cannot start with ftp:/],
    [
      "a password",
      { endpoint: "https://u:hunter22@panel.example.com" },
      /must not contain a user or a password/,
    ],
    ["a query", { endpoint: "https://panel.example.com/api?a=1" }, /must not contain a query/],
  ];
  it.each(cases)("refuses %s", (_, options, message) => {
    expect(() => new HttpClient(options)).toThrow(ConfigurationError);
    expect(() => new HttpClient(options)).toThrow(message);
  });

  it.each([
    "http://localhost:1/api",
    "http://127.0.0.1:1/api",
    "http://127.9.9.9/api",
    "http://[::1]:1/api",
    "http://panel.localhost/api",
    "https://panel.example.com/api/",
  ])("accepts %s", (endpoint) => {
    expect(new HttpClient({ endpoint }).endpoint).toBe(endpoint.replace(/\/$/, ""));
  });

  it.each([
    "http://localhost.example.com/api",
    "http://127.0.0.1.example.com/api",
    "http://notlocalhost/api",
  ])("does not take %s for this machine", (endpoint) => {
    expect(() => new HttpClient({ endpoint })).toThrow(ConfigurationError);
  });

  it("accepts http: to another host when told so", () => {
    const client = new HttpClient({ endpoint: "http://panel.example.com/api", allowInsecureHttp: true });
    expect(client.endpoint).toBe("http://panel.example.com/api");
  });
});

describe("a request", () => {
  it("carries method, path, query, headers and body as built", async () => {
    let seen: string[] = [];
    const { endpoint, bodies } = await panel((response, request) => {
      seen = [
        request.method ?? "",
        request.url ?? "",
        request.headers["x-key"] as string,
        request.headers["content-type"] ?? "",
      ];
      ok(response);
    });
    const client = new HttpClient({ endpoint });
    const headers = { "X-Key": "k", "Content-Type": "application/json" };
    const request = {
      method: "POST",
      path: "/vm/list",
      query: "a=%20b",
      headers,
      body: ' {"a": 1}',
    } as const;
    await client.call("list", "read", () => request, parseJson);
    expect(seen).toEqual(["POST", "/api/vm/list?a=%20b", "k", "application/json"]);
    expect(bodies).toEqual([' {"a": 1}']);
  });

  it("reads UTF-8 without its byte order mark, and compressed replies", async () => {
    const { endpoint } = await panel((response) => {
      response.setHeader("Content-Encoding", "gzip");
      response.end(gzipSync('\uFEFF{"message":"余额不足"}'));
    });
    expect(await call(endpoint, "read")).toEqual({ message: "余额不足" });
  });

  it("goes to this machine directly, whatever proxy is set", async () => {
    const { endpoint } = await panel(ok);
    process.env.HTTP_PROXY = `http://127.0.0.1:${await closedPort()}`;
    try {
      expect(await call(endpoint, "read", { readAttempts: 1 })).toEqual({ code: 0 });
    } finally {
      delete process.env.HTTP_PROXY;
    }
  });
});

type Fault = [name: string, answer: Answer];
const faults: Fault[] = [
  ["status 500", (response) => response.writeHead(500).end('{"code":1}')],
  ["status 502 with HTML", (response) => response.writeHead(502).end("<html>Bad Gateway</html>")],
  ["status 429", (response) => response.writeHead(429).end()],
  ["HTML", (response) => response.end("<html>maintenance</html>")],
  ["half a JSON text", (response) => response.end('{"code":')],
  ["nothing", (response) => response.end()],
  ["a cut connection", (response) => response.destroy()],
  [
    "a connection cut in the middle of the reply",
    (response) => {
      response.writeHead(200, { "Content-Length": "100" }).write('{"code"');
      setTimeout(() => response.destroy(), 20);
    },
  ],
  ["silence", () => undefined],
];
const finalFaults: Fault[] = [
  ["status 403", (response) => response.writeHead(403).end("no")],
  [
    "a redirect",
    (response) => response.writeHead(302, { Location: "https://panel.example.com/api?key=1" }).end(),
  ],
];

describe("the vendor's own no with a status of its kind", () => {
  it.each<Effect>(["read", "write"])("is the answer to a %s, and is not asked for again", async (effect) => {
    const { endpoint, bodies } = await panel((response) => response.writeHead(401).end('{"code":3}'));
    const refusal = new RefusedError("no");
    const client = new HttpClient({ endpoint });
    const promise = client.call(
      "act",
      effect,
      () => ({ method: "GET" }),
      () => {
        throw refusal;
      },
    );
    await expect(promise).rejects.toBe(refusal);
    expect(bodies).toHaveLength(1);
  });

  it("is none when the server failed", async () => {
    const { endpoint } = await panel((response) => response.writeHead(500).end('{"code":3}'));
    const client = new HttpClient({ endpoint, timeoutMs: 2_000 });
    const promise = client.call(
      "act",
      "write",
      () => ({ method: "GET" }),
      () => {
        throw new RefusedError("no");
      },
    );
    await expect(promise).rejects.toBeInstanceOf(UnknownOutcomeError);
  });
});

describe("a read", () => {
  it.each(faults)("is repeated after %s, with a fresh request", async (_, answer) => {
    const { endpoint, bodies } = await panel((response, request, count) => {
      if (count === 1) answer(response, request, count);
      else ok(response);
    });
    const client = new HttpClient({ endpoint, timeoutMs: 300 });
    let time = 0;
    const build = () => ({ method: "POST", body: `time=${++time}` }) as const;
    expect(await client.call("act", "read", build, parseJson)).toEqual({ code: 0 });
    expect(bodies).toEqual(["time=1", "time=2"]);
  });

  it.each(faults)("fails as unavailable when %s is all that comes", async (_, answer) => {
    const { endpoint, bodies } = await panel(answer);
    const error = await failure(call(endpoint, "read", { readAttempts: 2, timeoutMs: 300 }));
    expect(error).toBeInstanceOf(UnavailableError);
    expect(error.message).toMatch(
      /no usable answer, in 2 attempts: .+ \[act at http:\/\/127\.0\.0\.1:\d+\/api\]/,
    );
    expect(error.cause).toBeInstanceOf(Error);
    expect(bodies).toHaveLength(2);
  });

  it("is tried four times by default", async () => {
    const { endpoint, bodies } = await panel((response) => response.writeHead(503).end());
    expect(await failure(call(endpoint, "read"))).toBeInstanceOf(UnavailableError);
    expect(bodies).toHaveLength(4);
  });

  it("is repeated when the connection is refused", async () => {
    const error = await failure(
      call(`http://127.0.0.1:${await closedPort()}/api`, "read", { readAttempts: 2 }),
    );
    expect(error).toBeInstanceOf(UnavailableError);
    expect(error.message).toMatch(
      /the connection was refused \(ECONNREFUSED\).* Check the host and port of the endpoint/,
    );
  });

  it("is not repeated on a status that will stay", async () => {
    const { endpoint, bodies } = await panel((response) => response.writeHead(404).end());
    const error = await failure(call(endpoint, "read"));
    expect(error).toBeInstanceOf(UnavailableError);
    expect(error.message).toMatch(/status 404/);
    expect(bodies).toHaveLength(1);
  });

  it("is not repeated when the vendor said no", async () => {
    const { endpoint, bodies } = await panel(ok);
    const refusal = new RefusedError("no");
    const client = new HttpClient({ endpoint });
    const promise = client.call(
      "act",
      "read",
      () => ({ method: "GET" }),
      () => {
        throw refusal;
      },
    );
    expect(await failure(promise)).toBe(refusal);
    expect(bodies).toHaveLength(1);
  });

  it("names the address to set when it is redirected, without its query", async () => {
    const { endpoint, bodies } = await panel((response) => {
      response.writeHead(301, { Location: "https://panel.example.com/api?key=1" }).end();
    });
    const error = await failure(call(endpoint, "read"));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toMatch(/redirects to https:\/\/panel\.example\.com\/api \[/);
    expect(bodies).toHaveLength(1);
  });

  it("is not repeated, nor held in memory, beyond the size limit, unless the next reply is shorter", async () => {
    const { endpoint } = await panel((response, _, count) => {
      if (count === 1) response.end(gzipSync(Buffer.alloc(5_000_000)));
      else ok(response);
    });
    expect(await call(endpoint, "read", { maxReplyBytes: 1_000 })).toEqual({ code: 0 });
  });

  it.each([
    ["seconds", () => "1"],
    ["a date", () => new Date(Date.now() + 2_000).toUTCString()],
  ])("waits as long as Retry-After says in %s, and so do other requests", async (_, header) => {
    const starts: number[] = [];
    const { endpoint } = await panel((response, _request, count) => {
      starts.push(Date.now());
      if (count === 1) response.writeHead(429, { "Retry-After": header() }).end();
      else ok(response);
    });
    const client = new HttpClient({ endpoint });
    const read = () => client.call("act", "read", () => ({ method: "GET" }), parseJson);
    const first = read();
    await expect.poll(() => starts.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await Promise.all([first, read()]);
    const [held = 0, ...later] = starts;
    expect(later).toHaveLength(2);
    for (const start of later) expect(start - held).toBeGreaterThanOrEqual(900);
  });

  it("gives up at once when Retry-After asks for more than a minute", async () => {
    const { endpoint, bodies } = await panel((response) =>
      response.writeHead(503, { "Retry-After": "3600" }).end(),
    );
    const error = await failure(call(endpoint, "read"));
    expect(error.message).toMatch(/asks to wait 3600 seconds/);
    expect(bodies).toHaveLength(1);
  });

  it("survives a server that closes idle connections", async () => {
    const { endpoint, server } = await panel(ok);
    server.keepAliveTimeout = 1;
    const client = new HttpClient({ endpoint });
    for (let round = 0; round < 5; round++) {
      await client.call("act", "read", () => ({ method: "GET" }), parseJson);
      await new Promise((resolve) => setTimeout(resolve, round));
    }
  });
});

describe("a write", () => {
  it.each([...faults, ...finalFaults])("is sent once and of unknown outcome after %s", async (_, answer) => {
    const { endpoint, bodies } = await panel(answer);
    const error = await failure(call(endpoint, "write", { timeoutMs: 300 }));
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(error.message).toMatch(
      /it may have been carried out: .+ \[act at http:\/\/127\.0\.0\.1:\d+\/api\]/,
    );
    expect(error.message).not.toContain("key=1");
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(bodies).toHaveLength(1);
  });

  it("is of unknown outcome when the reply is too large", async () => {
    const { endpoint, bodies } = await panel((response) => response.end("x".repeat(2_000)));
    expect(await failure(call(endpoint, "write", { maxReplyBytes: 1_000 }))).toBeInstanceOf(
      UnknownOutcomeError,
    );
    expect(bodies).toHaveLength(1);
  });

  it("is of unknown outcome when reading the reply fails in an unforeseen way", async () => {
    const { endpoint } = await panel(ok);
    const client = new HttpClient({ endpoint });
    const promise = client.call(
      "act",
      "write",
      () => ({ method: "POST" }),
      () => {
        throw new TypeError("a fault of ours");
      },
    );
    expect(await failure(promise)).toBeInstanceOf(UnknownOutcomeError);
  });

  it("is refused when the vendor said no", async () => {
    const { endpoint } = await panel(ok);
    const refusal = new RefusedError("no");
    const client = new HttpClient({ endpoint });
    const promise = client.call(
      "act",
      "write",
      () => ({ method: "POST" }),
      () => {
        throw refusal;
      },
    );
    expect(await failure(promise)).toBe(refusal);
  });

  it("is not sent when the request cannot be built", async () => {
    const { endpoint, bodies } = await panel(ok);
    const client = new HttpClient({ endpoint });
    const fault = new ConfigurationError("no key");
    const build = () => {
      throw fault;
    };
    expect(await failure(client.call("act", "write", build, parseJson))).toBe(fault);
    expect(bodies).toHaveLength(0);
  });

  it("was not sent when the connection is refused", async () => {
    const error = await failure(call(`http://127.0.0.1:${await closedPort()}/api`, "write"));
    expect(error).toBeInstanceOf(NotSentError);
    expect(error.message).toMatch(
      /nothing was sent: the connection was refused.* Check the host and port of the endpoint/,
    );
  });

  it("was not sent when the host has no address", async () => {
    const error = await failure(call("https://panel.invalid/api", "write"));
    expect(error).toBeInstanceOf(NotSentError);
  });

  it("was not sent when no connection is made in time", async () => {
    // A server that accepts the connection but never starts TLS: the request waits for a socket.
    const port = await listen(net.createServer());
    const error = await failure(call(`https://127.0.0.1:${port}/api`, "write", { timeoutMs: 200 }));
    expect(error).toBeInstanceOf(NotSentError);
    expect(error.message).toMatch(/200 ms|not made in time/);
  });

  it("was not sent when the server speaks no TLS", async () => {
    const { endpoint, bodies } = await panel(ok);
    const error = await failure(call(endpoint.replace("http:", "https:"), "write"));
    expect(error).toBeInstanceOf(NotSentError);
    expect(bodies).toHaveLength(0);
  });

  it("was not sent when the certificate is not trusted, and the server saw none of it", async () => {
    const requests: string[] = [];
    const server = https.createServer(selfSigned(), (request, response) => {
      requests.push(request.url ?? "");
      response.end("{}");
    });
    const port = await listen(server);
    const error = await failure(call(`https://localhost:${port}/api`, "write"));
    expect(error).toBeInstanceOf(NotSentError);
    expect(error.message).toMatch(/certificate is not trusted/);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(requests).toEqual([]);
  });

  it.each(["read", "write"] as const)(
    "that is a %s gets through to a certificate that it is told to trust, and says how to where it is not",
    async (effect) => {
      const signed = selfSigned();
      const server = https.createServer(signed, (_, response) => response.end("{}"));
      const endpoint = `https://localhost:${await listen(server)}/api`;
      const advised = { readAttempts: 1, certificateAdvice: "Trust it by `caCertificate`" };
      const error = await failure(call(endpoint, effect, advised));
      expect(error.message).toMatch(/certificate is not trusted.*Trust it by `caCertificate`/);
      const other = await failure(call(endpoint, effect, { ...advised, caCertificate: selfSigned().cert }));
      expect(other.message).toMatch(/certificate is not trusted/);
      expect(await call(endpoint, effect, { caCertificate: signed.cert })).toEqual({});
      expect(await call(endpoint, effect, { insecureTls: true })).toEqual({});
    },
  );

  it("never uses a connection that an earlier request left open", async () => {
    const connections = new Set<net.Socket>();
    const { endpoint } = await panel((response, request) => {
      connections.add(request.socket);
      ok(response);
    });
    const client = new HttpClient({ endpoint });
    await client.call("read", "read", () => ({ method: "GET" }), parseJson);
    await client.call("write", "write", () => ({ method: "POST" }), parseJson);
    await client.call("write", "write", () => ({ method: "POST" }), parseJson);
    await client.call("read", "read", () => ({ method: "GET" }), parseJson);
    expect(connections.size).toBe(3);
  });

  it("is never of unknown outcome with a server that closes every idle connection", async () => {
    const { endpoint, server } = await panel(ok);
    server.keepAliveTimeout = 1;
    const client = new HttpClient({ endpoint });
    for (let round = 0; round < 10; round++) {
      await client.call("read", "read", () => ({ method: "GET" }), parseJson);
      await new Promise((resolve) => setTimeout(resolve, round % 4));
      await client.call("write", "write", () => ({ method: "POST" }), parseJson);
    }
  });
});

describe("the pace", () => {
  it("keeps to the limit of requests in flight", async () => {
    let inFlight = 0;
    let most = 0;
    const { endpoint } = await panel((response) => {
      most = Math.max(most, ++inFlight);
      setTimeout(() => {
        inFlight -= 1;
        ok(response);
      }, 20);
    });
    const client = new HttpClient({ endpoint, maxInFlight: 3 });
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        client.call("act", index % 2 === 0 ? "read" : "write", () => ({ method: "GET" }), parseJson),
      ),
    );
    expect(most).toBe(3);
  });

  it("keeps the minimum time between starts", async () => {
    const built: number[] = [];
    const { endpoint } = await panel(ok);
    const client = new HttpClient({ endpoint, minIntervalMs: 50 });
    const build = () => {
      built.push(Date.now());
      return { method: "GET" } as const;
    };
    await Promise.all(Array.from({ length: 4 }, () => client.call("act", "read", build, parseJson)));
    for (const [index, time] of built.slice(1).entries())
      expect(time - (built[index] ?? 0)).toBeGreaterThanOrEqual(45);
  });
});

describe("secrets", () => {
  it("appear in no part of an error", async () => {
    registerSecret("correct-horse-battery");
    const { endpoint } = await panel((response) => response.destroy());
    for (const effect of ["read", "write"] as const) {
      const client = new HttpClient({ endpoint, readAttempts: 1 });
      const request = {
        method: "POST",
        query: "access_token=correct-horse-battery",
        body: "loginPassword=correct-horse-battery",
      } as const;
      const error = await failure(client.call("act", effect, () => request, parseJson));
      const everything = [];
      for (let part: unknown = error; part instanceof Error; part = part.cause) {
        everything.push(
          part.message,
          part.stack,
          JSON.stringify(part),
          ...Object.values(part).map((value) => JSON.stringify(value)),
        );
      }
      expect(everything.join("\n")).not.toContain("correct-horse");
      expect(everything.join("\n")).not.toContain("access_token");
    }
  });
});

describe("a request with settings of its own", () => {
  it.each(["read", "write"] as const)("may take less or more time than others, as a %s", async (effect) => {
    const { endpoint } = await panel(() => undefined);
    const client = new HttpClient({ endpoint, timeoutMs: 60_000, readAttempts: 1 });
    const asked = client.call("act", effect, () => ({ method: "POST", timeoutMs: 200 }), parseJson);
    await expect(asked).rejects.toThrow(/within 200 ms/);
  });

  it("may be answered by a status that is a failure of others", async () => {
    const { bodies, endpoint } = await panel((response) => response.writeHead(500).end("gone"));
    const client = new HttpClient({ endpoint, timeoutMs: 2_000 });
    const read = client.call(
      "act",
      "read",
      () => ({ method: "POST", answers: [500] }),
      ({ status, text }) => `${status} ${text}`,
    );
    expect(await read).toBe("500 gone");
    expect(bodies).toHaveLength(1);
  });
});

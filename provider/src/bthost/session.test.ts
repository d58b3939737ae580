import * as http from "node:http";
import * as https from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FakeClock } from "../../test-support/clock";
import { selfSigned } from "../../test-support/self-signed";
import type { Account } from "../core/account";
import { Accounts } from "../pulumi/config";
import { startBthostSandbox, type BthostSandbox } from "../sandbox";
import { shippedToken } from "./api/sign";
import { sessionOf } from "./session";
import { bthost } from "./vendor";

const clock = new FakeClock();
let sandbox: BthostSandbox;
/** The same installation behind TLS, with a certificate that it has signed itself. */
let secured: https.Server;
const signed = selfSigned();

beforeAll(async () => {
  sandbox = await startBthostSandbox();
  secured = https.createServer(signed, (request, response) => {
    const { method, url, headers } = request;
    const onwards = http.request(new URL(url ?? "", sandbox.url), { method, headers }, (reply) => {
      response.writeHead(reply.statusCode ?? 500, reply.headers);
      reply.pipe(response);
    });
    request.pipe(onwards);
  });
  await new Promise<void>((resolve) => secured.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  await new Promise((resolve) => {
    secured.close(resolve);
    secured.closeAllConnections();
  });
  await sandbox.close();
});

function opened(config: Readonly<Record<string, string>>): Account {
  const all: Readonly<Record<string, string>> = {
    endpoint: sandbox.url,
    accessToken: sandbox.accessToken,
    ...config,
  };
  const source = (key: string) => all[key.replace("bthost:", "")];
  return new Accounts([bthost], source, {}, { now: clock.now, sleep: clock.sleep }).account(
    "bthost",
    undefined,
  );
}

const hostsOf = (config: Readonly<Record<string, string>>) => sessionOf(opened(config)).client.hosts.list();
const overTls = (): string => {
  // `as`: it listens on a port.
  const { port } = secured.address() as AddressInfo;
  return `https://localhost:${port}`;
};

describe("the config of an installation", () => {
  it("takes a bare site root, and the clear only on this machine unless that is said", async () => {
    expect(await hostsOf({ endpoint: new URL(sandbox.url).origin })).toEqual([]);
    expect(() => opened({ endpoint: "http://panel.example" })).toThrow(/would send keys.*in the clear/);
    expect(opened({ endpoint: "http://panel.example", allowInsecureHttp: "true" }).key).toContain(
      "panel.example",
    );
  });

  it("trusts a certificate that the installation has signed itself by that certificate only, or any when told to", async () => {
    const endpoint = overTls();
    let connections = 0;
    secured.on("connection", () => (connections += 1));
    await expect(hostsOf({ endpoint })).rejects.toThrow(
      /certificate is not trusted.*set `bthost:caCertificate` to that \(PEM\)/s,
    );
    // The same certificate would come back.
    expect(connections).toBe(1);
    await expect(hostsOf({ endpoint, caCertificate: selfSigned().cert })).rejects.toThrow(/is not trusted/);
    expect(await hostsOf({ endpoint, caCertificate: signed.cert })).toEqual([]);
    expect(await hostsOf({ endpoint, insecureTls: "true" })).toEqual([]);
    // A write takes a connection of its own.
    const { client } = sessionOf(opened({ endpoint, caCertificate: signed.cert }));
    await client.categories.create("over TLS");
    expect(sandbox.ledger().categories.map(({ name }) => name)).toContain("over TLS");
    expect(() => opened({ endpoint, caCertificate: "/etc/ssl/panel.pem" })).toThrow(/caCertificate/);
  }, 20_000);

  it("warns of the token that every installation ships with, and shows it nowhere", () => {
    expect(opened({}).cautions).toEqual([]);
    const { cautions = [], key } = opened({ accessToken: shippedToken });
    expect(cautions.join()).toMatch(/is the one that every installation ships with/);
    expect(cautions.join() + key).not.toContain(shippedToken);
    expect(() => opened({ accessToken: "" })).toThrow(/accessToken/);
  });

  it("ends a call that works in the panel behind when its time is over", async () => {
    const { client } = sessionOf(opened({ timeoutSeconds: "0.3" }));
    sandbox.fault({ action: "sort_list", kind: "slow", delayMs: 600, times: 8 });
    await expect(client.categories.list()).rejects.toThrow(/within 300 ms/);
  });
});

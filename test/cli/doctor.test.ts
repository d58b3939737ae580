import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { standIns, type StandIn } from "../../provider/src/sandbox";
import { commandLine } from "../support/command-line";
import {
  bthostPanel,
  environmentOf,
  proxy911Panel,
  rstackPanel,
  zkeysPanel,
  zonkvmPanel,
} from "../support/panels";
import { silence } from "../support/ports";

const findings = z.array(
  z.object({
    account: z.string(),
    check: z.string(),
    result: z.enum(["ok", "wrong", "not told"]),
    found: z.string(),
    advice: z.string(),
  }),
);

/** @param seconds what each account has; by itself more than a busy machine needs. */
async function doctor(environment: NodeJS.ProcessEnv, seconds = 300) {
  const args = ["doctor", "--format", "json", "--timeout", String(seconds)];
  const { code, out } = await commandLine(args, environment);
  const found = findings.parse(JSON.parse(out));
  const of = (check: string) => found.find((one) => one.check === check);
  return { code, out, found, of };
}

/** Closes a panel when the test is over. */
function closing<Panel extends StandIn>(panel: Panel): Panel {
  onTestFinished(() => panel.close());
  return panel;
}

test("every vendor's account is examined, side by side, with reads alone and no key in what is printed", async () => {
  const [zkeys, rstack, zonkvm, bthost, proxy911] = await Promise.all([
    zkeysPanel.start(),
    rstackPanel.start(),
    zonkvmPanel.start(),
    bthostPanel.start(),
    proxy911Panel.start({ userInfoOpen: true }),
  ]);
  const panels = [zkeys, rstack, zonkvm, bthost, proxy911].map(closing);
  const environment = {
    ...environmentOf(zkeysPanel, zkeys),
    ...environmentOf(rstackPanel, rstack),
    ...environmentOf(zonkvmPanel, zonkvm),
    ...environmentOf(bthostPanel, bthost),
    ...environmentOf(proxy911Panel, proxy911),
  };
  const { found, out } = await doctor(environment);
  for (const { vendor } of Object.values(standIns)) {
    const own = found.filter(({ account }) => account === vendor);
    expect(own).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ check: "reachable", result: "ok" }),
        expect.objectContaining({ check: "clock", result: "ok" }),
        expect.objectContaining({ check: "key", result: "ok" }),
      ]),
    );
  }
  expect(found.find(({ check }) => check === "balance")).toMatchObject({
    ...{ result: "ok", found: "USD 1,000.00" },
  });
  expect(panels.map((panel) => panel.writes())).toEqual([0, 0, 0, 0, 0]);
  for (const secret of [zkeys.apiSecret, rstack.apiKey, zonkvm.appKey, bthost.accessToken, proxy911.appKey])
    expect(out).not.toContain(secret);
});

test("a key that is not accepted is told from a panel that is not there, and what works is examined all the same", async () => {
  const rstack = closing(await rstackPanel.start());
  const zkeys = closing(await zkeysPanel.start());
  const gone = await zonkvmPanel.start();
  const environment = {
    ...environmentOf(rstackPanel, rstack),
    ...environmentOf(zkeysPanel, zkeys),
    ...environmentOf(zonkvmPanel, gone),
    ZKEYS_API_KEY: "no-such-key",
  };
  await gone.close();
  const { code, found } = await doctor(environment);
  expect(code).toBe(4);
  const of = (account: string, check: string) =>
    found.find((one) => one.account === account && one.check === check);
  expect(of("zkeys", "reachable")).toMatchObject({ result: "ok" });
  expect(of("zkeys", "key")).toMatchObject({
    result: "wrong",
    advice: expect.stringContaining("zkeys:apiKey") as string,
  });
  expect(of("zonkvm", "reachable")).toMatchObject({
    result: "wrong",
    found: expect.stringContaining("refused") as string,
    advice: expect.stringContaining("Check the host and port of the endpoint") as string,
  });
  expect(found.filter(({ account, result }) => account === "rstack" && result === "wrong")).toEqual([]);
});

test("config that is not complete is a row, with the command that completes it", async () => {
  const { code, of } = await doctor({ ZKEYS_ENDPOINT: "https://panel.example.com" });
  expect(code).toBe(4);
  expect(of("config")).toMatchObject({
    result: "wrong",
    advice: expect.stringContaining("zkeys:apiKey") as string,
  });
});

test("the panel's own clock counts, where its replies have one", async () => {
  const bthost = closing(await bthostPanel.start());
  bthost.panel.setClockSkew(3_600);
  const { code, of } = await doctor(environmentOf(bthostPanel, bthost));
  expect(of("clock")).toMatchObject({
    result: "wrong",
    found: expect.stringMatching(/^this machine is (?:3600|3599|3601) s behind the panel$/) as string,
  });
  expect(of("key")?.result).toBe("ok");
  expect(code).toBe(2);
});

test("the address that a panel sees is named for its allow-list, and the clock is read from any reply", async () => {
  const server = createServer((_, response) => {
    response.setHeader("Date", new Date(Date.now() - 120_000).toUTCString());
    response.end(JSON.stringify({ code: 1, msg: "IP 203.0.113.7 不在白名单内" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const { code, of } = await doctor({
    ZKEYS_ENDPOINT: `http://127.0.0.1:${port}`,
    ZKEYS_USER_ID: "1001",
    ZKEYS_API_KEY: "some-secret-key",
  });
  expect(code).toBe(4);
  expect(of("allow-list")).toMatchObject({
    found: "the panel sees 203.0.113.7",
    advice: expect.stringContaining("Add 203.0.113.7 to the panel's allow-list") as string,
  });
  expect(of("clock")?.found).toMatch(/^this machine is 1[12]\d s ahead of the panel$/);
});

test("a panel that says nothing, or takes no connection, is given up in time, and holds no other up", async () => {
  const silent = await silence();
  onTestFinished(silent.close);
  const rstack = closing(await rstackPanel.start());
  const proxy911 = closing(await proxy911Panel.start());
  const held = rstack.hold("*", 1);
  onTestFinished(held.release);
  const { code, found } = await doctor(
    {
      ...environmentOf(rstackPanel, rstack),
      ...environmentOf(proxy911Panel, proxy911),
      ZKEYS_ENDPOINT: `http://127.0.0.1:${silent.port}`,
      ZKEYS_USER_ID: "1001",
      ZKEYS_API_KEY: "some-secret-key",
      BTHOST_ENDPOINT: `https://127.0.0.1:${silent.port}`,
      BTHOST_ACCESS_TOKEN: "some-secret-token",
    },
    5,
  );
  expect(code).toBe(4);
  const late = {
    result: "wrong",
    found: expect.stringContaining("no answer within 5 s") as string,
    advice: expect.stringContaining("--timeout") as string,
  };
  for (const account of ["zkeys", "bthost"])
    expect(found.filter((one) => one.account === account)).toMatchObject([{ check: "reachable", ...late }]);
  const ofRstack = found.filter(({ account }) => account === "rstack");
  expect(ofRstack.find(({ check }) => check === "key")?.result).toBe("ok");
  expect(ofRstack.filter(({ result }) => result === "wrong")).toMatchObject([late]);
  expect(found.filter(({ account, result }) => account === "proxy911" && result === "wrong")).toEqual([]);
});

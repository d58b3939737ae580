import { describe, expect, test, vi } from "vitest";
import { startZkeysSandbox } from "../../provider/src/sandbox";
import { InProcessStack } from "../support/in-process/stack";
import { zkeysPanel } from "../support/panels";
import { Scene } from "../support/scene";
import { server } from "../support/stack";

vi.setConfig({ testTimeout: 400_000 });

/** The faults that the engine names, one by one. */
function faultsIn(text: string): string[] {
  const [, diagnostics = ""] = text.split("\nDiagnostics:\n");
  return diagnostics
    .split("\n")
    .map((line) => / has a problem: (.*)$/.exec(line)?.[1])
    .filter((fault) => fault !== undefined);
}

/** Expects exactly one fault for each key, and that it says this. */
function expectFaults(text: string, expected: Readonly<Record<string, string | RegExp>>): void {
  const faults = faultsIn(text);
  for (const [property, words] of Object.entries(expected)) {
    const own = faults
      .filter((fault) => fault.startsWith(`${property}: `))
      .map((fault) => fault.slice(property.length + 2));
    expect(own, text).toEqual([typeof words === "string" ? words : expect.stringMatching(words)]);
  }
  expect(faults).toHaveLength(Object.keys(expected).length);
}

describe("arguments that cannot be carried out", () => {
  test("are all named in one preview, each with its property: types, words, dates, and names with their candidates", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    scene.declare({
      web: {
        line: "Guangzhou",
        product: 7,
        system: "CentOS 7.9 x64",
        zone: "Hangzou",
        bandwidthMbps: "ten",
        ipCount: 1.5,
        months: 0,
        renewUntil: "2027-13-45",
        downgradeAt: "tomorrow",
        maxMonthlyPrice: "900 yuan",
        powerState: "off",
        onDelete: "destroy",
        identity: { mobile: "12", nickname: "Z" },
        timeouts: { create: "2 hours" },
        keepPaid: { whenDaysLeft: 7 },
        colour: "red",
      },
    });
    expectFaults(await scene.refused(), {
      zone: /^there is no zone "Hangzou"; there are: .*杭州一区 \(1665906481931673\)/,
      line: /^"Guangzhou" is the name of 2 lines; use an id: Guangzhou \(1665907446592913\), Guangzhou \(1665907446604134\)$/,
      product: "must be a string",
      bandwidthMbps: "must be a number",
      ipCount: "must be a whole number",
      months: "must be at least 1",
      renewUntil: "is not a date such as 2027-06-30",
      downgradeAt: "is not a date, or a time with offset, such as 2027-06-30T12:00:00+08:00",
      maxMonthlyPrice: 'is not a decimal string such as "900.00"',
      powerState: 'must be one of "running", "stopped"',
      onDelete: 'must be one of "refund", "delete", "keep", "refundOrKeep", "refuse"',
      "identity.mobile": "must be 11 digits",
      "identity.nickname": "is not an argument of this resource",
      "timeouts.create": 'is not a duration such as "90s", "30m" or "2h"',
      "keepPaid.months": "is required",
      colour: "is not an argument of this resource",
    });

    scene.declare({
      web: {
        line: "Hangzhou BGP",
        product: "E5-2670",
        system: "CentOS 7.9",
        renewUntil: "2027-06-30",
        keepPaid: { whenDaysLeft: 7, months: 1 },
      },
    });
    expectFaults(await scene.refused(), {
      product:
        /^there is no product "E5-2670" on the line Hangzhou BGP; there are: E5-2670 x2 \/ 64G \(\d+\), /,
      system:
        /^there is no system "CentOS 7.9" for a purchase on the line Hangzhou BGP; there are: CentOS 7.9 x64 \(\d+\), .*, and \d+ more$/,
      keepPaid: "excludes `renewUntil`: one says a date, the other a rolling term",
    });
  });

  test("are held against the line, the model and the zone: sizes, steps, terms, images, real names", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    scene.declare({
      web: {
        ...server,
        product: "E3-1230 / 16G",
        system: "HPC Linux 8 x64",
        bandwidthMbps: 301,
        defenseGbps: 12,
        ipCount: 4,
        months: 5,
        systemPartitionSizeMb: 0,
      },
    });
    expectFaults(await scene.refused(), {
      system: "HPC Linux 8 x64 needs 64 cores, the model has 4",
      systemPartitionSizeMb: "the model E3-1230 / 16G takes no partitions: leave it out",
      bandwidthMbps: "is at most 300 Mbps on this line",
      defenseGbps: "goes in steps of 5 Gbps defense: 10 or 15, not 12",
      ipCount:
        /^addresses are added 1, 8, 16, .* at a time: from 1 the totals 2, 9, 17, .* can be reached, not 4$/,
      months: "5 months is not sold: the terms on offer are 1, 2, 3, 6, 12, 24, 36 months",
    });

    scene.declare({
      closed: { ...server, line: "Hangzhou Unicom", product: "E5-2620 / 32G" },
    });
    expectFaults(await scene.refused(), {
      line: "Hangzhou Unicom is not open for purchase",
      product: "E5-2620 / 32G is not on sale",
    });

    scene.declare({
      real: { ...server, line: "Shenzhen BGP", identity: { name: "张三丰" }, renewUntil: "2099-12-31" },
    });
    expectFaults(await scene.refused(), {
      renewUntil: /cannot be reached/,
    });
  });
});

describe("config that cannot be used", () => {
  test("is said key by key, with how to set it and the variable that stands for it", async () => {
    const stack = new InProcessStack(undefined);
    stack.declare({ web: { args: server } });
    const { code, text } = await stack.preview();
    expect(code).not.toBe(0);
    expect(text).toContain(
      "the config of ZKEYS is not complete: endpoint is missing; userId is missing; apiKey is missing",
    );
    expect(text).toContain("pulumi config set zkeys:endpoint <value>  (or ZKEYS_ENDPOINT)");
    expect(text).toContain("pulumi config set --secret zkeys:apiKey <value>  (or ZKEYS_API_KEY)");

    stack.set({
      ZKEYS_ENDPOINT: "panel.example.com",
      ZKEYS_USER_ID: "1100134",
      ZKEYS_API_KEY: "A-KEY-FOR-A-TEST",
    });
    expect((await stack.preview()).text).toContain(
      "endpoint is not a URL, such as https://panel.example.com. Set: pulumi config set zkeys:endpoint <value>",
    );
    stack.set({ ZKEYS_ENDPOINT: "http://panel.example.com/api" });
    expect((await stack.preview()).text).toContain(
      "the endpoint http://panel.example.com/api would send keys and passwords in the clear. Use https:",
    );

    stack.declare({ web: { args: { ...server, account: "second" } } });
    stack.set({ RESELLER_POLL_SECONDS: "fast" });
    const settings = await stack.preview();
    expect(settings.text).toContain("the stack's config is not usable: reseller:pollSeconds ");
    expect(settings.text).toContain("pulumi config set reseller:pollSeconds <value>");
    stack.set({ RESELLER_POLL_SECONDS: "1" });
    expect((await stack.preview()).text).toContain('account "second" is not configured');
    stack.remove();
  });

  test("leads nowhere: a host without a name, a port where nobody listens", async () => {
    const stack = new InProcessStack({
      url: "https://panel.invalid/api",
      userId: "1100134",
      apiSecret: "A-KEY-FOR-A-TEST",
    });
    stack.declare({ web: { args: server } });
    // A proxy would answer in the host's place.
    stack.set({ HTTPS_PROXY: undefined, https_proxy: undefined, ALL_PROXY: undefined, all_proxy: undefined });
    const nameless = await stack.preview();
    expect(nameless.code).not.toBe(0);
    expect(nameless.text).toMatch(
      /no usable answer, in 4 attempts: the name of the host could not be resolved \(\w+\) \[\w+ at https:\/\/panel\.invalid\/api\]/,
    );
    const gone = await startZkeysSandbox();
    await gone.close();
    stack.set({ ZKEYS_ENDPOINT: gone.url });
    expect((await stack.preview()).text).toContain(
      "in 4 attempts: the connection was refused (ECONNREFUSED)",
    );
    stack.remove();
  });

  test("a wrong key, a wrong user, a blocked account and a wrong clock are quoted with what to do, and nothing is sent", async () => {
    const scene = await Scene.inProcess(zkeysPanel);
    const { sandbox, stack } = scene;
    scene.declare({ web: server });
    const right = sandbox.apiSecret;
    sandbox.panel.setSecret("ANOTHER-SECRET");
    const wrongKey = await scene.refused();
    expect(wrongKey).toContain(
      'The panel said: "签名错误" (the signature is wrong). Check `zkeys:userId` and `zkeys:apiKey`',
    );
    const up = await scene.watch(() => stack.up());
    expect(up.code).not.toBe(0);
    expect(up.writes).toEqual([]);
    sandbox.panel.setSecret(right);
    stack.set({ ZKEYS_USER_ID: "99" });
    expect(await scene.refused()).toContain(
      'The panel said: "会员不存在" (the account does not exist). Check `zkeys:userId`',
    );
    stack.set({ ZKEYS_USER_ID: sandbox.userId });
    sandbox.panel.block("账户已被冻结");
    expect(await scene.refused()).toContain('The panel said: "账户已被冻结" (the account is blocked)');

    const late = await Scene.inProcess(zkeysPanel, {}, { clockToleranceSeconds: -1 });
    late.declare({ web: server });
    expect(await late.refused()).toContain(
      '"请求已过期" (the time of the request is not accepted). Check this machine\'s clock: requests are signed with its time',
    );
  });
});

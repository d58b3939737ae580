import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FakeClock } from "../../test-support/clock";
import { redact } from "../core/redact";
import { zkeys } from "../zkeys/vendor";
import { Accounts, readRunSettings, type ConfigSource } from "./config";
import { environmentName } from "./environment";

const clock = new FakeClock();
const whole = {
  "zkeys:endpoint": "https://panel.example",
  "zkeys:userId": "7",
  "zkeys:apiKey": "the-api-key",
};

function accounts(config: Record<string, string>, environment: NodeJS.ProcessEnv = {}): Accounts {
  return new Accounts([zkeys], (key) => config[key], environment, { now: clock.now, sleep: clock.sleep });
}
function failure(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return String(error);
  }
  return "nothing was thrown";
}

describe("an account", () => {
  it("is opened once from the vendor's own keys", () => {
    const open = accounts(whole);
    const account = open.account("zkeys", undefined);
    expect(account).toMatchObject({
      vendor: "zkeys",
      alias: "default",
      currency: "CNY",
      timeZone: "Asia/Shanghai",
    });
    expect(account.key).toContain("panel.example");
    expect(account.key).toContain("7");
    expect(open.account("zkeys", undefined)).toBe(account);
    expect(account.key).not.toContain("the-api-key");
  });

  it("comes from the environment where the config has nothing", () => {
    const environment = {
      ZKEYS_ENDPOINT: "https://other.example",
      ZKEYS_USER_ID: "8",
      ZKEYS_API_KEY: "another-key",
    };
    expect(accounts({}, environment).account("zkeys", undefined).key).toContain("other.example");
    expect(accounts(whole, environment).account("zkeys", undefined).key).toContain("panel.example");
    expect(environmentName("proxy911", "appKey")).toBe("PROXY911_APP_KEY");
  });

  it("names every key that is missing, the command that sets it, and the variable", () => {
    const message = failure(() => accounts({}).account("zkeys", undefined));
    for (const words of [
      "endpoint is missing",
      "userId is missing",
      "apiKey is missing",
      "pulumi config set zkeys:endpoint <value>  (or ZKEYS_ENDPOINT)",
      "pulumi config set zkeys:userId <value>  (or ZKEYS_USER_ID)",
      "pulumi config set --secret zkeys:apiKey <value>  (or ZKEYS_API_KEY)",
    ]) {
      expect(message).toContain(words);
    }
  });

  it("says what is wrong with a value, without calling it missing", () => {
    const message = failure(() =>
      accounts({ ...whole, "zkeys:userId": "seven", "zkeys:allowInsecureHttp": "maybe" }).account(
        "zkeys",
        undefined,
      ),
    );
    expect(message).toContain("userId is the member id, in digits");
    expect(message).toContain("allowInsecureHttp Invalid input: expected boolean");
    expect(message).not.toContain("missing");
    expect(message).not.toContain("endpoint <value>");
  });

  it("registers its key as a secret before anything can show it", () => {
    accounts({ ...whole, "zkeys:apiKey": "key-that-must-not-show" }).account("zkeys", undefined);
    expect(redact("key-that-must-not-show")).toBe("[secret]");
  });

  it("of a vendor that does not exist is an error", () => {
    expect(failure(() => accounts(whole).account("nobody", undefined))).toContain(
      "there is no vendor nobody",
    );
  });
});

describe("named accounts", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "accounts-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const named = {
    a: { endpoint: "https://a.example", userId: 1, apiKey: "key-of-account-a" },
    b: { endpoint: "https://b.example" },
  };

  it("come from the config", () => {
    const open = accounts({ "zkeys:accounts": JSON.stringify(named) });
    expect(open.account("zkeys", "a")).toMatchObject({ alias: "a" });
    expect(open.account("zkeys", "a").key).toContain("a.example");
    expect(redact("key-of-account-a")).toBe("[secret]");
  });

  it("come from a file that the environment names", () => {
    const file = join(folder, "accounts.json");
    writeFileSync(file, JSON.stringify({ a: { ...named.a, apiKey: "key-from-the-file" } }));
    expect(accounts({}, { ZKEYS_ACCOUNTS_FILE: file }).account("zkeys", "a").key).toContain("a.example");
    expect(redact("key-from-the-file")).toBe("[secret]");
    expect(
      failure(() => accounts({}, { ZKEYS_ACCOUNTS_FILE: join(folder, "none") }).account("zkeys", "a")),
    ).toContain("is not there");
  });

  it("name what is missing, and the account", () => {
    const message = failure(() =>
      accounts({ "zkeys:accounts": JSON.stringify(named) }).account("zkeys", "b"),
    );
    expect(message).toContain("(account b)");
    expect(message).toContain("pulumi config set --secret --path zkeys:accounts.b.apiKey <value>");
  });

  it("name a key that is no setting", () => {
    const wrong = { a: { ...named.a, apikey: "the key by the wrong name" } };
    const message = failure(() =>
      accounts({ "zkeys:accounts": JSON.stringify(wrong) }).account("zkeys", "a"),
    );
    expect(message).toContain("apikey");
    expect(message).not.toContain("the key by the wrong name");
  });

  it("list those that there are, or say how to set one", () => {
    expect(
      failure(() => accounts({ "zkeys:accounts": JSON.stringify(named) }).account("zkeys", "c")),
    ).toContain("zkeys:accounts has: a, b");
    expect(failure(() => accounts({}).account("zkeys", "c"))).toContain(
      "pulumi config set --secret --path zkeys:accounts.<name>.apiKey",
    );
  });

  it.each([["not JSON at all"], ["[1]"], ['"text"'], ['{"a": 1}']])(
    "are an error when they are %s",
    (text) => {
      expect(failure(() => accounts({ "zkeys:accounts": text }).account("zkeys", "a"))).toMatch(
        /zkeys:accounts is not/,
      );
    },
  );
});

describe("the settings of a stack", () => {
  const settings = (config: Record<string, string>, environment: NodeJS.ProcessEnv = {}) =>
    readRunSettings((key) => config[key], environment);

  it("have defaults", () => {
    expect(settings({})).toMatchObject({
      pollSeconds: 5,
      settleSeconds: 120,
      quarantineMinutes: 30,
      claimHours: 24,
      namespace: "",
      keep: [],
      allowSpending: true,
      maxUnavailable: 1,
    });
  });

  it("are read from texts as Pulumi keeps them: numbers, yes and no, lists as JSON or with commas", () => {
    const config = {
      "reseller:pollSeconds": "0.5",
      "reseller:allowSpending": "false",
      "reseller:keep": "170833, 170834",
      "reseller:allowSteps": '["renew","power"]',
      "reseller:maxSpendPerRun": "900",
      "reseller:namespace": "12",
      "reseller:onDelete": "refuse",
    };
    expect(settings(config)).toMatchObject({
      pollSeconds: 0.5,
      allowSpending: false,
      keep: ["170833", "170834"],
      allowSteps: ["renew", "power"],
      maxSpendPerRun: ["900"],
      namespace: "12",
      onDelete: "refuse",
    });
    expect(settings({ "reseller:keep": "170833" }).keep).toEqual(["170833"]);
    expect(settings({}, { RESELLER_MAX_UNAVAILABLE: "3" }).maxUnavailable).toBe(3);
    const limits = ['{"CNY":900,"USD":"20"}', "CNY=900,USD=20"].map(
      (text) => settings({ "reseller:maxSpendPerRun": text }).maxSpendPerRun,
    );
    expect(limits).toEqual([[{ CNY: "900", USD: "20" }], [{ CNY: "900", USD: "20" }]]);
  });

  it("cannot lift in the stack's file what the environment brakes, nor the other way round", () => {
    const pipeline = {
      RESELLER_ALLOW_SPENDING: "false",
      RESELLER_ALLOW_STEPS: "renew",
      RESELLER_MAX_SPEND_PER_RUN: "100",
      RESELLER_KEEP: "1688",
      RESELLER_POLL_SECONDS: "1",
    };
    const branch = {
      "reseller:allowSpending": "true",
      "reseller:allowSteps": '["buy","renew"]',
      "reseller:maxSpendPerRun": "99999",
      "reseller:acceptUnpublished": "true",
      "reseller:keep": "[]",
      "reseller:pollSeconds": "9",
    };
    expect(settings(branch, pipeline)).toMatchObject({
      allowSpending: false,
      allowSteps: ["renew"],
      maxSpendPerRun: ["100", "99999"],
      acceptUnpublished: false,
      keep: ["1688"],
      pollSeconds: 9,
    });
    expect(
      settings({ "reseller:allowSpending": "false" }, { RESELLER_ALLOW_SPENDING: "true" }),
    ).toMatchObject({
      allowSpending: false,
    });
  });

  it("name every key that is wrong", () => {
    const message = failure(() =>
      settings({
        "reseller:pollSeconds": "often",
        "reseller:allowSteps": "renew,burn",
        "reseller:maxSpendPerRun": "a lot",
      }),
    );
    for (const key of ["reseller:pollSeconds", "reseller:allowSteps", "reseller:maxSpendPerRun"])
      expect(message).toContain(key);
    expect(message).toContain("pulumi config set reseller:");
  });
});

describe("keys that nothing reads", () => {
  const sourceOf = (config: Readonly<Record<string, string>>): ConfigSource =>
    Object.assign((key: string) => config[key], { keys: () => Object.keys(config) });
  const opened = (config: Readonly<Record<string, string>>, environment: NodeJS.ProcessEnv = {}) => {
    const source = sourceOf(config);
    return new Accounts([zkeys], source, environment, { now: clock.now, sleep: clock.sleep }).account(
      "zkeys",
      undefined,
    );
  };

  it("are refused with the nearest that is read: a mistyped brake would be none", () => {
    const brake = sourceOf({ "reseller:allowSpendings": "false", "shop:anything": "1" });
    expect(failure(() => readRunSettings(brake, {}))).toMatch(
      /reseller:allowSpendings is not a setting; the nearest is reseller:allowSpending/,
    );
    expect(failure(() => opened({ ...whole, "zkeys:apikey": "x" }))).toMatch(
      /zkeys:apikey is not a setting; the nearest is zkeys:apiKey/,
    );
    expect(opened({ ...whole, "zkeys:accounts": "{}", "rstack:anything": "1" }).alias).toBe("default");
  });

  it("are refused of variables that look like one that is read, and no others", () => {
    const environment = { RESELLER_ALOW_SPENDING: "false" };
    expect(failure(() => readRunSettings(sourceOf({}), environment))).toMatch(
      /the variable RESELLER_ALOW_SPENDING is not read; the nearest is RESELLER_ALLOW_SPENDING/,
    );
    expect(readRunSettings(sourceOf({}), { RESELLER_TEAM: "search", RESELLER_JOURNAL: "" }).keep).toEqual([]);
    expect(failure(() => opened(whole, { ZKEYS_ENDPONT: "https://x" }))).toContain("ZKEYS_ENDPOINT");
  });
});

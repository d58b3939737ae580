import { describe, expect, it } from "vitest";
import type { BaremetalServerArguments } from "./arguments";
import { baremetalServer } from "./baremetal-server";
import type { ZkeysCatalog } from "../catalog";
import { stepsOf, type Change as PlannedChange, type Plan } from "../../core/plan";
import type { Lifecycle } from "../../core/record";
import { lineOfAll, type Step } from "../../core/step";
import type { BaremetalServerObserved } from "./observed";
import { ZkeysSession } from "../session";
import type { BaremetalInput } from "./steps";
import { sentBy } from "../../../test-support/recorded-calls";
import {
  aCatalog,
  anObserved,
  aProduct,
  systems,
  degraded,
  upgraded,
  zkeysAccount,
} from "../../../test-support/zkeys-samples";

const now = new Date("2026-05-01T00:00:00.000Z");
const bought: Partial<BaremetalServerArguments> = { line: "Hangzhou BGP", product: "E5", system: "CentOS 7" };
const ids: Readonly<Record<string, string>> = {
  "Hangzhou BGP": "21",
  E5: "41",
  "CentOS 7": "31",
  "CentOS 8": "32",
  Windows: "33",
  Classless: "34",
  "Other line": "22",
};
type Wanted = Partial<BaremetalServerArguments>;

function namesOf(wanted: Wanted) {
  const keys = (["line", "product", "system"] as const).filter((key) => wanted[key] !== undefined);
  return Object.fromEntries(
    keys.map((key) => [key, { text: wanted[key] ?? "", id: ids[wanted[key] ?? ""] ?? "" }]),
  );
}

const aContext = {
  account: zkeysAccount,
  token: "",
  password: "set by the test",
  orderNumber: "1",
  now,
  extra: {},
};
const answers = {
  upgrade: { addresses: [] },
  getDegradableAddresses: [{ address: "10.0.0.8-15" }],
};
const sent = (step: PlannedChange<BaremetalServerObserved> | undefined, observed = anObserved()) =>
  sentBy(step, observed, ZkeysSession, { answers });

interface Change {
  readonly wanted?: Wanted;
  readonly before?: Wanted;
  readonly observed?: BaremetalServerObserved;
  readonly catalog?: ZkeysCatalog | undefined;
  readonly unknown?: readonly string[];
  readonly lifecycle?: Partial<Lifecycle>;
  readonly extra?: Record<string, unknown>;
}

function input(
  { unknown = [], ...change }: Change,
  observed: BaremetalServerObserved | undefined,
): BaremetalInput {
  const wanted = { ...bought, ...change.wanted };
  const lifecycle = {
    origin: "bought" as const,
    claim: 0,
    supersedes: [],
    passwordLost: false,
    password: "the old password",
    ...change.lifecycle,
  };
  const recorded = {
    arguments: { ...bought, ...change.before },
    observed,
    lifecycle,
    names: namesOf(bought),
    urn: "",
    token: "",
    extra: change.extra ?? {},
  };
  return {
    observed,
    recorded: observed === undefined ? undefined : recorded,
    wanted,
    unknown: new Set(unknown),
    names: namesOf(wanted),
    catalog: "catalog" in change ? change.catalog : aCatalog(),
    account: zkeysAccount,
    now,
    passwordLost: lifecycle.passwordLost,
  };
}
const purchase = (change: Change = {}) => {
  const plan = baremetalServer.plan(input(change, undefined));
  return { ...plan, steps: stepsOf(plan) };
};
const changed = (change: Change = {}) => baremetalServer.plan(input(change, change.observed ?? anObserved()));
const faultsOf = (plan: Pick<Plan, "faults">) =>
  plan.faults.map(({ property, reason }) => `${property}: ${reason}`);
const kinds = (plan: { readonly steps: readonly Step[] }) => plan.steps.map(({ kind }) => kind);

describe("a purchase", () => {
  it("has its price, and the sizes beyond the model's as a second step", () => {
    const plan = purchase({ wanted: { months: 12, bandwidthMbps: 30 } });
    expect(lineOfAll(plan.steps)).toBe(
      "buy 12 months: CNY 1,080.00; then upgrade 20 → 30 Mbps: CNY 100.00 more a month (due now: not published)",
    );
    expect(plan.faults).toEqual([]);
    expect(plan.steps[0]).toMatchObject({ limits: { months: 12 }, target: "21/41", spends: true });
  });

  it.each(["months", "renewUntil"])(
    "has no price while %s is not known: no default stands in for it",
    (key) => {
      const plan = purchase({ unknown: [key] });
      expect(lineOfAll(plan.steps)).toBe("buy for a term that is not known yet (price not published)");
      expect(plan.steps).toMatchObject([{ due: "not published", spends: true }]);
      const { names, catalog, account } = input({}, undefined);
      const estimated = (unknown: readonly string[]) =>
        catalog && baremetalServer.estimate(bought, names, catalog, account, now, new Set(unknown));
      expect(estimated([])).toMatchObject({ purchasePrice: "100.00" });
      expect(estimated([key])).toBeUndefined();
      expect(estimated(["bandwidthMbps"])).toBeUndefined();
    },
  );

  it("renews at once to the term that one call does not reach", () => {
    expect(lineOfAll(purchase({ wanted: { renewUntil: "2026-11-30" } }).steps)).toBe(
      "buy 6 months: CNY 600.00; then renew 1 month, paid until 2026-12-01: CNY 100.00",
    );
  });

  it.each([
    [{ catalog: aCatalog({ status: "-1" }) }, "line: Hangzhou BGP is not open for purchase"],
    [{ catalog: aCatalog({ buy_status: "0" }) }, "line: Hangzhou BGP is not open for purchase"],
    [{ catalog: aCatalog({}, { status: "0" }) }, "product: E5 is not on sale"],
    [
      {
        wanted: { systemPartitionSizeMb: 51200 },
        catalog: aCatalog({}, { system_partition_support: "0" }),
      },
      "systemPartitionSizeMb: the model E5 takes no partitions: leave it out",
    ],
    [
      { wanted: { months: 2 } },
      "months: 2 months is not sold: the terms on offer are 1, 3, 6, 12, 24, 36 months",
    ],
    [{ wanted: { renewUntil: "2032-01-01" } }, "renewUntil: a service on this line lives 5 years at most"],
    [
      { wanted: { renewUntil: "2029-06-30" }, catalog: aCatalog({}, {}, { max_year: "3" }) },
      "renewUntil: a service in the zone Hangzhou lives 3 years at most",
    ],
    [
      { wanted: { renewUntil: "2029-06-30" }, catalog: aCatalog({ life_time: "2" }, {}, { max_year: "3" }) },
      "renewUntil: a service on this line lives 2 years at most",
    ],
    [
      { wanted: { months: 36 }, catalog: aCatalog({}, {}, { max_year: "2" }) },
      "months: a service in the zone Hangzhou lives 2 years at most",
    ],
    [
      { wanted: { ipCount: 2, ipType: "subnet" as const }, catalog: aCatalog({ ip_upgrade_type: "1" }) },
      "ipType: the line adds addresses as single only",
    ],
  ])("is refused: %#", (change, fault) => {
    expect(faultsOf(purchase(change))).toContain(fault);
  });

  const withImage = (image: object): ZkeysCatalog => ({
    ...aCatalog(),
    systems: systems.map((one) => (one.guid === "31" ? { ...one, ...image } : one)),
  });

  it.each([
    [
      "an identity that the zone asks for",
      { catalog: aCatalog({}, {}, { identityStatus: "1" }), wanted: { identity: { name: "x" } } },
      "`identity.mobile`, `identity.idNumber` are not set",
    ],
    ["memory in a unit that nobody names", { catalog: withImage({ minMemory: 2048 }) }, "2048 of memory"],
    ["a hidden line", { catalog: aCatalog({ status: "0" }) }, "is hidden in the panel"],
    [
      "the first partition of a new machine",
      { wanted: { systemPartitionSizeMb: 0 } },
      "is documented for reinstalls",
    ],
    [
      "fewer addresses than the line's least",
      { catalog: aCatalog({ ip_min_size: "4" }), wanted: { ipCount: 2 } },
      "4 addresses at the least",
    ],
  ])("that the panel may refuse, without its document saying so, is warned of: %s", (_, change, words) => {
    const plan = purchase(change);
    expect(plan.faults).toEqual([]);
    expect(plan.steps[0]).toMatchObject({ kind: "buy" });
    expect(plan.warnings.join()).toContain(words);
  });

  it.each([
    [
      "an identity that is not known yet",
      { catalog: aCatalog({}, {}, { identityStatus: "1" }), unknown: ["identity"] },
    ],
    ["a status that nobody documents", { catalog: aCatalog({ status: "7" }, { status: "7" }) }],
    ["a line that names no terms", { catalog: aCatalog({ months: "" }), wanted: { months: 2 } }],
    [
      "a model that does not tell its cores",
      { catalog: { ...withImage({ minCpuCores: 4 }), products: [aProduct({ cpu_value: "" })] } },
    ],
    [
      "subnets on a line that does not tell how it adds addresses",
      {
        catalog: aCatalog({ ip_upgrade_type: "" }),
        wanted: { ipCount: 9, ipType: "subnet" as const, bandwidthMbps: 20 },
      },
    ],
  ])("is not refused for %s", (_, change) => {
    expect(purchase(change)).toMatchObject({ faults: [], warnings: [] });
  });

  it("is not priced while its line or model is not known", () => {
    const plan = baremetalServer.plan({ ...input({ unknown: ["line"] }, undefined), names: {} });
    expect(stepsOf(plan)).toMatchObject([{ kind: "buy", due: "not published", spends: true }]);
  });
});

describe("an unchanged server", () => {
  it("takes no step, without the catalogue too", () => {
    expect(changed()).toMatchObject({ steps: [], faults: [], warnings: [], replaces: [] });
    expect(changed({ catalog: undefined })).toMatchObject({ steps: [], faults: [] });
  });

  it("takes none for arguments that are used only when ordering", () => {
    expect(
      kinds(
        changed({
          wanted: {
            months: 12,
            remark: "x",
            clientUserId: "9",
            zone: "z",
            ipType: "subnet",
            downgradeAt: "2020-01-01",
            identity: { name: "x" },
          },
        }),
      ),
    ).toEqual([]);
    expect(changed({ wanted: { months: 12 }, before: { months: 1 } }).warnings[0]).toContain(
      "use `renewUntil`",
    );
  });

  it("warns when it is about to end and nothing will renew it", () => {
    const observed = anObserved({ end_time: "2026-05-04 00:00:00" });
    expect(changed({ observed }).warnings[0]).toMatch(/^expires in 2 days, and nothing will renew it/);
    expect(changed({ observed, wanted: { keepPaid: { whenDaysLeft: 1, months: 1 } } }).warnings).toEqual([]);
  });

  it("is replaced for another line or model only", () => {
    expect(changed({ wanted: { line: "Other line" } })).toMatchObject({ steps: [], replaces: ["line"] });
  });
});

describe("renewals", () => {
  it("are the missing months, at the price that the purchase fixed", () => {
    const plan = changed({
      wanted: { renewUntil: "2026-10-17" },
      extra: { renewPriceSetting: "monthly", renewPrice: "80.00" },
    });
    expect(lineOfAll(plan.steps)).toBe("renew 1 month, paid until 2026-10-17: CNY 80.00");
  });

  it("have the list's price for a server whose purchase nobody saw, and say so; a limit is held against it", () => {
    const wanted = { renewUntil: "2026-10-17" };
    expect(lineOfAll(changed({ wanted }).steps)).toMatch(
      /^renew 1 month, paid until 2026-10-17 \(by the price list, the panel may differ\): CNY \d+\.\d\d$/,
    );
    expect(lineOfAll(changed({ wanted, extra: { renewPriceSetting: "byTerm" } }).steps)).toBe(
      "renew 1 month, paid until 2026-10-17 (price not published)",
    );
  });

  it("say when the last of them is bought for a day or two", () => {
    const warned = (renewUntil: string) => changed({ wanted: { renewUntil } }).warnings;
    expect(warned("2026-09-18")).toEqual([
      "the last renewal, of 1 month, is bought for 1 day: without it, it is paid until 2026-09-17",
    ]);
    expect(warned("2026-10-19")).toEqual([
      "the last renewal, of 1 month, is bought for 2 days: without it, it is paid until 2026-10-17",
    ]);
    expect(warned("2026-10-17")).toEqual([]);
  });

  it("are refused where the line sells none, or the terms are not known", () => {
    expect(
      faultsOf(changed({ wanted: { renewUntil: "2026-10-17" }, catalog: aCatalog({ renew_status: "0" }) })),
    ).toEqual(["renewUntil: the line Hangzhou BGP sells no renewals"]);
    expect(faultsOf(changed({ wanted: { renewUntil: "2026-10-17" }, catalog: undefined }))[0]).toContain(
      "the catalogue, which has the terms, cannot be had",
    );
  });
});

describe("sizes", () => {
  const grown = anObserved({
    upgrade: [
      upgraded("bandwidth", 10),
      upgraded("bandwidth", 5),
      upgraded("ip", 8, { value: "10.0.0.8-15" }),
    ],
  });

  it("grow by one call with the increments and the totals that prove it", async () => {
    const plan = changed({ wanted: { bandwidthMbps: 30, ipCount: 9 } });
    expect(lineOfAll(plan.steps)).toBe(
      "upgrade 20 → 30 Mbps, 1 → 9 IPs: CNY 260.00 more a month (due now: not published)",
    );
    const [step] = plan.steps;
    expect(step).toMatchObject({ limits: { bandwidthMbps: 10, ipCount: 8 } });
    const small = anObserved();
    expect(await sent(step, small)).toEqual([
      [
        "upgrade",
        expect.objectContaining({ guid: small.serviceId, bandwidthMbps: 10, ipCount: 8, ipKind: "single" }),
      ],
    ]);
    const isDone = (totals: Partial<BaremetalServerObserved>) =>
      step?.calls(small, aContext)[0]?.isDone({ ...small, ...totals });
    expect(isDone({ bandwidthMbps: 30, ipCount: 9 })).toBe(true);
    expect(isDone({ bandwidthMbps: 30 })).toBe(false);
    expect(isDone({ ipCount: 9 })).toBe(false);
  });

  it("warn that an upgrade may end a fixed renewal price", () => {
    expect(
      changed({ wanted: { bandwidthMbps: 30 }, extra: { renewPriceSetting: "monthly" } }).warnings,
    ).toEqual(["an upgrade may end the fixed renewal price of this server"]);
  });

  it("shrink on the line's first day or the one that is asked for, one record of a size a call, naming what goes", async () => {
    const plan = changed({ observed: grown, wanted: { bandwidthMbps: 20, ipCount: 1 } });
    expect(plan.steps.map(({ words }) => words)).toEqual([
      "decrease 35 → 25 Mbps, 9 → 1 IPs on 2026-05-03, giving up 10.0.0.8-15",
      "decrease 25 → 20 Mbps on 2026-05-03",
    ]);
    expect(plan.steps.every(({ destroys }) => destroys === true)).toBe(true);
    const [step] = changed({
      observed: grown,
      wanted: { bandwidthMbps: 25, downgradeAt: "2026-06-30T12:00:00+08:00" },
    }).steps;
    expect(await sent(step, grown)).toEqual([
      ["degrade", expect.objectContaining({ applyAt: "2026-06-30T12:00:00+08:00" })],
    ]);
  });

  it("do not shrink in the past, or after the end", () => {
    expect(
      faultsOf(changed({ observed: grown, wanted: { bandwidthMbps: 25, downgradeAt: "2026-04-30" } }))[0],
    ).toMatch(/^downgradeAt: .* is past$/);
    expect(
      faultsOf(changed({ observed: grown, wanted: { bandwidthMbps: 25, downgradeAt: "2026-10-30" } }))[0],
    ).toMatch(/^downgradeAt: .* is after the end of the term/);
    // Also the line's own days, unless the term is prolonged with it.
    const late = { observed: grown, catalog: aCatalog({ reservation_degrade_valid_limit: "150" }) };
    expect(faultsOf(changed({ ...late, wanted: { bandwidthMbps: 25 } }))[0]).toMatch(
      /^downgradeAt: .*, which the line has by default, is after the end of the term/,
    );
    expect(kinds(changed({ ...late, wanted: { bandwidthMbps: 25, renewUntil: "2026-12-01" } }))).toEqual([
      "renew",
      "downgrade",
    ]);
  });

  it("withdraw a booked decrease first", () => {
    const booked = anObserved({
      upgrade: [upgraded("bandwidth", 10)],
      degrades: [degraded("bandwidth", 10)],
    });
    expect(kinds(changed({ observed: booked, wanted: { bandwidthMbps: 30 } }))).toEqual(["cancelDowngrade"]);
    expect(kinds(changed({ observed: booked, wanted: { bandwidthMbps: 40 } }))).toEqual([
      "cancelDowngrade",
      "upgrade",
    ]);
    expect(kinds(changed({ observed: booked, wanted: { bandwidthMbps: 20 } }))).toEqual([]);
  });
});

describe("a reinstall", () => {
  const installOf = (change: Change) =>
    sent(
      changed(change).steps.find(({ kind }) => kind === "reinstall"),
      anObserved(),
    );

  it.each([
    [
      "of the same class keeps the partitions",
      { wanted: { system: "CentOS 8" } },
      { installType: "install", systemPartitionMb: 0, systemGuid: "32" },
    ],
    [
      "of another class replaces",
      { wanted: { system: "Windows" } },
      { installType: "replace", systemPartitionMb: -1, systemGuid: "33" },
    ],
    [
      "of a class that is not known replaces",
      { wanted: { system: "Classless" } },
      { installType: "replace", systemPartitionMb: -1 },
    ],
    [
      "with other partitions replaces",
      { wanted: { systemPartitionSizeMb: 20_000 } },
      { installType: "replace", systemPartitionMb: 20_000, systemGuid: "31" },
    ],
    [
      "into the first partition installs",
      { wanted: { systemPartitionSizeMb: 0 } },
      { installType: "install", systemPartitionMb: 0 },
    ],
    [
      "by a trigger keeps the partitions that were asked for before",
      {
        wanted: { systemPartitionSizeMb: 20_000, reinstallTriggers: [1] },
        before: { systemPartitionSizeMb: 20_000 },
      },
      { installType: "install", systemPartitionMb: 0 },
    ],
    [
      "of another class has the partitions that were asked for before",
      {
        wanted: { system: "Windows", systemPartitionSizeMb: 20_000 },
        before: { systemPartitionSizeMb: 20_000 },
      },
      { installType: "replace", systemPartitionMb: 20_000 },
    ],
  ])("%s", async (_name, change, order) => {
    expect(await installOf(change)).toEqual([["reinstall", expect.objectContaining(order)]]);
  });

  it("needs consent, by its image", () => {
    expect(changed({ wanted: { system: "Windows" } }).steps[0]).toMatchObject({
      words: "REINSTALL Windows: erases all disks",
      consent: {
        property: "system",
        words: expect.stringContaining('`allowReinstall: true` or `allowReinstall: "Windows"`') as string,
      },
      destroys: true,
      interrupts: true,
      target: "33",
    });
  });

  it("is one step together with a password, and carries out restarts", () => {
    const plan = changed({
      wanted: { system: "CentOS 8", password: "another", passwordTriggers: [1], rebootTriggers: [1] },
    });
    expect(kinds(plan)).toEqual(["reinstall"]);
    expect(plan.steps[0]?.applies).toEqual(
      expect.arrayContaining(["password", "passwordTriggers", "rebootTriggers", "system"]),
    );
  });

  it("needs a password, the recorded one or a new one", () => {
    const adopted = { lifecycle: { password: undefined } };
    expect(changed({ wanted: { system: "CentOS 8" }, ...adopted }).faults[0]?.property).toBe("password");
    expect(changed({ wanted: { system: "CentOS 8", password: "given" }, ...adopted }).faults).toEqual([]);
  });

  it("is followed by a stop where the machine is to be off", () => {
    expect(kinds(changed({ wanted: { system: "CentOS 8", powerState: "stopped" } }))).toEqual([
      "reinstall",
      "power",
    ]);
    expect(
      kinds(
        changed({
          wanted: { system: "CentOS 8", powerState: "stopped" },
          observed: anObserved({ run_status: "-1" }),
        }),
      ),
    ).toEqual(["reinstall", "power"]);
  });

  it("is not made for an image that is not known yet, or for a new name of the same one", () => {
    expect(kinds(changed({ unknown: ["reinstallTriggers"], wanted: { reinstallTriggers: [1] } }))).toEqual(
      [],
    );
    const renamed = input({ wanted: { system: "renamed" } }, anObserved());
    expect(
      baremetalServer.plan({ ...renamed, names: { ...renamed.names, system: { text: "renamed", id: "31" } } })
        .steps,
    ).toEqual([]);
  });
});

describe("the login name", () => {
  it("cannot change by itself, and says why", () => {
    expect(faultsOf(changed({ wanted: { loginName: "admin" } }))[0]).toMatch(
      /^loginName: cannot change by itself: .*it is root/,
    );
    expect(changed({ wanted: { loginName: "root" } }).faults).toEqual([]);
  });

  it("may change with the image", () => {
    expect(changed({ wanted: { loginName: "Administrator", system: "Windows" } }).faults).toEqual([]);
    expect(faultsOf(changed({ wanted: { loginName: "admin", system: "Windows" } }))[0]).toContain(
      "sets Administrator",
    );
  });
});

describe("a change of the zone", () => {
  const zones = [
    { guid: "11", name: "Hangzhou" },
    { guid: "12", name: "Shenzhen" },
  ];
  const named = (id: string) => {
    const all = input({ wanted: { zone: id }, before: { zone: "11" } }, anObserved());
    return baremetalServer.plan({
      ...all,
      names: { ...all.names, zone: { text: id, id } },
      catalog: { ...aCatalog(), zones },
    });
  };

  it("says that it moves nothing, unless the server is there", () => {
    expect(named("12")).toMatchObject({
      steps: [],
      replaces: [],
      warnings: [
        expect.stringContaining(
          "moves nothing: the server stays on the line Hangzhou BGP in the zone Hangzhou",
        ),
      ],
    });
    expect(named("11").warnings).toEqual([]);
  });
});

describe("passwords and power", () => {
  const { serviceId } = anObserved();
  const [stop, start] = [
    ["stop", serviceId],
    ["start", serviceId],
  ];
  const reset = ["resetPassword", serviceId, "set by the test"];
  const off = anObserved({ run_status: "-1" });

  it("stop a running machine for a new password, with consent, and start it again", async () => {
    const { steps } = changed({ wanted: { password: "another" } });
    expect(await sent(steps[0])).toEqual([stop, reset, start]);
    expect(steps).toMatchObject([
      {
        kind: "password",
        interrupts: true,
        consent: { property: "password", words: expect.stringContaining("allowPowerCycle") as string },
      },
    ]);
  });

  it("need no consent for a machine that is off, and leave it off", async () => {
    const [step] = changed({ wanted: { passwordTriggers: [1] }, observed: off }).steps;
    expect(step).toMatchObject({ interrupts: false });
    expect(await sent(step, off)).toEqual([reset]);
    expect(step?.consent).toBeUndefined();
  });

  it("need the consent also where the password is lost: whether anybody uses the machine is for the flow to know", async () => {
    const [step] = changed({ lifecycle: { passwordLost: true, password: undefined } }).steps;
    expect(step?.kind).toBe("password");
    expect(await sent(step)).toEqual([stop, reset, start]);
    expect(step?.consent?.words).toContain("allowPowerCycle");
  });

  it("start a machine that was stopped for its password and not started again", async () => {
    const { steps } = changed({
      wanted: { passwordTriggers: [1] },
      observed: off,
      extra: { stoppedForPassword: true },
    });
    expect(steps).toHaveLength(1);
    expect(await sent(steps[0], off)).toEqual([reset, start]);
  });

  it("stop before and start after the new password", () => {
    expect(kinds(changed({ wanted: { password: "another", powerState: "stopped" } }))).toEqual([
      "power",
      "password",
    ]);
    expect(kinds(changed({ wanted: { password: "another", powerState: "running" }, observed: off }))).toEqual(
      ["password", "power"],
    );
  });

  it("restart a machine that runs, and leave one that does not to the panel", () => {
    expect(kinds(changed({ wanted: { rebootTriggers: [1] } }))).toEqual(["reboot"]);
    const stopped = changed({ wanted: { rebootTriggers: [1] }, observed: off });
    expect(stopped).toMatchObject({
      faults: [],
      warnings: ["restart the machine: it is off, and the panel may refuse that"],
    });
    expect(kinds(stopped)).toEqual(["reboot"]);
    expect(kinds(changed({ wanted: { rebootTriggers: [1], powerState: "running" }, observed: off }))).toEqual(
      ["power", "reboot"],
    );
    expect(faultsOf(changed({ wanted: { rebootTriggers: [1], powerState: "stopped" } }))).toEqual([
      "rebootTriggers: restart the machine: only a running machine can do that",
    ]);
  });

  it("are not touched while powerState is not set", () => {
    expect(changed({ observed: off }).steps).toEqual([]);
    expect(kinds(changed({ wanted: { powerState: "running" }, observed: off }))).toEqual(["power"]);
    expect(kinds(changed({ wanted: { powerState: "running" } }))).toEqual([]);
  });

  it("come after renewals and sizes", () => {
    expect(
      kinds(
        changed({
          wanted: { renewUntil: "2026-10-17", bandwidthMbps: 30, password: "another", rebootTriggers: [1] },
        }),
      ),
    ).toEqual(["renew", "upgrade", "password", "reboot"]);
  });
});

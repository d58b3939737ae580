import { Big } from "big.js";
import type { CloudPackage, CloudServerSizes } from "../api/cloud-servers";
import type { CloudServerArguments } from "./arguments";
import { findPackage, packageId, type CloudCatalog } from "../catalog";
import { hasGrown, sizes as growing, type Beside } from "../../core/aspects/sizes";
import type { CheckFailure } from "../../core/errors";
import { money, type Price } from "../../core/money";
import { amountsOf, askedFigures, type Figures, type SizeKey } from "./figures";
import type { CloudServerObserved } from "./observed";
import { figuresOf, monthlyMore } from "./prices";
import { sessionOf } from "../session";
import { lineOf, packageOf, type CloudAspect, type CloudCalls, type CloudSituation } from "./steps";
import { listed } from "../../core/language/lists";
import { say } from "../language/say";

const said: Readonly<Record<SizeKey, (amount: number | string) => string>> = {
  cpu: (amount) => say("{amount} CPU", { amount }),
  memoryGb: (amount) => say("{amount} GB memory", { amount }),
  bandwidthMbps: (amount) => `${amount} Mbps`,
  defenseGbps: (amount) => say("{amount} Gbps defense", { amount }),
};

/** Amounts in words, for what is bought: `4 CPU, 8 GB memory, disks of 40 + 80 GB`. */
export function wordsOf(figures: Figures): string {
  const amounts = amountsOf(figures);
  const words = (Object.keys(said) as SizeKey[])
    .filter((key) => (amounts[key] ?? 0) > 0)
    .map((key) => said[key](amounts[key] ?? 0));
  const ips = figures.ipCount === 1 ? [] : [say("{amount} IPs", { amount: figures.ipCount })];
  return listed([...words, say("{sizes} GB disk", { sizes: figures.diskSizesGb.join(" + ") }), ...ips]);
}

/** What is asked for of a server that is there. A package says it as long as it is another one: its figures in the catalogue may change. */
function asked(situation: CloudSituation): Partial<Figures> {
  const isPackaged = situation.wanted.package !== undefined;
  return isPackaged && !situation.isChanged("package") ? {} : askedFigures(situation);
}

/** What there is: what the record does not tell is as it was asked for. */
function inForce({ observed, before }: CloudSituation): Figures {
  const sizes: CloudServerSizes = {
    cpuCores: observed.cpu ?? before.cpu ?? 0,
    memoryGb: observed.memoryGb ?? before.memoryGb ?? 0,
    bandwidthMbps: observed.bandwidthMbps ?? before.bandwidthMbps ?? 0,
    defenseGbps: observed.defenseGbps ?? before.defenseGbps ?? 0,
    diskSizesGb: observed.diskSizesGb ?? before.diskSizesGb ?? [],
  };
  return figuresOf(sizes, before.ipCount);
}

/** The whole target: what is not asked for stays as it is. */
function target(situation: CloudSituation): Figures {
  return { ...inForce(situation), ...asked(situation), ipCount: situation.before.ipCount ?? 1 };
}

/** Disks that grow, and those that are added. */
function disks(situation: CloudSituation): Beside & { readonly faults: readonly CheckFailure[] } {
  const is = inForce(situation).diskSizesGb;
  const wish = asked(situation).diskSizesGb ?? is;
  const property = situation.wanted.package === undefined ? "diskSizesGb" : "package";
  const none = { words: [], applies: [], faults: [] };
  if (is.length === 0) return none;
  const missing = is.length - wish.length;
  if (missing > 0) {
    const sizes = {
      gone: listed(is.slice(wish.length).map(String)),
      has: listed(is.map(String)),
    };
    const reason =
      missing === 1
        ? say(
            "a disk of {gone} GB cannot be taken away in place, with what is on it: the server has {has} GB",
            sizes,
          )
        : say(
            "{count} disks of {gone} GB cannot be taken away in place, with what is on it: the server has {has} GB",
            { count: missing, ...sizes },
          );
    return { ...none, faults: [{ property, reason }] };
  }
  const smaller = is.findIndex((size, index) => (wish[index] ?? 0) < size);
  if (smaller >= 0) {
    const reason = say("disk {number} has {is} GB and cannot shrink to {wish}: it would lose what is on it", {
      number: smaller + 1,
      is: is[smaller] ?? 0,
      wish: wish[smaller] ?? 0,
    });
    return { ...none, faults: [{ property, reason }] };
  }
  const grown = wish.flatMap((size, index) =>
    index < is.length && size > (is[index] ?? 0)
      ? [say("disk {number}: {is} → {size} GB", { number: index + 1, is: is[index] ?? 0, size })]
      : [],
  );
  const added = wish.slice(is.length).map((size) => say("a disk more of {size} GB", { size }));
  const total = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0);
  const words = [...grown, ...added];
  return {
    words,
    applies: words.length === 0 ? [] : ["diskSizesGb"],
    limits: words.length === 0 ? {} : { diskGb: total(wish) - total(is) },
    faults: [],
  };
}

/** Raises sizes (`server_upgrade`): the whole target, none lower than it is. */
function upgradeCalls(to: CloudServerSizes): CloudCalls {
  return ({ serviceId }, { account }) => [
    {
      send: () =>
        sessionOf(account)
          .client.cloudServers.upgrade(serviceId, to)
          .then(() => undefined),
      isDone: (row) =>
        hasGrown(liveOf(row), amountsOf(to)) &&
        to.diskSizesGb.every((size, index) => ((row.diskSizesGb ?? to.diskSizesGb)[index] ?? 0) >= size),
    },
  ];
}

function liveOf({ cpu, memoryGb, bandwidthMbps, defenseGbps }: CloudServerObserved) {
  return amountsOf({
    ...(cpu === undefined ? {} : { cpuCores: cpu }),
    ...(memoryGb === undefined ? {} : { memoryGb }),
    ...(bandwidthMbps === undefined ? {} : { bandwidthMbps }),
    ...(defenseGbps === undefined ? {} : { defenseGbps }),
  });
}

/** What a line lets a server have. */
export function limitFaults(
  situation: Parameters<typeof lineOf>[0],
  figures: Partial<Figures>,
): CheckFailure[] {
  const line = lineOf(situation);
  if (line === undefined || packageOf(situation) !== undefined) return [];
  const name = line.name ?? line.guid;
  const within = (property: SizeKey, amount: number | undefined, least = 0, most = Infinity) => {
    if (amount === undefined || (amount >= least && amount <= most)) return [];
    return [
      {
        property,
        reason:
          most === Infinity
            ? say("is {least} at the least on the line {name}, not {amount}", { least, name, amount })
            : say("is {least} to {most} on the line {name}, not {amount}", { least, most, name, amount }),
      },
    ];
  };
  return [
    ...within("bandwidthMbps", figures.bandwidthMbps, line.minBandwidthMbps, line.maxBandwidthMbps),
    ...within("defenseGbps", figures.defenseGbps, line.minDefenseGbps, line.maxDefenseGbps),
  ];
}

/** What the vendor's samples say of disks; they may be read in another way, so that the panel decides. */
export function diskWarnings(situation: Parameters<typeof lineOf>[0], sizesGb: readonly number[]): string[] {
  const line = lineOf(situation);
  if (line === undefined || packageOf(situation) !== undefined) return [];
  const {
    minDiskGb = 0,
    maxDiskGb = Infinity,
    diskStepGb = 0,
    maxDiskCount = Infinity,
    minDiskCount = 0,
  } = line;
  const isOdd = (size: number) =>
    size < minDiskGb || size > maxDiskGb || (diskStepGb > 0 && size % diskStepGb !== 0);
  const odd = sizesGb.slice(1).filter(isOdd);
  return [
    ...(odd.length > 0
      ? [
          say(
            "the line sells disks of {minDiskGb} to {maxDiskGb} GB in steps of {diskStepGb} GB, not of {odd}: the panel may refuse it",
            { minDiskGb, maxDiskGb, diskStepGb, odd: listed(odd.map(String)) },
          ),
        ]
      : []),
    ...(sizesGb.length > maxDiskCount || sizesGb.length < minDiskCount
      ? [
          say("the line gives {minDiskCount} to {maxDiskCount} disks, not {asked}: the panel may refuse it", {
            minDiskCount,
            maxDiskCount,
            asked: sizesGb.length,
          }),
        ]
      : []),
  ];
}

/** By how much a month of another package is dearer. */
function packageMore({ catalog, before, names, account }: CloudSituation, to: CloudPackage): Price {
  if (catalog === undefined || before.package === undefined) return "not published";
  const from = findPackage(catalog, before.package, names.line?.id ?? "").match;
  if (from?.price === undefined || to.price === undefined) return "not published";
  return money(new Big(to.price).minus(from.price), account.currency);
}

/** Cores, memory, bandwidth, defense and disks: more in place, less is another server. */
export const sizes: CloudAspect = growing<CloudServerArguments, CloudServerObserved, CloudCatalog, SizeKey>({
  sizes: said,
  liveOf,
  alsoPricedBy: ["package"],
  wantedOf: (situation) => amountsOf(asked(situation)),
  references: (catalog) => [
    {
      property: "package",
      within: ["line"],
      find(text, { line = "" }) {
        const { match, fault } = findPackage(catalog, text, line);
        return { match: match === undefined ? undefined : { id: packageId(match) }, fault };
      },
    },
  ],
  beside: disks,
  judge(situation) {
    const to = target(situation);
    const line = lineOf(situation);
    const closed =
      line?.upgradeOpen === false
        ? [
            {
              property: "cpu",
              reason: say("the line {name} sells no upgrades", { name: line.name ?? line.guid }),
            },
          ]
        : [];
    return {
      faults: [...closed, ...limitFaults(situation, asked(situation))],
      warnings: diskWarnings(situation, to.diskSizesGb),
    };
  },
  upgrade(situation) {
    const to = target(situation);
    const bought = packageOf(situation);
    const isMoved = situation.isChanged("package") && bought !== undefined;
    return {
      ...(isMoved
        ? {
            words: say("upgrade to the package {name}: {sizes}", {
              name: bought.name ?? "",
              sizes: wordsOf(to),
            }),
          }
        : {}),
      due: "not published",
      monthlyMore: isMoved ? packageMore(situation, bought) : monthlyMore(situation, inForce(situation), to),
      calls: upgradeCalls(to),
    };
  },
});

/** Which of the sizes belong together. */
export const packaging: CloudAspect = {
  rules(wanted, unknown) {
    const required = ["cpu", "memoryGb", "bandwidthMbps", "diskSizesGb"] as const;
    if (unknown.has("package")) return [];
    if (wanted.package === undefined)
      return required
        .filter((key) => wanted[key] === undefined && !unknown.has(key) && wanted.adopt === undefined)
        .map((property) => ({ property, reason: say("is required, or a `package` that says it") }));
    const given = (
      ["cpu", "memoryGb", "bandwidthMbps", "diskSizesGb", "defenseGbps", "ipCount"] as const
    ).filter((key) => wanted[key] !== undefined || unknown.has(key));
    return given.map((property) => ({ property, reason: say("is said by the `package`: leave it out") }));
  },
};

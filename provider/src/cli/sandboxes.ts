import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { environmentName } from "../pulumi/environment";
import { standIns, type Fault, type Overview, type StandIn, type StandInKind } from "../sandbox";
import { vendorLoaders } from "../vendors";
import { faultsOf, type AskedFault } from "./sandbox-faults";
import { servePage, type Page, type PanelShown } from "./sandbox-page";
import { readSeed, sow, type Seed } from "./sandbox-seed";
import { say } from "./language/say";

/** Which stand-ins, and how. */
export interface SandboxesAsked {
  /** Default: all. */
  readonly vendor?: readonly string[];
  readonly port?: number;
  /** Port of the page. Default: any free one. */
  readonly page?: number;
  /** Days that pass on their clocks, after the seed. */
  readonly days: number;
  /** Folder that keeps what is bought. Default: nothing does. */
  readonly state?: string;
  /** File of what there is from the start. */
  readonly seed?: string;
  /** What goes wrong. */
  readonly fault?: readonly AskedFault[];
}

interface Started {
  readonly vendor: string;
  readonly title: string;
  readonly panel: StandIn;
  readonly settings: Readonly<Record<string, string>>;
  readonly overview: () => Overview;
}

/** What every stand-in can be told when it starts. */
interface Options {
  readonly port?: number;
  readonly stateFile?: string;
}

async function start<Panel extends StandIn>(
  kind: StandInKind<Panel, object>,
  options: Options,
): Promise<Started> {
  const panel = await kind.start(options);
  const { vendor } = kind;
  const title = (await vendorLoaders[vendor]?.())?.title ?? vendor;
  return { vendor, title, panel, settings: kind.settings(panel), overview: () => kind.overview(panel) };
}

/** The config of a stand-in, to paste: secrets of no panel, so that they are shown. */
async function configOf({ vendor, panel, settings }: Started): Promise<string[]> {
  const secrets = (await vendorLoaders[vendor]?.())?.secretSettings ?? [];
  const all = Object.entries(settings);
  return [
    say("# {vendor}, on port {port}", { vendor, port: panel.port }),
    ...all.map(([key, value]) => `export ${environmentName(vendor, key)}=${value}`),
    ...all.map(
      ([key, value]) =>
        `pulumi config set ${secrets.includes(key) ? "--secret " : ""}${vendor}:${key} ${value}`,
    ),
    "",
  ];
}

function shownOf({ vendor, title, panel, overview }: Started): PanelShown {
  return {
    vendor,
    title,
    port: panel.port,
    now: panel.clock.now().toISOString(),
    requests: panel.count(),
    writes: panel.writes(),
    ...overview(),
  };
}

/** Stand-ins that run, with their page. */
export interface Running {
  readonly page: Page;
  close(): Promise<void>;
}

/** Lays what there is from the start, lets time pass, and sets what goes wrong. */
async function prepare(
  started: readonly Started[],
  seed: Seed,
  days: number,
  faults: ReadonlyMap<string, readonly Fault[]>,
): Promise<void> {
  await Promise.all(
    started.map(async ({ vendor, panel, settings }) => {
      await sow(vendor, settings, seed[vendor] ?? []);
      if (days > 0) panel.clock.advance({ days });
      for (const fault of faults.get(vendor) ?? []) panel.fault(fault);
    }),
  );
}

/** Starts stand-ins and their page. @param tell is told the config to paste. */
export async function startSandboxes(
  asked: SandboxesAsked,
  tell: (text: string) => void = () => undefined,
): Promise<Running> {
  const { vendor: names = Object.keys(standIns), port, page: pagePort = 0, state, fault = [] } = asked;
  const kinds = Object.values(standIns).filter(({ vendor }) => names.includes(vendor));
  const buying = Object.fromEntries(kinds.map(({ vendor, buys }) => [vendor, buys]));
  const faults = await faultsOf(fault, buying);
  const vendors = kinds.map(({ vendor }) => vendor);
  const seed = asked.seed === undefined ? {} : readSeed(asked.seed, vendors);
  if (state !== undefined) mkdirSync(state, { recursive: true });
  const started = await Promise.all(
    kinds.map((kind, index) => {
      const options: Options = {
        ...(port === undefined ? {} : { port: port + index }),
        ...(state === undefined ? {} : { stateFile: join(state, `${kind.vendor}.json`) }),
      };
      // Each takes these two among its own options.
      return start(kind as StandInKind<StandIn, object>, options);
    }),
  );
  const close = async (): Promise<void> => {
    await Promise.all(started.map(({ panel }) => panel.close()));
  };
  try {
    // Before anything is opened: from then on what is secret in it is taken out of all that is shown.
    for (const one of started) tell((await configOf(one)).join("\n"));
    await prepare(started, seed, asked.days, faults);
    const page = await servePage(pagePort, () => started.map(shownOf));
    return { page, close: () => Promise.all([page.close(), close()]).then(() => undefined) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs stand-ins until they are interrupted. */
export async function runSandboxes(asked: SandboxesAsked, tell: (text: string) => void): Promise<void> {
  const running = await startSandboxes(asked, tell);
  tell(say("What there is: {url}", { url: running.page.url }));
  tell(say("Ready. Nothing here costs money. Ctrl-C ends it."));
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => {
        resolve();
      });
  });
  await running.close();
}

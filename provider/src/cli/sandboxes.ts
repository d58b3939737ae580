import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { environmentName } from "../pulumi/environment";
import { standIns, type StandIn, type StandInKind } from "../sandbox";
import { vendorLoaders } from "../vendors";

/** Which stand-ins, and how. */
export interface SandboxesAsked {
  /** Default: all. */
  readonly vendor?: readonly string[];
  readonly port?: number;
  /** Days that pass on their clocks first. */
  readonly days: number;
  /** Folder that keeps what is bought. Default: nothing does. */
  readonly state?: string;
}

interface Started {
  readonly vendor: string;
  readonly panel: StandIn;
  readonly settings: Readonly<Record<string, string>>;
}

/** What every stand-in can be told when it starts. */
interface Options {
  readonly port?: number;
  readonly stateFile?: string;
}

async function start<Panel extends StandIn>(
  kind: StandInKind<Panel, object>,
  options: Options,
  days: number,
): Promise<Started> {
  const panel = await kind.start(options);
  if (days > 0) panel.clock.advance({ days });
  return { vendor: kind.vendor, panel, settings: kind.settings(panel) };
}

/** The config of a stand-in, to paste: secrets of no panel, so that they are shown. */
async function configOf({ vendor, panel, settings }: Started): Promise<string[]> {
  const secrets = (await vendorLoaders[vendor]?.())?.secretSettings ?? [];
  const all = Object.entries(settings);
  return [
    `# ${vendor}, on port ${panel.port}`,
    ...all.map(([key, value]) => `export ${environmentName(vendor, key)}=${value}`),
    ...all.map(
      ([key, value]) =>
        `pulumi config set ${secrets.includes(key) ? "--secret " : ""}${vendor}:${key} ${value}`,
    ),
    "",
  ];
}

/** Runs stand-ins until they are interrupted. */
export async function runSandboxes(
  { vendor: names = Object.keys(standIns), port, days, state }: SandboxesAsked,
  say: (text: string) => void,
): Promise<void> {
  const kinds = Object.values(standIns).filter(({ vendor }) => names.includes(vendor));
  if (state !== undefined) mkdirSync(state, { recursive: true });
  const started = await Promise.all(
    kinds.map((kind, index) => {
      const options: Options = {
        ...(port === undefined ? {} : { port: port + index }),
        ...(state === undefined ? {} : { stateFile: join(state, `${kind.vendor}.json`) }),
      };
      // Each takes these two among its own options.
      return start(kind as StandInKind<StandIn, object>, options, days);
    }),
  );
  for (const one of started) say((await configOf(one)).join("\n"));
  say("Ready. Nothing here costs money. Ctrl-C ends it.");
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => {
        resolve();
      });
  });
  await Promise.all(started.map(({ panel }) => panel.close()));
}

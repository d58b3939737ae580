import { readFileSync } from "node:fs";
import { z } from "zod";
import { printedByPulumi } from "./engine";
import { ConfigurationError, messageOf } from "../core/errors";
import type { Vendor } from "../core/vendor";
import { unfold } from "../pulumi/state";
import { nameOf } from "../core/urn";
import { say } from "./language/say";

/** A resource in a state, and the things of an account that are its own. */
export interface Held {
  readonly vendor: string;
  /** The type of the things: that of a member where the resource is many. */
  readonly type: string;
  /** Tells the account: recorded with each resource. */
  readonly accountKey: string;
  readonly serviceIds: readonly string[];
  /** The name that its user gave it. */
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** A decimal string, where it is recorded. */
  readonly monthlyPrice: string | undefined;
  /** Everything that is recorded of it and not secret, as the flow has it; none where the resource is many. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** A state that was read. */
export interface State {
  /** Which, for people: `/srv/web: dev`, or a file. */
  readonly name: string;
  readonly held: readonly Held[];
}

const deployment = z.object({
  // `null` for a stack that was never run. A text without it is something else, and not a state that holds nothing.
  deployment: z
    .object({
      resources: z
        .array(
          z.object({
            urn: z.string(),
            type: z.string(),
            outputs: z.record(z.string(), z.unknown()).default({}),
          }),
        )
        .default([]),
    })
    .nullable(),
});

/** What is read of any resource's outputs. What is secret is not among it. */
const owner = z.object({
  accountKey: z.string(),
  serviceId: z.string().optional(),
  /** Those that it replaced and that may still wait for their deletion. */
  supersedes: z.array(z.string()).catch([]),
  tags: z.record(z.string(), z.string()).catch({}),
  monthlyPrice: z.string().optional().catch(undefined),
});

/** Whether a value is one that the engine keeps as a secret, encrypted or not. */
function isSealed(value: unknown): boolean {
  return typeof value === "object" && value !== null && ("ciphertext" in value || "plaintext" in value);
}

function heldBy(
  vendor: Vendor,
  type: string,
  urn: string,
  folded: Readonly<Record<string, unknown>>,
): Held[] {
  // What is secret may be encrypted here, and is not needed.
  const outputs = Object.fromEntries(Object.entries(unfold(folded)).filter(([, value]) => !isSealed(value)));
  const parsed = owner.safeParse(outputs);
  if (!parsed.success) return [];
  const { serviceId, supersedes, accountKey, tags, monthlyPrice } = parsed.data;
  const held = { vendor: vendor.name, type, name: nameOf(urn), accountKey, tags, monthlyPrice, outputs };
  const collection = vendor.collections.find((one) => one.type === type);
  if (collection === undefined)
    return [{ ...held, serviceIds: serviceId === undefined ? supersedes : [serviceId, ...supersedes] }];
  const members = collection.membersIn(outputs);
  const ids = members.map((row) => row.serviceId);
  return [{ ...held, type: collection.member.type, serviceIds: ids, outputs: {} }];
}

/**
 * What the resources of these vendors hold, by the text of `pulumi stack export`.
 * @throws {ConfigurationError} when it is no such text.
 */
export function stateIn(name: string, text: string, vendors: readonly Vendor[]): State {
  let read: z.output<typeof deployment>;
  try {
    read = deployment.parse(JSON.parse(text), { reportInput: true });
  } catch (error) {
    throw new ConfigurationError(
      say("{name} is not an exported state: {reason}", { name, reason: messageOf(error) }),
      {
        advice: say("Write it with `pulumi stack export --file state.json`"),
      },
    );
  }
  const held = (read.deployment?.resources ?? []).flatMap(({ urn, type, outputs }) => {
    const [, vendorName, kind = ""] = /\/(\w+):(\w+)$/.exec(type) ?? [];
    const vendor = vendors.find((one) => one.name === vendorName);
    return vendor === undefined || !type.startsWith("pulumi-nodejs:dynamic/")
      ? []
      : heldBy(vendor, kind, urn, outputs);
  });
  return { name, held };
}

const stackList = z.array(z.object({ name: z.string() }));

/** The states of the stacks of a Pulumi project. @param stack only this one; default: all. */
export async function statesOfProject(
  cwd: string,
  stack: string | undefined,
  vendors: readonly Vendor[],
  environment: NodeJS.ProcessEnv,
): Promise<readonly State[]> {
  const pulumi = (...args: readonly string[]) => printedByPulumi(args, cwd, environment);
  const names =
    stack === undefined
      ? stackList.parse(JSON.parse(await pulumi("stack", "ls", "--json"))).map(({ name }) => name)
      : [stack];
  const states: State[] = [];
  // One after the other: each is a process of its own.
  for (const name of names)
    states.push(stateIn(`${cwd}: ${name}`, await pulumi("stack", "export", "--stack", name), vendors));
  return states;
}

/** The state in a file that was exported before. */
export function stateInFile(file: string, vendors: readonly Vendor[]): State {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigurationError(
      say("the state {file} cannot be read: {reason}", { file, reason: messageOf(error) }),
    );
  }
  return stateIn(file, text, vendors);
}

/** Finds who holds a thing of an account. */
export class Holders {
  readonly #byThing = new Map<string, Held>();

  /** The states that were read, for people. */
  readonly states: readonly string[];

  constructor(states: readonly State[]) {
    this.states = states.map(({ name }) => name);
    for (const held of states.flatMap((state) => state.held))
      for (const id of held.serviceIds) this.#byThing.set(keyOf(held.accountKey, held.type, id), held);
  }

  /** @param accountKey what tells the account. */
  of(accountKey: string, type: string, serviceId: string): Held | undefined {
    return this.#byThing.get(keyOf(accountKey, type, serviceId));
  }
}

function keyOf(accountKey: string, type: string, id: string): string {
  return JSON.stringify([accountKey, type, id]);
}

/** Which states are read besides. */
export interface AskedStates {
  /** A Pulumi project. Default: none. */
  readonly cwd?: string | undefined;
  /** Only this stack of it. Default: all. */
  readonly stack?: string | undefined;
  /** Exported states. Default: none. */
  readonly stateFile?: readonly string[] | undefined;
}

/** Who holds what, by the states that are asked for. */
export async function statesAsked(
  { cwd, stack, stateFile = [] }: AskedStates,
  vendors: readonly Vendor[],
  environment: NodeJS.ProcessEnv,
): Promise<Holders> {
  const ofProject = cwd === undefined ? [] : await statesOfProject(cwd, stack, vendors, environment);
  return new Holders([...ofProject, ...stateFile.map((file) => stateInFile(file, vendors))]);
}

import { z } from "zod";
import type { Account } from "../account";
import { argumentOf, UNKNOWN } from "../arguments";
import { check } from "./check";
import type { Kind } from "../kind";
import type { ResolvedNames } from "../names";
import { statuses, type CommonObserved } from "../observed";
import type { Properties } from "./resource";
import type { Run } from "../run";
import { lineOfAll } from "../step";
import { say } from "../language/say";

/** How a program declares something that is there. */
export interface Declaration {
  /** What can be said of it; `adopt` and `account` are not among them. */
  readonly arguments: Properties;
  /** Arguments that it needs, and that are secret or that nothing tells. */
  readonly open: readonly string[];
  /** Why it is not taken over as it is, in words. */
  readonly obstacle: string | undefined;
}

/** What is to be declared. */
export interface Declared {
  readonly kind: Kind;
  readonly account: Account;
  readonly observed: CommonObserved;
  /** Its URN, for the flow: no other thing has it. */
  readonly urn: string;
}

/** Arguments that say what is to be done rather than what there is, or that a service goes on without. */
const wishes: ReadonlySet<string> = new Set([
  ...["account", "adopt", "onDelete", "skipAwait", "tags", "timeouts", "powerState"],
  ...["months", "renewUntil", "keepPaid", "maxMonthlyPrice", "maxRenewalPrice"],
  // Where a status is an argument, it is managed only when it is given.
  ...statuses,
]);

type Shape = Readonly<Record<string, z.core.$ZodType>>;

function isSaid(kind: Kind, key: string): boolean {
  const isSecret = kind.secretArguments.includes(key) || key === (kind.passwordArgument ?? "password");
  return !isSecret && !wishes.has(key) && !key.startsWith("allow") && !key.endsWith("Triggers");
}

const isRequired = (shape: Shape, key: string): boolean =>
  shape[key] !== undefined && !z.safeParse(shape[key], undefined).success;

/** The arguments that fit, of those that a program may say. */
function fitting(kind: Kind, values: Properties): Properties {
  const shape: Shape = kind.arguments.shape;
  const entries = Object.entries(values).filter(([key, value]) => {
    const schema = shape[key];
    return (
      value !== undefined && schema !== undefined && isSaid(kind, key) && z.safeParse(schema, value).success
    );
  });
  return Object.fromEntries(entries);
}

/** Everything that is told of a service in the words of its arguments: what has the same name, what it needs, and what is read back. */
function toldOf(kind: Kind, observed: CommonObserved): Properties {
  const told = fitting(kind, { ...observed, ...kind.declares?.(observed) });
  return fitting(kind, { ...told, ...kind.argumentsOf(observed, {}, told) });
}

/** The names of everything in a catalogue, by id. */
function namesIn(catalog: unknown): ReadonlyMap<string, string> {
  if (typeof catalog !== "object" || catalog === null) return new Map();
  const rows = Object.values(catalog).flatMap((list: unknown): unknown[] =>
    Array.isArray(list) ? list : [],
  );
  const named = rows.flatMap((row) => {
    if (typeof row !== "object" || row === null) return [];
    const fields = new Map<string, unknown>(Object.entries(row));
    const id = fields.get("guid") ?? fields.get("id");
    const name = fields.get("name");
    return typeof id === "string" && typeof name === "string" && name !== "" ? [[id, name] as const] : [];
  });
  return new Map(named);
}

/** The same arguments with names in place of ids, as far as each stands for nothing else. */
function withNames(kind: Kind, given: Properties, catalog: unknown): Properties {
  const names = namesIn(catalog);
  const resolve = (wanted: Properties): ResolvedNames => kind.resolve(wanted, {}, catalog).names;
  const before = resolve(given);
  let named = given;
  for (const [property, { id }] of Object.entries(before)) {
    const tried = { ...named, [property]: names.get(id) ?? id };
    const after = resolve(tried);
    const isAlike = Object.entries(before).every(([key, one]) => after[key]?.id === one.id);
    if (isAlike) named = tried;
  }
  return named;
}

/** A token that no order has: nothing is found by it. */
const noToken = "rs-000000000000";

/** More arguments than any kind has: something must come out of it. */
const mostAttempts = 60;

/**
 * Finds the arguments with which a program takes over what is there, and changes nothing: whatever would be a step, or a fault, is left
 * out. What is asked are reads, as for a preview.
 */
export async function declare(run: Run, { kind, account, observed, urn }: Declared): Promise<Declaration> {
  const shape: Shape = kind.arguments.shape;
  const catalog = await kind.catalog(account);
  const quiet = run.quietly();
  const isAdopted = "adopt" in shape;
  let told = withNames(kind, toldOf(kind, observed), catalog);
  const openOf = (given: Properties): string[] =>
    Object.keys(shape).filter((key) => isRequired(shape, key) && given[key] === undefined);
  let obstacle: string | undefined;
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const open = openOf(told);
    run.decisions.delete(urn);
    const { faults } = await check(kind, quiet, undefined, {
      ...told,
      ...Object.fromEntries(open.map((key) => [key, UNKNOWN])),
      ...(isAdopted ? { adopt: observed.serviceId } : {}),
      ...(account.alias === "default" ? {} : { account: account.alias }),
      __urn: urn,
      __token: noToken,
    });
    const steps = run.decisions.get(urn)?.steps ?? [];
    if (faults.length === 0 && steps.length === 0) return { arguments: told, open, obstacle: undefined };
    obstacle =
      faults.length > 0
        ? faults
            .map(({ property, reason }) => (property === "" ? reason : `${property}: ${reason}`))
            .join("; ")
        : say("to take it over would {line}", { line: lineOfAll(steps) });
    // A service that the panel renews by itself must not be left alone when it leaves state.
    if (faults.some(({ property }) => property === "onDelete") && told.onDelete === undefined) {
      told = { ...told, onDelete: "refuse" };
      continue;
    }
    const blamed = [...faults.map(argumentOf), ...steps.flatMap(({ applies }) => applies)];
    const next = blamed.find((key) => key in told && !isRequired(shape, key));
    if (next === undefined) break;
    told = Object.fromEntries(Object.entries(told).filter(([key]) => key !== next));
  }
  return { arguments: told, open: openOf(told), obstacle };
}

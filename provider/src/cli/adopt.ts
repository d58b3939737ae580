import { eachKind, type Configured, type Fail } from "./accounts";
import { canBeAdopted, nameOfRow } from "./services";
import type { Holders } from "./states";
import type { Account } from "../core/account";
import { ResellerError } from "../core/errors";
import { declare, type Declaration } from "../core/flow/declare";
import type { Kind } from "../core/kind";
import { spokenIn } from "../core/language/language";
import { isInEffect, type CommonObserved } from "../core/observed";
import type { Run } from "../core/run";
import { urnType } from "../pulumi/urns";
import { say } from "./language/say";

/** A thing of an account, as a program declares it. */
export interface Found {
  readonly kind: Kind;
  readonly account: Account;
  readonly observed: CommonObserved;
  /** The thing that it belongs to, by its name for people. */
  readonly parentName: string | undefined;
  readonly declaration: Declaration;
}

/** What is looked for. */
export interface Sought {
  /** Only these types. Default: all. */
  readonly types: readonly string[] | undefined;
  /** Only these ids, and what belongs to them. Default: all. */
  readonly ids: readonly string[] | undefined;
  /** What states that were read have is left out. */
  readonly holders: Holders;
}

interface Row {
  readonly kind: Kind;
  readonly observed: CommonObserved;
  readonly parentName: string | undefined;
}

/** What people know a thing by, or its id. */
const calledOf = (observed: CommonObserved): string => nameOfRow(observed) || observed.serviceId;

/** What belongs to a thing, of one kind. */
async function childrenOf(account: Account, kind: Kind, parent: CommonObserved): Promise<Row[]> {
  const { argument = "" } = kind.parent ?? {};
  const given = { [argument]: parent.serviceId };
  const rows = await kind.inventory(account, given, undefined).all(5_000);
  return rows
    .filter((row) => isInEffect(row) && kind.parent?.idOf(row) === parent.serviceId)
    .map((observed) => ({ kind, observed, parentName: calledOf(parent) }));
}

/** Everything in an account that could be declared: by itself, and with what it belongs to. */
async function rowsOf(
  account: Account,
  kinds: readonly Kind[],
  { types, ids }: Sought,
  fail: Fail,
): Promise<Row[]> {
  const isAsked = ({ type }: Kind) => types?.includes(type) !== false;
  const isNamed = ({ serviceId }: CommonObserved) => ids?.includes(serviceId) !== false;
  const alone = kinds.filter((kind) => canBeAdopted(kind) || kind.parent === undefined);
  const children = kinds.filter((kind) => !canBeAdopted(kind) && kind.parent !== undefined && isAsked(kind));
  const isParent = ({ type }: Kind) => children.some(({ parent }) => parent?.type === type);
  const look = async (kind: Kind): Promise<Row[]> => {
    const rows = await kind.inventory(account, {}).all(Infinity);
    const own = rows
      .filter((row) => isInEffect(row) && isNamed(row))
      .map((observed): Row => ({ kind, observed, parentName: undefined }));
    const below = own.flatMap(({ observed }) =>
      children
        .filter(({ parent }) => parent?.type === kind.type)
        .map((child) =>
          childrenOf(account, child, observed).catch((error: unknown) => {
            if (!(error instanceof ResellerError)) throw error;
            fail(
              say("{type} of {parentType} {id}", {
                type: child.type,
                parentType: kind.type,
                id: observed.serviceId,
              }),
              error,
            );
            return [];
          }),
        ),
    );
    return [...(isAsked(kind) ? own : []), ...(await Promise.all(below)).flat()];
  };
  return eachKind(
    alone.filter((kind) => isAsked(kind) || isParent(kind)),
    look,
    fail,
  );
}

/** Everything of an account that no state has that was read, as a program declares it. Only reads are sent. */
export async function foundIn(
  { vendor, open }: Pick<Configured, "vendor" | "open">,
  sought: Sought,
  runOf: (account: Account) => Run,
  fail: Fail,
): Promise<Found[]> {
  const account = open();
  const run = runOf(account);
  const rows = await rowsOf(account, vendor.kinds, sought, fail);
  const found: Found[] = [];
  for (const { kind, observed, parentName } of rows) {
    if (sought.holders.of(account.key, kind.type, observed.serviceId) !== undefined) continue;
    // The list may say less of a thing than it says of itself.
    const whole = await wholeOf(account, kind, observed);
    const urn = `urn:pulumi:adopt::adopt::${urnType(kind)}::${observed.serviceId}`;
    const declaration = await declare(run, { kind, account, observed: whole, urn });
    found.push({ kind, account, observed: whole, parentName, declaration });
  }
  return found.filter((one) => !isOfAnotherKind(one, found));
}

/** Whether a thing is listed with another kind's, to which it belongs: mappings and websites are rows of one list. */
function isOfAnotherKind({ kind, observed, declaration }: Found, all: readonly Found[]): boolean {
  return (
    declaration.obstacle !== undefined &&
    all.some(
      (other) =>
        other.kind !== kind &&
        other.kind.parent?.type === kind.parent?.type &&
        other.observed.serviceId === observed.serviceId &&
        other.declaration.obstacle === undefined &&
        kind.parent !== undefined,
    )
  );
}

async function wholeOf(account: Account, kind: Kind, observed: CommonObserved): Promise<CommonObserved> {
  if (!canBeAdopted(kind)) return observed;
  kind.attend?.(account, observed.serviceId, {}, "take");
  return (await kind.inventory(account, {}).get(observed.serviceId)) ?? observed;
}

/** What a thing is called in a program, from what people call it. */
export function nameFor({ kind, observed, parentName }: Found): string {
  // An id may name its parent too: `341/web1_20260101`.
  const own = nameOfRow(observed) || observed.serviceId.replace(/^.*\//s, "");
  return parentName === undefined ? own : `${parentName} ${spokenIn("en", kind.title)} ${own}`;
}

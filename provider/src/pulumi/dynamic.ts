import type * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { ArgumentError, HalfDoneError, messageOf, wordsOfFault, type CheckFailure } from "../core/errors";
import type { Properties } from "../core/flow/resource";
import { clauses } from "../core/language/lists";
import { say } from "../core/language/say";
import type { Lifecycle } from "../core/lifecycle";
import { redact } from "../core/redact";
import { saidByEngine } from "./printed-errors";
import type { Session } from "./session";
import { foldInputs, foldOutputs, unfold } from "./state";
import { fromEngine, toEngine } from "./unknowns";

type EngineProperties = Record<string, unknown>;

function read(properties: unknown): Properties {
  const value = fromEngine(properties);
  return typeof value === "object" && value !== null ? unfold({ ...value }) : {};
}

function write(properties: Properties): EngineProperties {
  const value = toEngine(properties);
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** An error as the engine prints it: our sentence without a stack, and what is to be kept in state. */
function forEngine(error: unknown, provider: unknown, shown: ReadonlySet<string> | undefined): Error {
  const plain = new Error(error instanceof ArgumentError ? faultsOf(error) : messageOf(error));
  // The dynamic provider prints the stack beside the message.
  plain.stack = "";
  saidByEngine(plain);
  if (!(error instanceof HalfDoneError)) return plain;
  return Object.assign(plain, {
    id: error.id,
    properties: write(foldOutputs({ ...error.outputs, __provider: provider }, shown)),
    reasons: [messageOf(error)],
  });
}

const wordsOf = (fault: CheckFailure): string => redact(wordsOfFault(fault));

function faultsOf({ faults, facts: { resource } }: ArgumentError): string {
  const what = clauses(faults.map(wordsOf));
  return resource === undefined ? what : say("{resource}: {what}", { resource, what });
}

/** Pulumi's config has all keys, and shows none. Those of a project that bears one of our names are its own. */
const wholeConfig = z.object({ rawConfig: z.record(z.string(), z.unknown()), projectName: z.string() });

function keysOf(config: unknown): readonly string[] {
  const { rawConfig = {}, projectName } = wholeConfig.safeParse(config).data ?? {};
  return Object.keys(rawConfig).filter((key) => !key.startsWith(`${projectName}:`));
}

/** Hidden inputs that tell `check` how the program names the resource, and with which options: nothing of them is kept. */
const onlyForCheck: ReadonlySet<string> = new Set([
  "__organization",
  "__formerUrns",
  "__deleteBeforeReplace",
  "__replaceOnChanges",
]);

function kept(inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => !onlyForCheck.has(key)));
}

/**
 * The object that the engine's dynamic provider calls, for one kind of resource.
 * @param load resolves to the flow of the kind.
 */
export function dynamicProvider(
  load: () => Promise<Lifecycle>,
  session: Session,
): pulumi.dynamic.ResourceProvider {
  const guarded = async <T>(
    properties: EngineProperties,
    work: (lifecycle: Lifecycle) => Promise<T>,
  ): Promise<T> => {
    let shown: Lifecycle["shown"];
    try {
      const lifecycle = await load();
      ({ shown } = lifecycle);
      const answer = await work(lifecycle);
      session.log.conclude(String(properties.__urn));
      return answer;
    } catch (error) {
      throw forEngine(error, properties.__provider, shown);
    } finally {
      await session.log.flush();
    }
  };
  return {
    configure({ config }): Promise<void> {
      const get = (key: string): string | undefined => {
        const value: unknown = config.get(key);
        return typeof value === "string" ? value : undefined;
      };
      session.configure(Object.assign(get, { keys: () => keysOf(config) }));
      return Promise.resolve();
    },

    check: (olds: EngineProperties, news: EngineProperties) =>
      guarded(news, async (lifecycle) => {
        // A create comes with empty old inputs.
        const before = Object.keys(olds).length === 0 ? undefined : read(olds);
        const { inputs, faults } = await lifecycle.check(session.run(), before, read(news));
        // Of a property that is named the engine prints the value, secret or not.
        const failures = faults.map((fault) => ({ property: "", reason: wordsOf(fault) }));
        return { inputs: write(foldInputs(kept(inputs))), failures };
      }),

    diff: (_id: string, olds: EngineProperties, news: EngineProperties) =>
      guarded(news, async (lifecycle) => {
        const { changes, replaces, deleteBeforeReplace } = await lifecycle.diff(
          session.run(),
          read(olds),
          read(news),
        );
        return {
          ...(changes === undefined ? {} : { changes }),
          replaces: [...replaces],
          ...(deleteBeforeReplace === true ? { deleteBeforeReplace } : {}),
        };
      }),

    create: (inputs: EngineProperties) =>
      guarded(inputs, async (lifecycle) => {
        const { id, outputs } = await lifecycle.create(session.run(), read(inputs));
        return { id, outs: write(foldOutputs(outputs, lifecycle.shown)) };
      }),

    read: (id: string, properties: EngineProperties = {}) =>
      guarded(properties, async (lifecycle) => {
        const before = read(properties);
        const live = await lifecycle.read(session.run(), id, before);
        // Of what is looked up (`.get`) no arguments were given: all that is read stands by itself.
        const isLookedUp = before.__token === undefined || before.__token === "";
        return live === undefined
          ? {}
          : {
              id: live.id,
              props: write(foldOutputs(live.outputs, isLookedUp ? undefined : lifecycle.shown)),
              inputs: write(foldInputs(live.inputs)),
            };
      }),

    update: (_id: string, olds: EngineProperties, news: EngineProperties) =>
      guarded(news, async (lifecycle) => {
        const outputs = await lifecycle.update(session.run(), read(olds), read(news));
        return { outs: write(foldOutputs(outputs, lifecycle.shown)) };
      }),

    delete: (id: string, properties: EngineProperties) =>
      guarded(properties, (lifecycle) => lifecycle.delete(session.run(), id, read(properties))),
  };
}

import { z } from "zod";
import { textFault } from "./api/text-faults";
import { childArguments, childKind } from "../core/child-kind";
import { documentedObject } from "../core/documented";
import { sharedList } from "../core/listed-by";
import { statuses } from "../core/observed";
import { shown } from "../core/shown";
import { sessionOf } from "./session";
import { say } from "./language/say";

/** What only a `BtCategory` takes. By itself, because editors show its doc comments. */
export const btCategoryOnly = {
  /** Its name: only one can have it. A change renames it in place (`sort_edit`). */
  name: z.string().min(1),
};

/** The arguments of a `BtCategory`. */
export const btCategoryArguments = z.strictObject({ ...childArguments, ...btCategoryOnly });
export type BtCategoryArguments = z.output<typeof btCategoryArguments>;

/** What is observed of a `BtCategory`. */
export const btCategoryObserved = documentedObject({
  /** Its id, which `BtCategory.get` takes; a `BtHost` takes it as `category`. */
  serviceId: z.string(),
  /** `ready` as soon as it is listed. */
  status: z.enum(statuses),
  /** Its name. */
  name: z.string().optional(),
});
export type BtCategoryObserved = z.output<typeof btCategoryObserved>;

/** All categories of an installation. */
export const categories = sharedList<BtCategoryObserved>((account) => {
  const { client } = sessionOf(account);
  const list = async () =>
    (await client.categories.list()).map(({ id, name }) => ({
      serviceId: id,
      status: "ready" as const,
      ...(name === undefined ? {} : { name }),
    }));
  return {
    list,
    read: async (id) => (await list()).find(({ serviceId }) => serviceId === id),
    idOf: ({ serviceId }) => serviceId,
    rowsPerRequest: Infinity,
  };
});

/** A category of sites. */
export const btCategory = childKind<BtCategoryArguments, BtCategoryObserved>({
  vendor: "bthost",
  type: "BtCategory",
  title: () => say("category"),
  schemaVersion: 1,
  arguments: btCategoryArguments,
  observed: btCategoryObserved,
  replacedBy: [],

  inventory: categories,
  rules({ name }) {
    const reason = name === undefined ? undefined : textFault(name);
    return reason === undefined ? [] : [{ property: "name", reason }];
  },
  words: ({ name }) => say("category {name}", { name: shown(name) }),
  nameOf: ({ name }) => (name === undefined ? undefined : say("category {name}", { name })),
  hasNameOf: (observed, { name }) => observed.name === name,
  argumentsOf: ({ name }) => ({ name }),

  // The reply has no id: it is found by its name.
  async create(account, { name }) {
    await sessionOf(account).client.categories.create(name);
    return undefined;
  },
  change: ({ observed, target, changed }) => ({
    step: {
      kind: "settings",
      words: say("rename category {before} to {after}", {
        before: shown(observed.name),
        after: shown(target.name),
      }),
      applies: changed,
      calls: ({ serviceId }, { account }) => [
        {
          send: () =>
            sessionOf(account)
              .client.categories.rename(serviceId, target.name ?? "")
              .then(() => undefined),
          isDone: ({ name }) => name === target.name,
        },
      ],
    },
    // The built-in one is always there.
    faults:
      observed.serviceId === "0"
        ? [{ property: "name", reason: say("the built-in category cannot be renamed") }]
        : [],
  }),
  remove: (account, { serviceId }) => sessionOf(account).client.categories.delete(serviceId),
});

import { ipAddresses } from "./addresses";
import { btHostArguments, type BtHostArguments } from "./arguments";
import { findDomainPool, findIpPool, findPlan, unlessRefused, type BthostCatalog } from "../catalog";
import { composed } from "../../core/aspects/composed";
import type { Kind } from "../../core/kind";
import { randomPassword } from "../../core/password";
import { btHostFace } from "../faces";
import { limits } from "./limits";
import { isNameOf } from "../names";
import { btHostObserved, type BtHostObserved } from "./observed";
import { asBuilt, orderHost, phpFaults, purgeDay, recycledNameFaults } from "./order";
import { sessionOf } from "../session";
import { category, ftpEnabled, owner, password, remark, subdirectoryBinding } from "./settings";
import { speedLimit } from "./speed-limit";
import { end, isHidden, locked, powerState, recycleBin } from "./status";
import { call, type HostAspect } from "./steps";
import { categories } from "../bt-category";
import { users } from "../bt-user";
import { say } from "../language/say";

/** Its name, for good. */
const username: HostAspect = {
  replacedBy: ["username"],
  differences: ({ username: live }, { username: asked }) =>
    asked === undefined || live === undefined || live === asked
      ? []
      : [say("its name is {live}, not {asked}", { live, asked })],
  argumentsOf: ({ username: live }) => (live === undefined ? {} : { username: live }),
  plan: ({ wanted, observed }) => ({
    replaces:
      wanted.username !== undefined && wanted.username !== (observed.username ?? wanted.username)
        ? ["username"]
        : [],
  }),
};

/** The names of plans and pools. */
const names: HostAspect = {
  references: (catalog) => [
    { property: "plan", find: (text) => findPlan(catalog, text) },
    { property: "domainPool", find: (text) => findDomainPool(catalog, text) },
    { property: "ipPool", find: (text) => findIpPool(catalog, text) },
  ],
};

/** A web host of a BThost installation. */
export const btHost: Kind<BtHostArguments, BtHostObserved, BthostCatalog> = composed({
  ...btHostFace,
  title: () => say("host"),
  schemaVersion: 1,
  arguments: btHostArguments,
  observed: btHostObserved,
  isPrecious: true,
  isFree: true,
  saidOnce: () => say("this panel knows no prices: nothing here says what a host costs"),
  defaultOnDelete: "delete",
  onlyAfterOrder: ["remark", "ipAddresses", "speedLimit", "ftpEnabled", "password", "passwordTriggers"],
  setWhenTakenOver: ["speedLimit", "expiresOn", "password"],

  aspects: {
    ...{ username, names, end, recycleBin, limits, owner, category, subdirectoryBinding },
    ...{ remark, ipAddresses, password, ftpEnabled, speedLimit, locked, powerState },
  },
  keepsAlways: [
    ...(["ftpId", "ftpUsername", "ftpPassword", "ftpEnabled", "dnsTarget"] as const),
    ...(["databaseId", "databaseName", "databaseUsername", "databasePassword", "databaseConsole"] as const),
  ],
  order: orderHost,
  asOrdered: asBuilt,

  ordering: {
    carries({ username: name }, token, { wanted }) {
      if (name === undefined) return false;
      return wanted.username === undefined ? isNameOf(name, token) : name === wanted.username;
    },
    nameOf: ({ username: name }) => (name === undefined ? undefined : say("host {name}", { name })),
  },
  async catalog(account) {
    // Those that this run has made are among them.
    const [catalog, owners, filed] = await Promise.all([
      sessionOf(account).catalog(),
      unlessRefused(users(account).all(Infinity)),
      unlessRefused(categories(account).all(Infinity)),
    ]);
    return { ...catalog, owners, categories: filed };
  },
  inventory: (account) => sessionOf(account).hosts,
  createFaults: async ({ account, wanted }) => [
    ...(await recycledNameFaults(account, wanted.username)),
    ...(await phpFaults(account, wanted)),
  ],
  attend(account, serviceId, given, purpose, last) {
    const session = sessionOf(account);
    const isKnown = purpose === "look" || (purpose === "take" && session.isBuiltHere(serviceId));
    if (!isKnown || given.ftpEnabled !== undefined) session.detail(serviceId);
    if (given.powerState !== undefined || given.locked !== undefined) session.follow(serviceId);
    if (last !== undefined) session.remember(last);
    if (given.recover === true && purpose === "take") session.expectInRecycleBin(serviceId);
  },
  // It stays the same in state, whoever runs.
  estimate: () => "not priced by this panel",
  tellsPasswords: true,
  newPassword: () => randomPassword(12),
  release(observed, _given, account) {
    const { serviceId, domain = "" } = observed;
    const { recycleDays } = sessionOf(account);
    return {
      kind: "release",
      words: say(
        "put host {serviceId} ({domain}) into the RECYCLE BIN: for {recycleDays} days `adopt` with `recover` brings it back, then its files and its database are gone",
        { serviceId, domain, recycleDays },
      ),
      destroys: true,
      applies: [],
      calls: (row, context) =>
        isHidden(row)
          ? []
          : [
              call(
                context,
                async (hosts) => {
                  await hosts.recycle(serviceId);
                  const until = purgeDay(context.now, recycleDays, account.timeZone);
                  sessionOf(account).noteRecycled(row.username, serviceId, until);
                },
                ({ status }) => status === "deleted",
              ),
            ],
    };
  },

  derive(observed, recorded, account) {
    // A refresh shows what is there, also where an argument has another name than what is observed.
    const managed = Object.entries(btHost.argumentsOf(observed, recorded.names, recorded.arguments)).filter(
      ([key]) => key in recorded.arguments,
    );
    return { ...Object.fromEntries(managed), accountKey: account.key };
  },
});

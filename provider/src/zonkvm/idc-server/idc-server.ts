import { idcServerArguments } from "./arguments";
import { place } from "../../core/aspects/place";
import { find } from "../../core/find";
import { idcServerFace } from "../faces";
import { idcServerObserved } from "./observed";
import { physicalKind } from "../physical/physical-kind";
import type { PhysicalAspect } from "../physical/steps";
import { sessionOf } from "../session";
import { say } from "../language/say";

/** The power supply, which orders tell by its name. */
const power: PhysicalAspect = place({
  property: "power",
  within: ["line", "product"],
  liveOf: ({ power: name }) => name,
  find(catalog, text, { product }) {
    const sold = catalog.products.find(({ guid }) => guid === product);
    // A product that does not tell its powers rules none out.
    if (sold?.powers === undefined) return { match: { id: text } };
    const names = sold.powers.flatMap(({ name }) => (name === undefined ? [] : [{ id: name }]));
    const choice = {
      kind: say("power supply"),
      rows: names,
      place: say(" of the product {name}", { name: sold.name ?? sold.guid }),
    };
    return find(text, { ...choice, idOf: ({ id }) => id, nameOf: ({ id }) => id });
  },
});

/** A place in colocation of a Zonkvm finance system. */
export const idcServer = physicalKind({
  ...idcServerFace,
  title: () => say("server in colocation"),
  arguments: idcServerArguments,
  observed: idcServerObserved,
  trade: {
    user: "idc",
    isInstalledAtOrder: false,
    clientOf: (account) => sessionOf(account).client.idcServers,
    buy: (account, order) => sessionOf(account).client.idcServers.create(order()),
  },
  own: { power },
  orderedWith: ["power"],
  keepsAlways: ["size"],
  catalog: (account) => sessionOf(account).idcCatalog(),
  inventory: (account) => sessionOf(account).idcServers,
});

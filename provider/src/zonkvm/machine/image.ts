import { byGuid, findImage, type CatalogLine, type ImageUser, type SharedCatalog } from "../catalog";
import type { Situation } from "../../core/aspects/aspect";
import type { Installation } from "../../core/aspects/reinstall";
import type { Reference, ResolvedNames } from "../../core/names";
import type { CommonObserved } from "../../core/observed";
import type { CallContext, Change } from "../../core/plan";
import { say } from "../language/say";

/** Where images are looked for. */
type ImageCatalog = SharedCatalog & { readonly lines: readonly CatalogLine[] };

interface Installed {
  readonly adopt?: string | undefined;
  readonly system?: string | undefined;
  readonly password?: string | undefined;
}

interface Imaged extends CommonObserved {
  readonly systemId?: string | undefined;
}

/**
 * The image that `system` names.
 * @param isBought whether a purchase takes one, and not only a reinstall.
 */
export function systemReference(
  user: ImageUser,
  isBought: boolean,
  catalog: ImageCatalog,
  wanted: Installed,
  kept: ResolvedNames,
): Reference {
  return {
    property: "system",
    within: ["line"],
    find: (text, { line: lineGuid = "" }) => {
      const isOrdered = isBought && wanted.adopt === undefined && kept.system === undefined;
      const found = findImage(catalog, text, { user, lineGuid, use: isOrdered ? "create" : "install" });
      if (!isBought || isOrdered || found.match !== undefined) return byGuid(found);
      // A server that is taken over, or that moves, may have come to its image by a purchase.
      return byGuid(findImage(catalog, text, { user, lineGuid, use: "create" }));
    },
  };
}

/** The name of an image, where the catalogue has it. */
export function imageName(catalog: SharedCatalog | undefined, guid: string): string | undefined {
  return catalog?.images.find((image) => image.guid === guid)?.name;
}

/** An installation of the image that is wanted, or of that which is there. */
export function installationOf<A extends Installed, O extends Imaged, C extends SharedCatalog>(
  { wanted, names, catalog, observed, recorded }: Situation<A, O, C>,
  calls: (imageGuid: string) => Change<O>["calls"],
): Installation<O> {
  const id = names.system?.id ?? observed.systemId ?? "";
  const name = imageName(catalog, id) ?? names.system?.text ?? say("the image");
  const isKnown = wanted.password !== undefined || recorded?.lifecycle.password !== undefined;
  const reason = say("a reinstall sets a password, and none is recorded of this server: set one");
  return {
    image: wanted.system ?? name,
    words: say("REINSTALL {name}: erases the system disk, and the others too for all that the vendor says", {
      name,
    }),
    target: id === "" ? undefined : id,
    calls: calls(id),
    faults: isKnown ? [] : [{ property: "password", reason }],
  };
}

/**
 * The call of an installation.
 * @param told whether orders tell their image: in every read, in single reads, or never. Where one tells it, it proves the installation.
 */
export function installCalls<O extends Imaged>(
  imageGuid: string,
  told: "always" | "sometimes" | "never",
  send: (observed: O, context: CallContext) => Promise<void>,
): Change<O>["calls"] {
  return (observed, context) => {
    const isOther = told !== "never" && observed.systemId !== imageGuid;
    // What the panel has taken on is over when the machine is idle again, where a read does not tell more.
    let isUntoldEnough = false;
    return [
      {
        send: async () => {
          await send(observed, context);
          isUntoldEnough = told === "sometimes";
          return undefined;
        },
        isDone: ({ systemId }) =>
          !isOther || systemId === imageGuid || (isUntoldEnough && systemId === undefined),
        lags: !isOther || told === "sometimes",
      },
    ];
  };
}

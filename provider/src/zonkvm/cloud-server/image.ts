import { byGuid, findImage } from "../catalog";
import { reinstall } from "../../core/aspects/reinstall";
import { passwordIn } from "../../core/plan";
import { sessionOf } from "../session";
import type { CloudAspect, CloudCalls } from "./steps";

/** Installs the machine anew (`server_install`), with its password. */
function install(imageGuid: string): CloudCalls {
  return (observed, context) => {
    const isOther = observed.systemId !== imageGuid;
    return [
      {
        send: async () => {
          const { cloudServers } = sessionOf(context.account).client;
          await cloudServers.reinstall(observed.serviceId, { imageGuid, password: passwordIn(context) });
          return undefined;
        },
        isDone: ({ systemId }) => !isOther || systemId === imageGuid,
        lags: !isOther,
      },
    ];
  };
}

/** The image (`server_install`). */
export const image: CloudAspect = reinstall({
  image: "system",
  references: (catalog, wanted, kept) => [
    {
      property: "system",
      within: ["line"],
      find: (text, { line: lineGuid = "" }) => {
        const isOrdered = wanted.adopt === undefined && kept.system === undefined;
        const at = { user: "server", lineGuid } as const;
        const found = findImage(catalog, text, { ...at, use: isOrdered ? "create" : "install" });
        if (isOrdered || found.match !== undefined) return byGuid(found);
        // A server that is taken over, or that moves, may have come to its image by a purchase.
        return byGuid(findImage(catalog, text, { ...at, use: "create" }));
      },
    },
  ],
  isOther: ({ names: { system }, observed: { systemId } }) =>
    system !== undefined && systemId !== undefined && system.id !== systemId,
  keeps: { systemId: ["system"], loginName: ["system"], loginPort: ["system"] },
  argumentsOf: ({ systemId }, { system }) =>
    systemId === undefined || system?.id === systemId ? {} : { system: systemId },
  install({ wanted, names, catalog, observed, recorded }) {
    const id = names.system?.id ?? observed.systemId ?? "";
    const name = catalog?.images.find(({ guid }) => guid === id)?.name ?? names.system?.text ?? "the image";
    const isKnown = wanted.password !== undefined || recorded?.lifecycle.password !== undefined;
    return {
      image: wanted.system ?? name,
      words: `REINSTALL ${name}: erases the system disk, and the others too for all that the vendor says`,
      target: id === "" ? undefined : id,
      calls: install(id),
      faults: isKnown
        ? []
        : [
            {
              property: "password",
              reason: "a reinstall sets a password, and none is recorded of this server: set one",
            },
          ],
    };
  },
});

import { findImage } from "../catalog";
import { reinstall } from "../../core/aspects/reinstall";
import { passwordIn } from "../../core/plan";
import { installationOf, installCalls, systemReference } from "../machine/image";
import type { PhysicalAspect, PhysicalCalls, PhysicalSituation, Trade } from "./steps";
import { say } from "../language/say";

/** Whether another image is wanted than the one that is there, by the record or else by what was installed last. */
function isOtherImage(trade: Trade, situation: PhysicalSituation): boolean {
  const { names, observed, recorded, before, catalog, isChanged } = situation;
  const wanted = names.system?.id;
  if (wanted === undefined) return false;
  // Rows of the list do not tell it.
  const live = observed.systemId ?? recorded?.observed?.systemId;
  if (live !== undefined) return live !== wanted;
  if (!isChanged("system")) return false;
  if (before.system === undefined || catalog === undefined) return true;
  const lineGuid = observed.lineId ?? names.line?.id ?? "";
  const installed = findImage(catalog, before.system, { user: trade.user, use: "install", lineGuid });
  return installed.match?.guid !== wanted;
}

/** Whether a port is wanted that the login does not have. */
function isOtherPort({ wanted: { remotePort }, observed, isChanged }: PhysicalSituation): boolean {
  if (remotePort === undefined) return false;
  return observed.loginPort === undefined ? isChanged("remotePort") : observed.loginPort !== remotePort;
}

const isNew =
  (key: "systemPartition" | "systemPartitionSizeGb") =>
  ({ wanted, isChanged }: PhysicalSituation): boolean =>
    wanted[key] !== undefined && isChanged(key);

/** Installs the machine anew (`lease_install`, `idc_install`), with its password and its port. */
function install(trade: Trade, situation: PhysicalSituation, imageGuid: string): PhysicalCalls {
  const { wanted, catalog, observed } = situation;
  const image = catalog?.images.find(({ guid }) => guid === imageGuid);
  const loginPort = wanted.remotePort ?? image?.loginPort ?? observed.loginPort ?? 0;
  return installCalls(imageGuid, trade.isInstalledAtOrder ? "sometimes" : "never", ({ serviceId }, context) =>
    trade.clientOf(context.account).reinstall(serviceId, {
      imageGuid,
      loginPort,
      password: passwordIn(context),
      partitionKind: wanted.systemPartition,
      partitionSizeGb: wanted.systemPartitionSizeGb,
      reason: wanted.reinstallReason,
    }),
  );
}

/** What an installation needs to know and nobody says, as faults. */
function untold(situation: PhysicalSituation, reason: string) {
  const { wanted, names, catalog, observed } = situation;
  const id = names.system?.id ?? observed.systemId;
  const image = catalog?.images.find(({ guid }) => guid === id);
  const hasPort = (wanted.remotePort ?? image?.loginPort ?? observed.loginPort) !== undefined;
  return [
    ...(id === undefined
      ? [{ property: reason, reason: say("takes a reinstall, and needs the `system` for it") }]
      : []),
    ...(id === undefined || hasPort
      ? []
      : [
          {
            property: "remotePort",
            reason: say("is needed for a reinstall: the catalogue has no port of the image"),
          },
        ]),
  ];
}

/** The image, the login's port and the partition, which only an installation sets. */
export function image(trade: Trade): PhysicalAspect {
  return reinstall({
    image: "system",
    alike: {
      remotePort: isOtherPort,
      systemPartition: isNew("systemPartition"),
      systemPartitionSizeGb: isNew("systemPartitionSizeGb"),
    },
    sets: ["reinstallReason"],
    references: (catalog, wanted, kept) => [
      systemReference(trade.user, trade.isInstalledAtOrder, catalog, wanted, kept),
    ],
    isOther: (situation) => isOtherImage(trade, situation),
    keeps: {
      systemId: ["system"],
      loginName: ["system"],
      loginPort: ["system", "remotePort"],
    },
    argumentsOf: ({ systemId }, { system }) =>
      systemId === undefined || system?.id === systemId ? {} : { system: systemId },
    install(situation, [reason = "system"]) {
      const { faults = [], ...installation } = installationOf(situation, (imageGuid) =>
        install(trade, situation, imageGuid),
      );
      // Where an order sets no password, the first installation makes one.
      return {
        ...installation,
        faults: [...untold(situation, reason), ...(trade.isInstalledAtOrder ? faults : [])],
      };
    },
  });
}

import { systemDisksOf } from "./arguments";
import { call, setPassword, type Calls } from "./calls";
import { findImage } from "../catalog";
import { reinstall } from "../../core/aspects/reinstall";
import { isSame } from "../../core/flow/resource";
import type { HyperVmAspect, HyperVmSituation } from "./steps";
import { say } from "../language/say";

/** What is installed. */
interface Reinstallation {
  readonly imageId: string;
  readonly erases: "systemDisk" | "allDisks";
  readonly systemDisksGb: { readonly windows: number; readonly linux: number } | undefined;
}

/**
 * Installs anew (`vm_reload`). The vendor does not say which password a machine has after it was installed anew: it is set once more.
 */
function installCalls({ imageId, erases, systemDisksGb }: Reinstallation): Calls {
  return (observed, context) => {
    const { serviceId, failure } = observed;
    const disks = call(context, (client) => client.updateVm(serviceId, { systemDisksGb }, false));
    const install = call(
      context,
      (client) => client.reinstallVm(serviceId, imageId, erases),
      // Of a machine that had failed before, the record may say so a moment longer.
      (row) =>
        (row.imageId === undefined || row.imageId === imageId) &&
        row.status !== "opening" &&
        (row.failure === undefined || failure !== undefined),
      true,
    );
    return [...(systemDisksGb === undefined ? [] : [disks]), install, setPassword(observed, context)];
  };
}

/** Whether the disk that the system has is of another size than the one that is wanted. */
function isOtherDisks({ wanted, observed, before }: HyperVmSituation): boolean {
  const disks = systemDisksOf(wanted);
  return disks !== undefined && !isSame(disks, observed.systemDisksInForceGb ?? systemDisksOf(before));
}

/** The image and the system disk (`vm_reload`). */
export const image: HyperVmAspect = reinstall({
  image: "image",
  references: (catalog) => [{ property: "image", find: (text) => findImage(catalog, text) }],
  // What the controller does not say is as it was recorded.
  isOther: ({ names, observed, isChanged }) =>
    observed.imageId === undefined
      ? isChanged("image")
      : names.image !== undefined && names.image.id !== observed.imageId,
  alike: { systemDisksGb: isOtherDisks },
  keeps: {
    ...{ imageId: ["image"], imageName: ["image"], imageType: ["image"], imageFile: ["image"] },
    ...{ guid: ["image"], reinstalls: ["image"], reinstalledOn: ["image"] },
    systemDisksInForceGb: ["systemDisksGb"],
  },
  argumentsOf({ imageId, systemDisksInForceGb: disks }, names, given) {
    return {
      ...(disks === undefined || isSame(disks, systemDisksOf(given)) ? {} : { systemDisksGb: disks }),
      ...(imageId === undefined || names.image?.id === imageId ? {} : { image: imageId }),
    };
  },
  install(situation, reasons) {
    const { wanted, names, catalog, observed } = situation;
    const id = names.image?.id;
    const name = catalog?.images.find((one) => one.id === id)?.name ?? names.image?.text ?? say("the image");
    const erases = wanted.reinstallErases ?? "systemDisk";
    const disks = reasons.includes("systemDisksGb") ? systemDisksOf(wanted) : undefined;
    const erased = erases === "allDisks" ? say("ALL disks") : say("the system disk");
    const imageId = id ?? observed.imageId ?? "";
    return {
      image: wanted.image ?? name,
      words:
        disks === undefined
          ? say("REINSTALL {name}: erases {erased}", { name, erased })
          : say(
              "REINSTALL {name}, system disk of {windows} GB (Windows) or {linux} GB (Linux): erases {erased}",
              { name, ...disks, erased },
            ),
      losesPassword: true,
      target: `${imageId}${disks === undefined ? "" : JSON.stringify(disks)}`,
      calls: installCalls({ imageId, erases, systemDisksGb: disks }),
    };
  },
});

import { say } from "./language/say";

/** What a step that hurts needs before it may be planned. */
export interface Consent {
  /** The argument that asks for the step. */
  readonly property: string;
  /** What is needed, in words: ``needs `allowPowerCycle: true`, the consent to stop and start the machine``. */
  readonly words: string;
  /** The argument by which it is given: `allowPowerCycle`. */
  readonly argument: string;
  /** Whether the value of that argument gives it. Default: only `true` does. */
  readonly accepts?: (given: unknown) => boolean;
}

/** Whether the arguments give a consent. */
export function isConsented({ argument, accepts }: Consent, wanted: object): boolean {
  const given: unknown = Reflect.get(wanted, argument);
  return accepts === undefined ? given === true : accepts(given);
}

/** The consent to lose what is on a machine's disks: `true`, or the name of the image that is installed. */
export function reinstallConsent(
  property: string,
  image: string | undefined,
  { allowReinstall: given }: { readonly allowReinstall?: boolean | string | undefined },
): Consent {
  const named =
    image === undefined ? "" : say(" or `allowReinstall: {image}`", { image: JSON.stringify(image) });
  const other =
    typeof given === "string"
      ? say(" (the consent given is for {given})", { given: JSON.stringify(given) })
      : "";
  return {
    property,
    words: say("needs `allowReinstall: true`{named}{other}", { named, other }),
    argument: "allowReinstall",
    accepts: (value) => value === true || (image !== undefined && value === image),
  };
}

/** The consent to stop and start a machine where an operation needs it. */
export function powerCycleConsent(property: string): Consent {
  return {
    property,
    words: say("needs `allowPowerCycle: true`, the consent to stop and start the machine"),
    argument: "allowPowerCycle",
  };
}

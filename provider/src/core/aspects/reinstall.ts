import type { Aspect, Part, Situation } from "./aspect";
import { reinstallConsent } from "../consent";
import type { CheckFailure } from "../errors";
import type { CommonObserved } from "../observed";
import type { Change } from "../plan";

/** Arguments of what can be installed anew. */
interface Installed {
  readonly reinstallTriggers?: readonly unknown[] | undefined;
  readonly passwordTriggers?: readonly unknown[] | undefined;
  readonly allowReinstall?: boolean | string | undefined;
}

/** One installation. */
export interface Installation<O> extends Pick<Change<O>, "words" | "calls" | "target" | "losesPassword"> {
  /** The image, by the name by which it is consented to. */
  readonly image: string;
  readonly faults?: readonly CheckFailure[];
}

/**
 * What is on a machine's disks: installed anew for another image, for what only an installation changes, and when `reinstallTriggers`
 * change; always by consent, and with the password.
 * @param image the argument that names the image.
 * @param alike other arguments that only an installation changes, each with whether it does.
 * @param sets what an installation sets besides the password.
 */
export function reinstall<A extends Installed, O extends CommonObserved, C>({
  image,
  isOther,
  alike = {},
  sets = [],
  install,
  ...own
}: Pick<Aspect<A, O, C>, "references" | "keeps" | "argumentsOf" | "rules"> & {
  readonly image: keyof A & string;
  readonly isOther: (situation: Situation<A, O, C>) => boolean;
  readonly alike?: Readonly<Record<string, (situation: Situation<A, O, C>) => boolean>>;
  readonly sets?: readonly string[];
  /** @param reasons the arguments that ask for it, the strongest first. */
  readonly install: (situation: Situation<A, O, C>, reasons: readonly string[]) => Installation<O>;
}): Aspect<A, O, C> {
  return {
    ...own,
    reinstalledBy: [image, ...Object.keys(alike), "reinstallTriggers"],
    plan(situation): Part<O> {
      const { wanted, isChanged } = situation;
      const reasons = [
        ...(isOther(situation) ? [image] : []),
        ...Object.keys(alike).filter((key) => alike[key]?.(situation) === true),
        ...(isChanged("reinstallTriggers") ? ["reinstallTriggers"] : []),
      ];
      const [reason] = reasons;
      if (reason === undefined) return {};
      const { image: name, faults = [], ...step } = install(situation, reasons);
      return {
        faults,
        steps: [
          {
            ...step,
            kind: "reinstall",
            destroys: true,
            interrupts: true,
            consent: reinstallConsent(reason, name, wanted),
            applies: [
              image,
              ...Object.keys(alike),
              ...sets,
              ...["reinstallTriggers", "rebootTriggers", "password"],
              ...(isChanged("passwordTriggers") ? ["passwordTriggers"] : []),
            ],
          },
        ],
      };
    },
  };
}

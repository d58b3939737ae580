import { password } from "../../core/aspects/password";
import { power } from "../../core/aspects/power";
import { setting } from "../../core/aspects/setting";
import { isSame } from "../../core/flow/resource";
import { passwordIn } from "../../core/plan";
import type { WebHostingArguments } from "./arguments";
import { hostingClient, type HostingAspect } from "./steps";
import { listed } from "../../core/language/lists";
import { say } from "../language/say";

/** The FTP password (`hosting_edit_pwd`). */
export const ftpPassword: HostingAspect = password({
  argument: "ftpPassword",
  set: () => ({
    words: say("set a new FTP password"),
    calls: ({ serviceId }, context) => [
      {
        send: () =>
          hostingClient(context.account)
            .setFtpPassword(serviceId, passwordIn(context))
            .then(() => undefined),
        // What is read of it may be masked: it is never compared.
        isDone: () => true,
        lags: true,
      },
    ],
  }),
});

/** Whether the site is served (`hosting_start`, `hosting_stop`). */
export const state: HostingAspect = power({
  words: (to) => (to === "running" ? say("start the site") : say("stop the site")),
  calls:
    (to) =>
    ({ serviceId }, { account }) => [
      {
        send: () =>
          (to === "running"
            ? hostingClient(account).start(serviceId)
            : hostingClient(account).stop(serviceId)
          ).then(() => undefined),
        isDone: ({ powerState }) => powerState === to,
      },
    ],
});

/** The version of PHP as the panel takes it: `PHP 8.1` is `php81`. */
export function phpOf(version: string): string {
  return `php${version.toLowerCase().replaceAll(/php|[\s.]/g, "")}`;
}

/** Whether two versions of a language are the same, however they are written. */
export function isSameVersion(one: string, other: string): boolean {
  return phpOf(one) === phpOf(other);
}

const isPhp = ({ program }: Partial<WebHostingArguments>): boolean => program?.toLowerCase() === "php";

/** The version of the language that is asked for. */
export function versionOf(wanted: Partial<WebHostingArguments>): string | undefined {
  const { phpVersion, programVersion } = wanted;
  if (!isPhp(wanted)) return programVersion;
  const version = phpVersion ?? programVersion;
  return version === undefined ? undefined : phpOf(version);
}

/** The version of the language: that of PHP is set in place (`hosting_set_php_version`), any other is another hosting. */
export const languageVersion: HostingAspect = {
  rules: (wanted, unknown) =>
    wanted.phpVersion === undefined || wanted.program === undefined || unknown.has("program") || isPhp(wanted)
      ? []
      : [
          {
            property: "phpVersion",
            reason: say('the site runs {program}: only one with `program: "php"` has a version of PHP', {
              program: wanted.program,
            }),
          },
        ],
  argumentsOf({ languageVersion: live }, _names, given) {
    const asked = versionOf(given);
    const isTold = live !== undefined && asked !== undefined && !isSameVersion(live, asked);
    if (live === undefined || (asked !== undefined && !isTold)) return {};
    return given.phpVersion === undefined ? { programVersion: live } : { phpVersion: live };
  },
  differences({ languageVersion: live }, wanted) {
    const asked = versionOf(wanted);
    // That of PHP is set afterwards.
    return isPhp(wanted) || asked === undefined || live === undefined || isSameVersion(live, asked)
      ? []
      : [say("its {key} is {is}, not {asked}", { key: "programVersion", is: live, asked })];
  },
  plan({ wanted, observed, before, unknown }) {
    if (unknown.has("phpVersion") || unknown.has("programVersion") || unknown.has("program")) return {};
    const asked = versionOf(wanted);
    const live = observed.languageVersion ?? versionOf(before);
    if (asked === undefined || live === undefined || isSameVersion(live, asked)) return {};
    if (!isPhp(wanted)) return { replaces: ["programVersion"] };
    return {
      steps: [
        {
          kind: "settings",
          words: say("PHP {live} → {asked}", { live, asked }),
          target: asked,
          applies: ["phpVersion", "programVersion"],
          calls: ({ serviceId }, { account }) => [
            {
              send: () =>
                hostingClient(account)
                  .setPhpVersion(serviceId, asked)
                  .then(() => undefined),
              isDone: ({ languageVersion: now }) => now === undefined || isSameVersion(now, asked),
            },
          ],
        },
      ],
    };
  },
};

/** The default files (`hosting_web_set_index`). Always there; those that are no longer given stay as they are. */
export const indexFiles: HostingAspect = setting({
  property: "indexFiles",
  keeps: { siteIndexFiles: ["indexFiles"] },
  argumentsOf: ({ siteIndexFiles }) => (siteIndexFiles === undefined ? {} : { indexFiles: siteIndexFiles }),
  isOther: ({ wanted: { indexFiles: files }, observed, before }) =>
    files !== undefined && !isSame(files, observed.siteIndexFiles ?? before.indexFiles),
  words: ({ wanted }) => say("serve {files} by default", { files: listed(wanted.indexFiles ?? []) }),
  calls:
    ({ wanted: { indexFiles: files = [] } }) =>
    ({ serviceId }, { account }) => [
      {
        send: () =>
          hostingClient(account)
            .setIndexFiles(serviceId, files)
            .then(() => undefined),
        isDone: ({ siteIndexFiles: now }) => now === undefined || isSame(now, files),
      },
    ],
});

import type { WebHostingArguments } from "./arguments";
import { setting } from "../../core/aspects/setting";
import { isSame } from "../../core/flow/resource";
import type { WebHostingObserved } from "./observed";
import { hostingClient, type HostingAspect } from "./steps";
import { say } from "../language/say";

type Wanted = NonNullable<WebHostingArguments["hotlinkProtection"]>;
type Live = WebHostingObserved["siteHotlinkProtection"];

const parts = ["enabled", "allowedDomains", "fileSuffixes", "httpStatus"] as const;

/** Domains and suffixes have no order. */
const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(String).sort() : value);

/** Whether every part that is asked for is so; one that nothing tells is. */
function isMet(live: Live, wanted: Wanted | undefined): boolean {
  return parts.every(
    (part) =>
      wanted?.[part] === undefined ||
      live?.[part] === undefined ||
      isSame(sorted(live[part]), sorted(wanted[part])),
  );
}

/** Protection against pages elsewhere (`hosting_set_security`). Always there; one that is no longer given stays as it is. */
export const hotlinkProtection: HostingAspect = setting({
  property: "hotlinkProtection",
  keeps: { siteHotlinkProtection: ["hotlinkProtection"] },
  argumentsOf({ siteHotlinkProtection: live }, _names, { hotlinkProtection: given }) {
    if (live === undefined || given === undefined || isMet(live, given)) return {};
    const managed = parts.filter((part) => given[part] !== undefined);
    return {
      hotlinkProtection: Object.fromEntries(managed.map((part) => [part, live[part] ?? given[part]])),
    };
  },
  isOther: ({ wanted: { hotlinkProtection: asked }, observed: { siteHotlinkProtection: live }, before }) =>
    asked !== undefined &&
    (live === undefined ? !isSame(before.hotlinkProtection, asked) : !isMet(live, asked)),
  words: ({ wanted }) =>
    wanted.hotlinkProtection?.enabled === true
      ? say("protect files against pages elsewhere")
      : say("do not protect files against pages elsewhere"),
  calls:
    ({ wanted: { hotlinkProtection: asked } }) =>
    ({ serviceId, siteHotlinkProtection: live }, { account }) => [
      {
        send: () =>
          hostingClient(account)
            .setHotlinkProtection(serviceId, {
              enabled: asked?.enabled ?? live?.enabled ?? false,
              allowedDomains: asked?.allowedDomains ?? live?.allowedDomains ?? [],
              fileSuffixes: asked?.fileSuffixes ?? live?.fileSuffixes ?? [],
              httpStatus: asked?.httpStatus ?? live?.httpStatus ?? 403,
            })
            .then(() => undefined),
        isDone: ({ siteHotlinkProtection: now }) => now === undefined || isMet(now, asked),
      },
    ],
});

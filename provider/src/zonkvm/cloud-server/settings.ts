import { setting } from "../../core/aspects/setting";
import type { Change } from "../../core/plan";
import type { CloudServerObserved } from "./observed";
import { sessionOf } from "../session";
import type { CloudAspect, CloudCalls } from "./steps";
import { say, type Sentence } from "../language/say";

/** Sets the password of the VNC console (`server_setvnc`). Nothing reads it back. */
function setVncPassword(password: string): CloudCalls {
  return ({ serviceId }, { account }) => [
    {
      send: () =>
        sessionOf(account)
          .client.cloudServers.setVncPassword(serviceId, password)
          .then(() => undefined),
      isDone: () => true,
      lags: true,
    },
  ];
}

const words: Sentence = "set the password of the VNC console";

/** The step that follows a purchase, which cannot set it. */
export function vncPasswordStep(password: string): Change<CloudServerObserved> {
  return { kind: "settings", words: say(words), applies: ["vncPassword"], calls: setVncPassword(password) };
}

/** The password of the VNC console. One that is no longer given stays as it is. */
export const vncPassword: CloudAspect = setting({
  property: "vncPassword",
  isOther: ({ wanted, isChanged }) => wanted.vncPassword !== undefined && isChanged("vncPassword"),
  words: () => say(words),
  calls: ({ wanted }) => setVncPassword(wanted.vncPassword ?? ""),
});

/** The number of addresses, which no operation changes and no reply tells. */
export const ipCount: CloudAspect = {
  replacedBy: ["ipCount"],
  plan: ({ wanted, before, unknown }) => ({
    replaces:
      !unknown.has("ipCount") &&
      (wanted.ipCount ?? 1) !== (before.ipCount ?? 1) &&
      wanted.package === undefined
        ? ["ipCount"]
        : [],
  }),
};

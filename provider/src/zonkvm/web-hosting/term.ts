import type { HostingProduct } from "../api/hosting";
import type { WebHostingArguments } from "./arguments";
import type { Call, CallContext } from "../../core/plan";
import type { WebHostingObserved } from "./observed";
import { hostingClient, type HostingAspect, type HostingCalls } from "./steps";
import { calledOf, lineOf } from "../web/steps";
import { renewalTo, renewing } from "../web/term";
import { sessionOf } from "../session";
import { say } from "../language/say";

/** Brings one back that had expired and is paid for (`hosting_resume_after_renew`). A panel may have done so by itself. */
function resumption({ serviceId }: WebHostingObserved, { account }: CallContext): Call<WebHostingObserved> {
  return {
    async send() {
      const now = await sessionOf(account).hostings.getNow(serviceId);
      if (now === undefined || now.status === "expired")
        await hostingClient(account).resumeAfterRenewal(serviceId);
      return undefined;
    },
    isDone: ({ status }) => status !== "expired",
  };
}

/** Renews (`hosting_renew`), and brings back what had expired. */
export function renewal(months: number): HostingCalls {
  return renewalTo(hostingClient, months, resumption);
}

/** How long it is paid for. */
export const paidTerm: HostingAspect = renewing<WebHostingArguments, WebHostingObserved, HostingProduct>({
  refusal(situation) {
    const line = lineOf(situation);
    return line?.renewalOpen === false
      ? say("the line {name} sells no renewals", { name: calledOf(line) })
      : undefined;
  },
  calls: renewal,
});

/** One that is paid for and still expired: a renewal, here or in the panel, that was not followed by its resumption. */
export const resumed: HostingAspect = {
  plan({ observed, planned, now }) {
    const { status, expiresAt } = observed;
    const isPaid = expiresAt !== undefined && Date.parse(expiresAt) > now.getTime();
    if (status !== "expired" || !isPaid || planned.some(({ kind }) => kind === "renew")) return {};
    return {
      steps: [
        {
          kind: "power",
          words: say("resume the site, which had expired and is paid until {expiresAt}", { expiresAt }),
          restores: true,
          target: "running",
          applies: [],
          calls: (row, context) => [resumption(row, context)],
        },
      ],
    };
  },
};

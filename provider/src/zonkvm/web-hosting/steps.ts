import type { HostingClient, HostingProduct } from "../api/hosting";
import type { WebHostingArguments } from "./arguments";
import type { WebCatalog } from "../catalog";
import type { Account } from "../../core/account";
import type { Aspect, Situation } from "../../core/aspects/aspect";
import type { PlanInput } from "../../core/kind";
import type { Change } from "../../core/plan";
import type { WebHostingObserved } from "./observed";
import { sessionOf } from "../session";

export type HostingCatalog = WebCatalog<HostingProduct>;
export type HostingInput = PlanInput<WebHostingArguments, WebHostingObserved, HostingCatalog>;
export type HostingSituation = Situation<WebHostingArguments, WebHostingObserved, HostingCatalog>;
export type HostingAspect = Aspect<WebHostingArguments, WebHostingObserved, HostingCatalog>;
export type HostingCalls = Change<WebHostingObserved>["calls"];

export const hostingClient = (account: Account): HostingClient => sessionOf(account).client.hosting;

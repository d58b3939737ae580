import type { Kind, PlanInput } from "../kind";
import { spokenIn } from "../language/language";

/** What a purchase costs, as state keeps it: its words are English, whoever runs, so that they are the same for everybody. */
export function estimateOf(
  kind: Kind,
  { wanted, names, account, unknown }: Pick<PlanInput, "wanted" | "names" | "account" | "unknown">,
  catalog: unknown,
  now: Date,
) {
  return spokenIn("en", () => kind.estimate(wanted, names, catalog, account, now, unknown));
}

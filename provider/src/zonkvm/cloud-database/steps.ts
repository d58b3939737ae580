import type { DatabasesClient } from "../api/databases";
import type { CloudDatabaseArguments } from "./arguments";
import type { WebCatalog } from "../catalog";
import type { Account } from "../../core/account";
import type { Aspect } from "../../core/aspects/aspect";
import type { PlanInput } from "../../core/kind";
import type { Change } from "../../core/plan";
import type { CloudDatabaseObserved } from "./observed";
import { sessionOf } from "../session";

export type DatabaseCatalog = WebCatalog;
export type DatabaseInput = PlanInput<CloudDatabaseArguments, CloudDatabaseObserved, DatabaseCatalog>;
export type DatabaseAspect = Aspect<CloudDatabaseArguments, CloudDatabaseObserved, DatabaseCatalog>;
export type DatabaseCalls = Change<CloudDatabaseObserved>["calls"];

export const databasesClient = (account: Account): DatabasesClient => sessionOf(account).client.databases;

/** Whether the database that comes with a web hosting is asked for. */
export function isFree({ wanted, unknown }: Pick<DatabaseInput, "wanted" | "unknown">): boolean {
  return wanted.hosting !== undefined || unknown.has("hosting");
}

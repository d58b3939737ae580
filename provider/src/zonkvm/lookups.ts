import type { Client } from "./api/client";
import type { CloudLine } from "./api/cloud-servers";
import { accountsOfProgram, outputForm, type Lookup, type LookupArgs } from "../pulumi/lookup";
import { sessionOf, type ZonkvmSession } from "./session";
import { zonkvm } from "./vendor";

const accountOf = accountsOfProgram(zonkvm);

function session(args: LookupArgs | undefined): ZonkvmSession {
  return sessionOf(accountOf(args?.account));
}

/**
 * The typed client of a configured account: a method per documented operation, for what no resource does. Reads are repeated, what changes
 * something is sent once; neither the preview nor a brake holds what you call, and what it makes is in no state.
 * @throws {ConfigurationError} when the account is not configured.
 */
export const client = (args?: LookupArgs): Client => session(args).client;

/** The lines on which cloud servers are sold (`getlines`), with prices, terms and limits. */
export const getCloudLines: Lookup<LookupArgs, readonly CloudLine[]> = async (args) =>
  (await session(args).cloudCatalog()).lines;

export const getCloudLinesOutput = outputForm(getCloudLines);

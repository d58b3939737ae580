import { z } from "zod";
import { collectionArguments } from "../../core/collection/collection-kind";
import { documentedStrictObject } from "../../core/documented";
import { proxyAccountArguments } from "../proxy-account/arguments";
import { say } from "../language/say";

const { account, onDelete, tags, maxDeletes } = collectionArguments;
const { password, productType, remark, trafficLimitGb, enabled } = proxyAccountArguments.shape;

/** What one account of a set can have of its own. */
export const ownArguments = documentedStrictObject({
  /** Secret. Letters and digits. A change sets it in place (`change-password`). Default: made from the resource's token with the customer's key. */
  password,
  /** At most 64 Latin or 32 Chinese characters. A change sets it in place (`change-remark`). Default: the set's. */
  remark,
  /** Traffic limit in GB, 0 (unlimited) to 102400. A change sets it in place (`change-limit`). Default: the set's. */
  trafficLimitGb,
  /** Whether it works. A change enables or disables it in place. Not managed when unset: a new account is enabled. */
  enabled,
});

/** One account as it is wanted. */
export type WantedAccount = z.output<typeof ownArguments>;

/** All that a `ProxyAccountSet` takes. By itself, because editors show its doc comments. */
export const proxyAccountSetShape = {
  /** Which configured account of the vendor (`<vendor>:accounts`). Default: the vendor's own keys. A change is a new account: an error. */
  account,
  /** What a delete of the whole set does: `delete` (default), `keep` or `refuse`. */
  onDelete,
  /** Kept in state only, for reports. */
  tags,
  /** The accounts, by username (letters and digits). A name that comes is added, one that goes is deleted. Never reuse the name of a deleted account. */
  accounts: z.record(z.string(), ownArguments).optional(),
  /** Usernames are this and a number: letters and digits, a letter at the end. Numbers start at 1, and none is used twice. A change deletes all accounts and adds others. */
  usernamePrefix: z
    .string()
    .regex(/^[A-Za-z0-9]*[A-Za-z]$/, {
      error: () => say("must consist of letters and digits, with a letter at the end"),
    })
    .optional(),
  /** How many accounts of that prefix, 0 to 100000. More adds some; fewer deletes those with the highest numbers. */
  count: z.int().min(0).max(100_000).optional(),
  /** Which packages they draw on. With `usernamePrefix` a change deletes all accounts and adds others; with `accounts` it comes only with other names. */
  productType,
  /** Remark of all accounts that have none of their own: at most 64 Latin or 32 Chinese characters. A change takes a request for each account. Not managed when unset. */
  remark,
  /** Traffic limit in GB of all accounts that have none of their own, 0 (unlimited) to 102400. It takes a request for each account. Not managed when unset: a new account is unlimited. */
  trafficLimitGb,
  /** The most accounts that one `up` may delete; more fails in the preview. Deleting the whole resource is not limited. Default 20. */
  maxDeletes,
};

/** The arguments of a `ProxyAccountSet`: either `accounts`, or `usernamePrefix` and `count`. */
export const proxyAccountSetArguments = z.strictObject({ ...proxyAccountSetShape });

/** Arguments as checked. */
export type ProxyAccountSetArguments = z.output<typeof proxyAccountSetArguments>;

import type { Account } from "../account";
import { quarantineLeftMs } from "./diff-order";
import {
  AccountRefusedError,
  DecisionNeededError,
  DriftError,
  messageOf,
  RefusedError,
  ResellerError,
  withFacts,
} from "../errors";
import { giveBack, isGivenBack } from "./give-back";
import type { Kind } from "../kind";
import type { CommonObserved } from "../observed";
import { findNewcomer, isNewcomer } from "../order/newcomer";
import { servicesWithToken } from "../order/look-first";
import { candidatesOf, untraceableOf } from "../order/order-intent";
import { whyNotAgain } from "../order/trace";
import type { Recorded } from "../record";
import { accountOf, assertAccount, identityOf, registerSecrets, type Properties } from "./resource";
import type { Run } from "../run";
import { recall } from "./state";
import { nameOf } from "../urn";
import { formatDuration } from "../wait";
import { isPaid } from "./words";
import { say } from "../language/say";
import { spokenIn } from "../language/language";
import { sentences } from "../language/lists";

/** What is done to a service depends on how it is (an unpaid order is closed, a paid one left): so the list that many share is a young one. */
const oldestListForReleaseMs = 10_000;

/**
 * Gives a service back, or leaves it, as `onDelete` says, and waits until it is gone. Gone already counts as done.
 * @throws {ResellerError} when it could not be done: the resource then stays in state.
 */
export async function release(kind: Kind, run: Run, id: string, outputs: Properties): Promise<void> {
  registerSecrets([...kind.secretArguments, ...kind.secretOutputs], outputs);
  const recorded = recall(kind, outputs);
  const { urn, lifecycle, observed } = recorded;
  const serviceId = lifecycle.serviceId;
  const resource = nameOf(urn);
  const tell = (words: string): void => {
    run.voice.say(urn, words, "info");
  };
  run.brakes.beforeDelete(urn, serviceId ?? id);
  if ([id, serviceId].some((known) => known !== undefined && run.keeps({ kind: kind.type, id: known }))) {
    tell(say("kept {serviceId}: it is listed in reseller:keep", { serviceId: serviceId ?? id }));
    return;
  }
  const choice = recorded.arguments.onDelete ?? kind.defaultOnDelete;
  if (choice === "keep") {
    const expiresAt = observed?.expiresAt;
    tell(
      expiresAt === undefined
        ? say("kept {serviceId}; it is no longer in state", { serviceId: serviceId ?? id })
        : say("kept {serviceId} until it expires at {expiresAt}; it is no longer in state", {
            serviceId: serviceId ?? id,
            expiresAt,
          }),
    );
    return;
  }
  if (
    serviceId !== undefined &&
    run.isHeldByNewer(identityOf(kind, { key: lifecycle.accountKey ?? "" }, serviceId), lifecycle.claim)
  ) {
    tell(say("kept {serviceId}: a newer entry in state holds the same service", { serviceId }));
    return;
  }
  const service = identityOf(kind, { key: lifecycle.accountKey ?? "" }, serviceId ?? id);
  if (run.isExpected(service)) {
    tell(
      say("kept {serviceId}: what replaces it in state is the same service", { serviceId: serviceId ?? id }),
    );
    return;
  }
  if (choice === "refuse") {
    throw new DecisionNeededError(
      say('{serviceId} is not deleted: `onDelete` is "refuse"', { serviceId: serviceId ?? id }),
      {
        resource,
        advice: say(
          "Set `onDelete` to {choices} and run `pulumi up` before deleting it; what is replaced already is let go by listing its id in reseller:keep",
          { choices: choicesOf(kind) },
        ),
      },
    );
  }
  if (run.isDeletedFirstUnsaid(service)) {
    throw new DriftError(
      say("{serviceId} would be deleted before there is another one, which the preview did not say", {
        serviceId: serviceId ?? id,
      }),
      {
        resource,
        advice: say(
          "Nothing was sent. Set `deleteBeforeReplace` in the resource's own options, not in a transform, and review the preview; or remove it",
        ),
      },
    );
  }
  const account = accountOf(run, kind.vendor, outputs.account);
  assertAccount(account, recorded);
  const live =
    serviceId === undefined
      ? await findOrdered(kind, run, account, recorded)
      : await confirmed(kind, account, recorded, serviceId);
  if (live === undefined) {
    const words = isNewcomer(recorded)
      ? say(
          "nothing new is listed since its order of {orderedAt}, whose outcome is unknown; it leaves state",
          { orderedAt: lifecycle.orderedAt ?? "" },
        )
      : say("{serviceId} is gone already", { serviceId: serviceId ?? id });
    tell(words);
    return;
  }
  try {
    const isSent = await giveBack(kind, run, account, recorded, live);
    const wordsOfRelease = () => kind.release(live, recorded.arguments, account).words;
    // State keeps it, whoever reads it afterwards.
    if (isSent) run.release(service, spokenIn("en", wordsOfRelease));
    tell(isSent ? say("{step}: done", { step: wordsOfRelease() }) : wordsOfRelease());
  } catch (error) {
    // A refusal of the account says nothing about the refund.
    const isRefundRefused = error instanceof RefusedError && !(error instanceof AccountRefusedError);
    if (choice === "refundOrKeep" && isRefundRefused) {
      const kept = { serviceId: live.serviceId, reason: messageOf(error) };
      run.voice.say(
        urn,
        isPaid(kind)
          ? say("kept {serviceId} until it expires: {reason}", kept)
          : say("kept {serviceId}: {reason}", kept),
        "warning",
      );
      return;
    }
    if (!(error instanceof ResellerError)) throw error;
    const instead = isPaid(kind)
      ? say(
          'It stays in state, and stays paid. To let it expire instead, set `onDelete` to "keep" or "refundOrKeep"',
        )
      : say('It stays in state. To keep it instead, set `onDelete` to "keep"');
    const help = kind.releaseAdvice === undefined ? [] : [kind.releaseAdvice()];
    const ways = say(
      "{instead} and run `pulumi up`; what is replaced already is let go by listing its id in reseller:keep",
      { instead },
    );
    const advice = error.facts.advice ?? sentences([...help, ways]);
    throw withFacts(error, { resource, advice });
  }
}

/** What lets a service be deleted, or go without that, in words. */
function choicesOf({ defaultOnDelete: does, isPrecious }: Kind): string {
  return isPrecious
    ? say('"{does}", "keep" or "refundOrKeep"', { does })
    : say('"{does}" or "keep"', { does });
}

/** The service, unless it is gone: absence must show in the single read and in the full list. */
async function confirmed(
  kind: Kind,
  account: Account,
  { arguments: given }: Recorded,
  serviceId: string,
): Promise<CommonObserved | undefined> {
  const services = kind.inventory(account, given);
  // Many go at once: one list serves them all, each once. What it lacks is gone only when a list of now lacks it too.
  const listed = await services.once(serviceId, oldestListForReleaseMs);
  const row =
    listed === undefined && kind.isPrecious
      ? (await services.allNow()).find((one) => one.serviceId === serviceId)
      : listed;
  return row === undefined || isGivenBack(row) ? undefined : row;
}

/** What an order of unknown outcome may have bought. */
async function findOrdered(
  kind: Kind,
  run: Run,
  account: Account,
  recorded: Recorded,
): Promise<CommonObserved | undefined> {
  const resource = nameOf(recorded.urn);
  if (isNewcomer(recorded)) return findNewcomer(kind, run, account, recorded);
  const { supersedes } = recorded.lifecycle;
  const [found, ...more] = await servicesWithToken(
    kind,
    run,
    account,
    recorded.token,
    recorded.arguments,
    0,
    supersedes,
  );
  if (more.length > 0) {
    throw new DecisionNeededError(
      say("several services carry the token {token}", { token: recorded.token }),
      {
        resource,
        advice: say("Give back in the panel what is not wanted"),
      },
    );
  }
  const leftMs = quarantineLeftMs(run, recorded, false);
  if (found === undefined && leftMs > 0) {
    throw new DecisionNeededError(say("the outcome of its order is still unknown"), {
      resource,
      advice: say(
        "Nothing that is known to be it is listed. Try again in {left} (reseller:quarantineMinutes)",
        { left: formatDuration(leftMs) },
      ),
    });
  }
  if (found === undefined) await nameCandidates(kind, run, account, recorded);
  return found;
}

/** An order that could be any of several is not given back: a person is told which there are. */
async function nameCandidates(kind: Kind, run: Run, account: Account, recorded: Recorded): Promise<void> {
  const { urn, arguments: wanted, lifecycle, names } = recorded;
  const unsure = await whyNotAgain(kind, run, { account, wanted, names }, recorded, 0);
  if (unsure !== undefined)
    run.voice.say(urn, say("it leaves state, and nothing was given back: {unsure}", { unsure }), "warning");
  if (untraceableOf(kind, wanted) === undefined || lifecycle.orderedAt === undefined) return;
  const candidates = await candidatesOf(
    kind,
    run,
    { account, wanted, names },
    { at: lifecycle.orderedAt },
    0,
  );
  const words = say(
    "nobody knows what became of the order of {orderedAt}; it leaves state, and nothing was given back: {candidates}",
    { orderedAt: lifecycle.orderedAt, candidates: candidates.words },
  );
  run.voice.say(urn, words, "warning");
}

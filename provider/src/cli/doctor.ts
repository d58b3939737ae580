import type { Configured } from "./accounts";
import type { Column } from "./print";
import type { Account } from "../core/account";
import { RefusedError, ResellerError, UnavailableError, withoutAdvice } from "../core/errors";
import type { Answer, Probe } from "../core/examination";
import { clockDifferenceMs } from "../core/http/clock-difference";
import type { Heard } from "../core/http/http";
import { allowListWords, checkWhatForbids } from "../core/wire/reply";
import { say, type Sentence } from "./language/say";

/** What was found in one check of an account. */
export interface Finding {
  readonly account: string;
  readonly check: string;
  readonly result: "ok" | "wrong" | "not told";
  /** How long it took, in milliseconds. */
  readonly ms: number | undefined;
  readonly found: string;
  /** What to do; empty where there is nothing to do. */
  readonly advice: string;
}

/** The names of checks, those of every vendor and those of some. Programs read them as they are. */
const checks: readonly Sentence[] = [
  ...(["reachable", "answers", "key", "clock", "allow-list", "config", "balance", "prices"] as const),
  ...(["plans", "server's panel", "orders", "nodes", "images", "servers"] as const),
  ...(["cloud servers", "physical servers", "colocation", "web hosting", "databases"] as const),
];

function checkWords({ check }: Finding): string {
  const known = checks.find((one) => one === check);
  return known === undefined ? check : say(known);
}

export const findingColumns: readonly Column<Finding>[] = [
  { title: "account", of: ({ account }) => account },
  { title: "check", of: ({ check }) => check, shown: checkWords },
  { title: "result", of: ({ result }) => result, shown: ({ result }) => say(result) },
  { title: "ms", of: ({ ms }) => ms?.toString() ?? "" },
  { title: "found", of: ({ found }) => found, width: 56 },
  { title: "what to do", of: ({ advice }) => advice, width: 56 },
];

/** An account, examined. */
export interface Examined {
  readonly findings: readonly Finding[];
  /** Whether it answers and takes the key. */
  readonly isUsable: boolean;
}

/** What a check found, but for the account that it is of. */
type Found = Omit<Finding, "account">;

/** Some panels take a signature for no longer than ten seconds: half of that is a reason to look. */
const mostSecondsApart = 5;

function failed(check: string, error: ResellerError, advice: string, ms?: number): Found {
  return { check, result: "wrong", ms, found: withoutAdvice(error), advice: error.facts.advice ?? advice };
}

/** The address that a panel says it was called from. */
function addressIn(words: string): string | undefined {
  return /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/.exec(words)?.[0];
}

/** What an account needs whose panel does not know this machine's address. */
function allowList(error: ResellerError): Found | undefined {
  const said = error.facts.vendorMessage ?? "";
  const isForbidden = error instanceof UnavailableError && /status 40[13]/.test(error.what);
  if (!allowListWords.test(said) && !isForbidden) return undefined;
  const address = addressIn(said);
  return {
    check: "allow-list",
    result: "wrong",
    ms: undefined,
    found:
      address === undefined
        ? say("the panel keeps this machine out, and does not say which address it sees")
        : say("the panel sees {address}", { address }),
    advice:
      address === undefined
        ? say(
            "Add the public address that this machine goes out with to the panel's allow-list for its API (IP 白名单); with a proxy or NAT in between it is theirs",
          )
        : say("Add {address} to the panel's allow-list for its API (IP 白名单)", { address }),
  };
}

/** Why the first question was not answered: by what was heard of the panel at all. */
function unanswered(error: ResellerError, heard: Heard | undefined, check: string): Found[] {
  if (heard === undefined)
    return [
      failed(
        "reachable",
        error,
        say(
          "Check the endpoint, that its name is resolved here, and that this machine may go out to it (firewall, HTTPS_PROXY)",
        ),
      ),
    ];
  const listed = allowList(error);
  const refused =
    error instanceof RefusedError
      ? failed(check, error, checkWhatForbids())
      : failed(
          "answers",
          error,
          say("Check that the endpoint is the address of the API, and not only of the panel"),
        );
  return [reached(heard), refused, ...(listed === undefined ? [] : [listed])];
}

function reached({ sentAtMs, receivedAtMs, status }: Heard): Found {
  return {
    check: "reachable",
    result: "ok",
    ms: receivedAtMs - sentAtMs,
    found: say("HTTP {status}", { status }),
    advice: "",
  };
}

/** What the clocks say. @param answer the panel's own word on it, which counts more than a server's in front of it. */
function clock(heard: Heard | undefined, { clockAheadMs }: Answer): Found {
  const { serverDateMs } = heard ?? {};
  const ahead =
    clockAheadMs ??
    (heard === undefined || serverDateMs === undefined
      ? undefined
      : clockDifferenceMs(Math.floor(serverDateMs / 1000), heard));
  const base = { check: "clock", ms: undefined };
  if (ahead === undefined)
    return { ...base, result: "not told", found: say("no reply says what time it is"), advice: "" };
  const seconds = Math.round(Math.abs(ahead) / 1000);
  if (seconds <= mostSecondsApart)
    return { ...base, result: "ok", found: say("{seconds} s apart", { seconds }), advice: "" };
  return {
    ...base,
    result: "wrong",
    found:
      ahead > 0
        ? say("this machine is {seconds} s behind the panel", { seconds })
        : say("this machine is {seconds} s ahead of the panel", { seconds }),
    advice: say(
      "Set this machine's clock by a time server (chrony, systemd-timesyncd): requests are signed with its time. If it is right, the panel's is wrong",
    ),
  };
}

/** Waits for an answer, but only as long as an account has. */
type InTime = <T>(answer: Promise<T>) => Promise<T>;

/** Does something within a time for all that it waits for. */
async function within<T>(seconds: number, work: (inTime: InTime) => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise<never>((_, fail) => {
    timer = setTimeout(() => {
      fail(
        new UnavailableError(say("no answer within {seconds} s", { seconds }), {
          advice: say(
            "Something on the way drops what is sent without a word (firewall, HTTPS_PROXY), the endpoint is another machine's, or the panel is slow: look, and give it more time with --timeout",
          ),
        }),
      );
    }, seconds * 1_000);
  });
  // Nobody may be waiting for anything when it comes.
  end.catch(() => undefined);
  try {
    return await work((answer) => Promise.race([answer, end]));
  } finally {
    clearTimeout(timer);
  }
}

async function probed(probe: Probe, inTime: InTime): Promise<Found> {
  const { what, mayBeRefused, advice = "" } = probe;
  const begun = performance.now();
  const ms = () => Math.round(performance.now() - begun);
  try {
    const { words = "" } = await inTime(probe.ask());
    return { check: what, result: "ok", ms: ms(), found: words, advice: "" };
  } catch (error) {
    if (!(error instanceof ResellerError)) throw error;
    if (mayBeRefused === undefined || !(error instanceof RefusedError))
      return failed(what, error, advice, ms());
    const found = say("{refusal} ({why})", { refusal: withoutAdvice(error), why: mayBeRefused });
    return { check: what, result: "not told", ms: ms(), found, advice: "" };
  }
}

interface Told {
  readonly found: readonly Found[];
  readonly isUsable: boolean;
}

async function examineOpened(
  account: Account,
  all: readonly Probe[],
  heard: () => Heard | undefined,
  inTime: InTime,
): Promise<Told> {
  const cautions = (account.cautions ?? []).map((words): Found => ({
    check: "config",
    result: "wrong",
    ms: undefined,
    found: words,
    advice: "",
  }));
  const [first, ...others] = all;
  if (first === undefined)
    return {
      found: [
        ...cautions,
        {
          check: "reachable",
          result: "not told",
          ms: undefined,
          found: say("nothing is known to ask this vendor"),
          advice: "",
        },
      ],
      isUsable: true,
    };
  const begun = performance.now();
  let answer: Answer;
  try {
    answer = await inTime(first.ask());
  } catch (error) {
    if (!(error instanceof ResellerError)) throw error;
    const last = heard();
    const clocks = last === undefined ? [] : [clock(last, {})];
    return { found: [...cautions, ...unanswered(error, last, first.what), ...clocks], isUsable: false };
  }
  const ms = Math.round(performance.now() - begun);
  const last = heard();
  return {
    found: [
      ...cautions,
      ...(last === undefined ? [] : [reached(last)]),
      clock(last, answer),
      { check: first.what, result: "ok", ms, found: answer.words ?? say("accepted"), advice: "" },
      ...(await Promise.all(others.map((other) => probed(other, inTime)))),
    ],
    isUsable: true,
  };
}

/** Examines an account, within so many seconds. Only reads are sent. */
export async function examine({ vendor, name, open }: Configured, seconds: number): Promise<Examined> {
  let heard: Heard | undefined;
  const told = await (async (): Promise<Told> => {
    let account: Account;
    try {
      account = open((reply) => {
        heard = reply;
      });
    } catch (error) {
      if (!(error instanceof ResellerError)) throw error;
      return { found: [failed("config", error, "")], isUsable: false };
    }
    const probes = vendor.probes?.(account) ?? [];
    return within(seconds, (inTime) => examineOpened(account, probes, () => heard, inTime));
  })();
  return {
    findings: told.found.map((one) => ({ account: name, ...one })),
    isUsable: told.isUsable,
  };
}

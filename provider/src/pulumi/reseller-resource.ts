import * as pulumi from "@pulumi/pulumi";
import { ArgumentError } from "../core/errors";
import { commonOutputs, markEndings, type Status } from "../core/observed";
import { purchaseToken } from "../core/order/token";
import { environmentName } from "./environment";
import { handlerOf, providerText, type KindFace } from "./face";
import { secretInside, withMissingMarked } from "./inputs";
import { configOfProgram, speakAs } from "./language";
import { assertInstalled } from "./program";
import { warnOfPlainSecrets } from "./plain-secrets";
import { watchRegistration } from "./registrations";
import { aliasesBeside, formerUrnsOf, urnOf, urnType } from "./urns";
import { say } from "../core/language/say";

/**
 * The base of all resources: a Pulumi resource whose provider is one line of text, and which knows its own URN and the token
 * of its purchase. What each kind says of `serviceId` stands there: it is the id of the resource, but for an order whose outcome was unknown
 * at first.
 */
export abstract class ResellerResource extends pulumi.CustomResource {
  /** Where it stands: `ready` when all is done. A service that has expired, is locked, missing or deleted stays in state until you decide. */
  declare readonly status: pulumi.Output<Status>;
  /** Start of the service, ISO 8601 with offset. */
  declare readonly startedAt: pulumi.Output<string>;
  /** End of what is paid, ISO 8601 with offset. */
  declare readonly expiresAt: pulumi.Output<string>;
  /** When it was bought, ISO 8601 with offset. */
  declare readonly boughtAt: pulumi.Output<string>;
  /** Our number of the purchase. */
  declare readonly orderId: pulumi.Output<string | undefined>;
  /** Tells the account: an error when the config later names another one. */
  declare readonly accountKey: pulumi.Output<string>;
  /** Currency of all prices: `CNY`. */
  declare readonly currency: pulumi.Output<string>;
  /** `bought`, `adopted`, or `takenOver` when it was found by its token (or name) instead. */
  declare readonly origin: pulumi.Output<"bought" | "adopted" | "takenOver">;
  /** The service that went first (`deleteBeforeReplace`) and that nothing has replaced yet: what was done to it, and when. */
  declare readonly lost: pulumi.Output<
    | {
        /** The vendor's id of it. */
        readonly serviceId: string;
        /** What was done to it, in words. */
        readonly what: string;
        /** When, ISO 8601 with offset. */
        readonly at: string;
      }
    | undefined
  >;

  protected constructor(
    face: KindFace,
    name: string,
    args: object | undefined,
    opts: pulumi.CustomResourceOptions | undefined,
  ) {
    speakAs(configOfProgram);
    assertInstalled();
    warnOfPlainSecrets(face.vendor);
    refuseImport(name, opts);
    // The SDK writes a stack trace, mapped to sources, for every property of every resource: three quarters of the time that a
    // fleet's program takes. None of them is ever shown unless a promise leaks.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      super(
        urnType(face),
        name,
        propertiesFor(face, name, args, opts),
        pulumi.mergeOptions(
          { additionalSecretOutputs: [...face.secretOutputs, ...(face.encryptedOutputs ?? [])] },
          opts,
        ),
      );
      watchRegistration(this, name);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }
}

/**
 * Of an import only the id would reach the plugin, and not the account that the thing is in.
 * @throws {ArgumentError} when the program imports: `adopt` is the way.
 */
function refuseImport(name: string, opts: pulumi.CustomResourceOptions | undefined): void {
  if (opts?.import === undefined) return;
  const reason = say(
    "is not known to dynamic resources: take over what exists with the argument `adopt: {id}` instead; nothing is bought then",
    { id: JSON.stringify(opts.import) },
  );
  throw new ArgumentError([{ property: "import", reason }], { resource: name });
}

function propertiesFor(
  face: KindFace,
  name: string,
  args: object | undefined,
  opts: pulumi.CustomResourceOptions | undefined,
): pulumi.Inputs {
  const outputs = Object.fromEntries([...commonOutputs, ...face.outputs].map((key) => [key, undefined]));
  const provider = { __provider: providerText(handlerOf(face)) };
  if (opts?.id !== undefined) return { ...outputs, ...args, ...provider };
  const given = withMissingMarked({ ...args });
  for (const key of face.secretArguments)
    if (given[key] !== undefined) given[key] = pulumi.secret(given[key]);
  for (const [key, inside] of Object.entries(face.secretInside ?? {}))
    if (given[key] !== undefined) given[key] = secretInside(given[key], inside);
  const urn = urnOf(name, urnType(face), opts?.parent);
  const namespace =
    new pulumi.Config("reseller").get("namespace") ??
    process.env[environmentName("reseller", "namespace")] ??
    "";
  const __token = pulumi
    .all([urn, pulumi.output<unknown>(given.purchaseTriggers)])
    .apply(([known, purchaseTriggers]) =>
      purchaseToken({ organization: organization(), urn: known, namespace, purchaseTriggers }),
    );
  // The engine tells the plugin nothing of the options.
  const __deleteBeforeReplace = opts?.deleteBeforeReplace;
  const __formerUrns = formerUrnsOf(name, urnType(face), opts);
  const hidden = {
    __urn: urn,
    __token,
    __organization: organization(),
    // Each key costs the program some promises.
    ...(__formerUrns === undefined ? {} : { __formerUrns }),
    ...(__deleteBeforeReplace === undefined ? {} : { __deleteBeforeReplace }),
    ...((opts?.replaceOnChanges ?? []).length === 0 ? {} : { __replaceOnChanges: true }),
  };
  const isMarked = face.isMarked === true || given[face.isMarkedWith ?? ""] !== undefined;
  if (!isMarked) return { ...outputs, ...given, ...provider, ...hidden };
  const mark = new OrderMark(face, name, { ...given, ...hidden }, opts);
  return { ...outputs, ...given, ...provider, ...hidden, __intent: mark.intent };
}

/** What stands in state before an order goes out of which nothing of ours comes back: the engine saves it first. */
class OrderMark extends pulumi.CustomResource {
  declare readonly intent: pulumi.Output<unknown>;

  constructor(
    face: KindFace,
    orderName: string,
    order: Readonly<Record<string, unknown>> & { readonly __urn: pulumi.Output<string> },
    opts: pulumi.CustomResourceOptions = {},
  ) {
    const type = `${urnType(face)}${markEndings.type}`;
    const name = `${orderName}${markEndings.name}`;
    super(
      type,
      name,
      {
        ...order,
        intent: undefined,
        __order: order.__urn,
        __urn: urnOf(name, type, opts.parent),
        __provider: providerText(`${handlerOf(face)}${markEndings.type}`),
      },
      withoutUndefined({
        parent: opts.parent,
        dependsOn: opts.dependsOn,
        // It goes where its order goes, and stays where its order stays.
        aliases: opts.aliases === undefined ? undefined : aliasesBeside(opts.aliases, markEndings),
        protect: opts.protect,
        retainOnDelete: opts.retainOnDelete,
        deletedWith: opts.deletedWith,
        transforms: opts.transforms,
        transformations: opts.transformations,
      }),
    );
    watchRegistration(this, name);
  }
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** The same options without those that are not set. */
function withoutUndefined<T extends object>(options: T): Partial<Defined<T>> {
  // Only entries with a value are left.
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<
    Defined<T>
  >;
}

/** The stack's organization. Under a user's mocks there may be none, and no purchase either. */
function organization(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    return "organization";
  }
}

import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { ArgumentError } from "../core/errors";
import { commonOutputs, type Status } from "../core/observed";
import { markEndings } from "../core/observed";
import { purchaseToken } from "../core/order/token";
import { environmentName } from "./environment";
import { secretInside, withMissingMarked } from "./inputs";
import { assertInstalled } from "./program";
import { watchRegistration } from "./registrations";
import { aliasesBeside, formerUrnsOf, urnOf, urnType } from "./urns";

/** Every value, and every value inside, may come from another resource. */
type Inputs<T> = { [K in keyof T]: pulumi.Input<Inner<T[K]>> };
type Inner<T> = T extends readonly (infer E)[] ? pulumi.Input<E>[] : T extends object ? Inputs<T> : T;

/**
 * Arguments of a resource, from the plain shapes of its schema. Each property leads back to its own line in a shape: that is how an editor
 * finds the doc comment, which a schema's inferred type has lost.
 */
export type ArgsOf<S extends Readonly<Record<string, z.ZodType>>> = {
  [K in keyof S as undefined extends z.input<S[K]> ? never : K]: pulumi.Input<Inner<z.input<S[K]>>>;
} & {
  [K in keyof S as undefined extends z.input<S[K]> ? K : never]?: pulumi.Input<Inner<z.input<S[K]>>>;
};

/** How the engine finds the code of a resource again: frozen, because every old state calls it. */
export function providerText(handler: string): string {
  return `exports.handler=()=>require("pulumi-reseller/dynamic").handler(${JSON.stringify(handler)})`;
}

/** What a class tells its base. */
export interface ResourceFace {
  /** `BaremetalServer`. */
  readonly type: string;
  /** `zkeys:BaremetalServer`, by which the dynamic entry finds the code. */
  readonly handler: string;
  readonly secretArguments: readonly string[];
  /** Arguments that are records of objects, and which values in these are secret. */
  readonly secretInside?: Readonly<Record<string, readonly string[]>>;
  readonly secretOutputs: readonly string[];
  /** The keys of everything that comes back. */
  readonly outputs: readonly string[];
  /** Set where an order must leave a mark in state before it goes out (`core/flow/arming.ts`). */
  readonly isMarked?: boolean;
}

/** How a kind of resource describes itself to its class, without the code that carries it out. */
export interface KindFace {
  readonly vendor: string;
  readonly type: string;
  readonly outputs: readonly string[];
  readonly secretArguments: readonly string[];
  readonly secretOutputs: readonly string[];
  readonly encryptedOutputs?: readonly string[];
}

/** The face of a kind. */
export function faceOf({
  vendor,
  type,
  outputs,
  secretArguments,
  secretOutputs,
  encryptedOutputs = [],
}: KindFace): ResourceFace {
  return {
    type,
    handler: `${vendor}:${type}`,
    secretArguments,
    secretOutputs: [...secretOutputs, ...encryptedOutputs],
    outputs,
  };
}

/**
 * The base of all resources: a Pulumi resource whose provider is one line of text, and which knows its own URN and the token
 * of its purchase.
 */
export abstract class ResellerResource extends pulumi.CustomResource {
  /** The vendor's id: the id of this resource, but for an order whose outcome was unknown at first. */
  declare readonly serviceId: pulumi.Output<string>;
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
    face: ResourceFace,
    name: string,
    args: object | undefined,
    opts: pulumi.CustomResourceOptions | undefined,
  ) {
    assertInstalled();
    refuseImport(name, opts);
    // The SDK writes a stack trace, mapped to sources, for every property of every resource: three quarters of the time that a
    // fleet's program takes. None of them is ever shown unless a promise leaks.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      super(
        urnType(face.type),
        name,
        propertiesFor(face, name, args, opts),
        pulumi.mergeOptions({ additionalSecretOutputs: [...face.secretOutputs] }, opts),
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
  const reason = `is not known to dynamic resources: take over what exists with the argument \`adopt: ${JSON.stringify(opts.import)}\` instead; nothing is bought then`;
  throw new ArgumentError([{ property: "import", reason }], { resource: name });
}

/** Whether a value is a resource of this type, also when it comes from another copy of this package. */
export function isResourceOf(type: string, value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    "__pulumiType" in value &&
    value.__pulumiType === urnType(type)
  );
}

function propertiesFor(
  face: ResourceFace,
  name: string,
  args: object | undefined,
  opts: pulumi.CustomResourceOptions | undefined,
): pulumi.Inputs {
  const outputs = Object.fromEntries([...commonOutputs, ...face.outputs].map((key) => [key, undefined]));
  const provider = { __provider: providerText(face.handler) };
  if (opts?.id !== undefined) return { ...outputs, ...args, ...provider };
  const given = withMissingMarked({ ...args });
  for (const key of face.secretArguments)
    if (given[key] !== undefined) given[key] = pulumi.secret(given[key]);
  for (const [key, inside] of Object.entries(face.secretInside ?? {}))
    if (given[key] !== undefined) given[key] = secretInside(given[key], inside);
  const urn = urnOf(name, face.type, opts?.parent);
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
  const __formerUrns = formerUrnsOf(name, face.type, opts);
  const hidden = {
    __urn: urn,
    __token,
    __organization: organization(),
    // Each key costs the program some promises.
    ...(__formerUrns === undefined ? {} : { __formerUrns }),
    ...(__deleteBeforeReplace === undefined ? {} : { __deleteBeforeReplace }),
  };
  if (face.isMarked !== true) return { ...outputs, ...given, ...provider, ...hidden };
  const mark = new OrderMark(face, name, { ...given, ...hidden }, opts);
  return { ...outputs, ...given, ...provider, ...hidden, __intent: mark.intent };
}

/** What stands in state before an order goes out of which nothing of ours comes back: the engine saves it first. */
class OrderMark extends pulumi.CustomResource {
  declare readonly intent: pulumi.Output<unknown>;

  constructor(
    face: ResourceFace,
    orderName: string,
    order: Readonly<Record<string, unknown>> & { readonly __urn: pulumi.Output<string> },
    opts: pulumi.CustomResourceOptions = {},
  ) {
    const type = `${face.type}${markEndings.type}`;
    const name = `${orderName}${markEndings.name}`;
    super(
      urnType(type),
      name,
      {
        ...order,
        intent: undefined,
        __order: order.__urn,
        __urn: urnOf(name, type, opts.parent),
        __provider: providerText(`${face.handler}Mark`),
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

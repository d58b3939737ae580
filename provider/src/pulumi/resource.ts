import * as pulumi from "@pulumi/pulumi";
import { purchaseToken } from "../core/token";

/** Arguments of a resource: every value may come from another one. */
export type Inputs<T> = { [K in keyof T]: pulumi.Input<T[K] extends (infer E)[] | undefined ? pulumi.Input<E>[] | Extract<T[K], undefined> : T[K]> };

/** How the engine finds the code of a resource again: frozen, because every old state calls it. */
export function providerText(type: string): string {
  return `exports.handler=()=>require("pulumi-reseller/dynamic").handler(${JSON.stringify(type)})`;
}

/** What a class tells its base. */
export interface ResourceFace {
  /** `BaremetalServer`. */
  readonly type: string;
  /** `zkeys:BaremetalServer`, by which the dynamic entry finds the code. */
  readonly handler: string;
  readonly secretArguments: readonly string[];
  readonly secretOutputs: readonly string[];
  /** All outputs that are not arguments. */
  readonly outputs: readonly string[];
}

/** The type in URNs: `pulumi-nodejs:dynamic/reseller:BaremetalServer`. */
export function urnType(type: string): string {
  return `pulumi-nodejs:dynamic/reseller:${type}`;
}

/**
 * The base of all resources: a Pulumi resource whose provider is one line of text, and which knows its own URN and the token
 * of its purchase.
 */
export abstract class ResellerResource extends pulumi.CustomResource {
  protected constructor(face: ResourceFace, name: string, args: object | undefined, opts: pulumi.CustomResourceOptions | undefined) {
    super(urnType(face.type), name, propertiesFor(face, name, args, opts), pulumi.mergeOptions({ additionalSecretOutputs: [...face.secretOutputs] }, opts));
  }
}

function propertiesFor(
  face: ResourceFace,
  name: string,
  args: object | undefined,
  opts: pulumi.CustomResourceOptions | undefined,
): pulumi.Inputs {
  const outputs = Object.fromEntries(face.outputs.map((key) => [key, undefined]));
  const provider = { __provider: providerText(face.handler) };
  if (opts?.id !== undefined) return { ...outputs, ...args, ...provider };
  const given: pulumi.Inputs = { ...args };
  for (const key of face.secretArguments) if (given[key] !== undefined) given[key] = pulumi.secret(given[key]);
  const urn = pulumi.createUrn(name, urnType(face.type), opts?.parent);
  const namespace = new pulumi.Config("reseller").get("namespace") ?? "";
  const token = pulumi
    .all([urn, pulumi.output<unknown>(given["purchaseTriggers"])])
    .apply(([known, purchaseTriggers]) => purchaseToken({ organization: pulumi.getOrganization(), urn: known, namespace, purchaseTriggers }));
  return { ...outputs, ...given, ...provider, __urn: urn, __token: token };
}

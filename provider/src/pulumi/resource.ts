import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { KindFace } from "./face";
import { ResellerResource } from "./reseller-resource";
import { urnType } from "./urns";

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

/** What a face says of outputs. */
type Shown = Pick<KindFace, "outputs" | "certain">;
type Certain<F extends Shown> = F["certain"] extends readonly (infer K)[] ? K : never;

/**
 * Outputs of a resource: those of what is observed that its face shows, and all of what is made of it. Each property leads back to its line
 * in the kind's description, where its doc comment stands.
 *
 * @typeParam O what is observed (the base says what `status` is), @typeParam D what is derived: outputs that no row has in these words.
 */
export type OutputsOf<F extends Shown, O, D = unknown> = {
  readonly [
    K in keyof O as K extends "status" | keyof D
      ? never
      : K extends "serviceId" | F["outputs"][number]
        ? K
        : never
  ]-?: pulumi.Output<K extends Certain<F> ? Exclude<O[K], undefined> : O[K]>;
} & { readonly [K in keyof D]-?: pulumi.Output<D[K]> };

/** A class of resources. `A`: its arguments, `O`: a resource with its outputs, an interface, because declarations then keep its name and doc comments. */
export interface CollectionClass<A extends object, O extends ResellerResource> {
  new (name: string, args: A, opts?: pulumi.CustomResourceOptions): O;

  /** Whether a value is a resource of this class, also when it comes from another copy of this package. */
  isInstance<T>(this: abstract new (...args: never) => T, value: unknown): value is T;
}

/** A class of resources, each of which can be read by an id. */
export interface ResourceClass<A extends object, O extends ResellerResource> extends CollectionClass<A, O> {
  /**
   * Reads one that exists and is not managed here: nothing is bought, made or changed. Fails when the account does not have it.
   * @param id what the output `serviceId` says.
   */
  get<T>(
    this: new (name: string, args: A, opts?: pulumi.CustomResourceOptions) => T,
    name: string,
    id: pulumi.Input<pulumi.ID>,
    opts?: pulumi.CustomResourceOptions,
  ): T;
}

/**
 * The class of a kind of resource, for `class PortMapping extends resource<PortMappingArgs, …>(portMappingFace) {}`. It loads no code that
 * carries anything out.
 */
export function resource<A extends object, O extends ResellerResource>(face: KindFace): ResourceClass<A, O> {
  class Resource extends ResellerResource {
    constructor(name: string, args: object, opts?: pulumi.CustomResourceOptions) {
      super(face, name, args, opts);
    }

    /** Without arguments: nothing is ordered on this way, and they come back from the vendor. */
    static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Resource {
      return new this(name, {}, { ...opts, id });
    }

    static override isInstance(value: unknown): value is Resource {
      return isResourceOf(face, value);
    }
  }
  // The outputs are set by Pulumi's own constructor, from the keys that it is given.
  return Resource as unknown as ResourceClass<A, O>;
}

/** The class of a kind of which one resource is many things: it is known by its token, and has no id to be read by. */
export function collection<A extends object, O extends ResellerResource>(
  face: KindFace,
): CollectionClass<A, O> {
  return resource<A, O>(face);
}

/** By its type and not by its class: the value may come from another copy of this package. */
function isResourceOf(face: KindFace, value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    "__pulumiType" in value &&
    value.__pulumiType === urnType(face)
  );
}

/** What a user's program knows of a kind of resource, without the code that carries it out: each vendor's `faces.ts`. */
export interface KindFace {
  readonly vendor: string;
  /** `BaremetalServer`. */
  readonly type: string;
  /** The keys of everything that comes back, besides what comes back of every resource. */
  readonly outputs: readonly string[];
  /** Outputs that are there once it is ready, although a single reply may leave them out. */
  readonly certain?: readonly string[];
  readonly secretArguments: readonly string[];
  /** Arguments that are records of objects, and which values in these are secret. */
  readonly secretInside?: Readonly<Record<string, readonly string[]>>;
  readonly secretOutputs: readonly string[];
  /** Outputs that are encrypted in state, and whose parts may stand in words all the same. */
  readonly encryptedOutputs?: readonly string[];
  /** Set where an order must leave a mark in state before it goes out (`core/order/order-mark.ts`). */
  readonly isMarked?: boolean;
  /** Set where an order must do so only when this argument is given. */
  readonly isMarkedWith?: string;
}

/** By what the dynamic entry finds the code of a kind: `zkeys:BaremetalServer`. */
export function handlerOf({ vendor, type }: Pick<KindFace, "vendor" | "type">): string {
  return `${vendor}:${type}`;
}

/** How the engine finds the code of a resource again: frozen, because every old state calls it. */
export function providerText(handler: string): string {
  return `exports.handler=()=>require("pulumi-reseller/dynamic").handler(${JSON.stringify(handler)})`;
}

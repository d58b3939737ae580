import type { Recorded } from "../../core/record";

/** Where a machine's login answers. */
export interface Way {
  readonly host: string;
  readonly port?: number;
}

/** The way to an address of a machine's own. */
export function wayTo(address: string | undefined, port: number | undefined): Way | undefined {
  return address === undefined ? undefined : { host: address, ...(port === undefined ? {} : { port }) };
}

/** Where and how to log in, once all of it is known. */
export function connectionOf(
  way: Way | undefined,
  user: string | undefined,
  password: string | undefined,
): (Way & { readonly user: string; readonly password: string }) | undefined {
  return way === undefined || user === undefined || password === undefined
    ? undefined
    : { ...way, user, password };
}

/** The port of the login of the image that was bought, as the catalogue had it then. */
export function portOfImage({ extra }: Pick<Recorded, "extra">): number | undefined {
  return typeof extra.loginPortOfImage === "number" ? extra.loginPortOfImage : undefined;
}

/** The price of a month, out of the estimate that is recorded. */
export function monthlyPriceIn({ extra: { estimate } }: Pick<Recorded, "extra">): unknown {
  return typeof estimate === "object" && estimate !== null
    ? Reflect.get(estimate, "monthlyPrice")
    : undefined;
}

import { z } from "zod";
import { orderArguments } from "../../core/arguments";
import { say } from "../language/say";

const count = z.int().min(1);
const id = z.int().min(0);

/** What only a `ProxyOrder` takes. By itself, because editors show its doc comments. */
export const proxyOrderOnly = {
  /** Which package (`pid`): its number comes from customer service, the API lists none. A change is another order. */
  packageId: id,
  /** How it is paid (`pm_id`): an id of `reseller.proxy911.getPaymentMethods()`. Read when it is ordered. */
  paymentMethodId: id,
  /** How many packages. A change is another order. */
  amount: count.optional(),
  /** Static IPs to buy, by country code: `{ US: 2, JP: 1 }`. A change is another order. */
  regions: z
    // In the request a comma and a bar stand between codes and numbers.
    .record(
      z.string().regex(/^[^\s,|]+$/, { error: () => say("is not a country or region code such as US") }),
      count,
    )
    .refine((regions) => Object.keys(regions).length > 0, { error: () => say("names no region") })
    .optional(),
  /** Ids of the static IPs to renew: `staticIpIds` of the order that bought them. A change is another order. */
  renewIds: z
    .array(z.string().regex(/^[^\s,]+$/, { error: () => say("is not an id") }))
    .min(1)
    .optional(),
  /** The term of a renewal; the vendor documents no unit: a number, or a text such as `1m`. A change is another order. */
  renewDuration: z.union([count, z.string().min(1)]).optional(),
  /** A coupon's number. Read when it is ordered. */
  couponCode: z.string().min(1).optional(),
  /** Uses the discount for registration by invitation. Read when it is ordered. */
  useInvitationDiscount: z.boolean().optional(),
  /** Bandwidth option of a dynamic residential IP package. A change is another order. */
  bandwidthOptionId: id.optional(),
  /** Concurrency option of a dynamic residential IP package. A change is another order. */
  concurrencyOptionId: id.optional(),
  /** The amount of a balance top-up. A change is another order. */
  rechargeAmount: count.optional(),
  /**
   * The most that the order may cost (decimal string, in the account's currency). Held in the preview against the last order of the same
   * package, and against the order itself: a dearer one that is not paid yet is closed, a paid one is reported.
   */
  maxPrice: z
    .string()
    .regex(/^\d+(\.\d{1,2})?$/, { error: () => say('is not a decimal string such as "900.00"') })
    .optional(),
  /** Orders although no price is known before, so that `maxPrice` is only held against the order itself. Default false. */
  acceptUnknownPrice: z.boolean().optional(),
};

/** The arguments of a `ProxyOrder`. Which of them belong together depends on the package. */
export const proxyOrderArguments = z.strictObject({ ...orderArguments, ...proxyOrderOnly });

/** Arguments as checked. */
export type ProxyOrderArguments = z.output<typeof proxyOrderArguments>;

/** What an order is of: an order with other goods is another one. */
export const goods = [
  "packageId",
  "amount",
  "regions",
  "renewIds",
  "renewDuration",
  "bandwidthOptionId",
  "concurrencyOptionId",
  "rechargeAmount",
] as const satisfies (keyof ProxyOrderArguments)[];

/** What goes out with an order, or decides whether it goes out. */
export const orderedWith: readonly (keyof ProxyOrderArguments)[] = [
  ...goods,
  "paymentMethodId",
  "couponCode",
  "useInvitationDiscount",
  "maxPrice",
  "acceptUnknownPrice",
];

/** Combinations that look like a mistake: which parameters a package takes, the vendor does not document. */
export function oddCombinations(
  wanted: Partial<ProxyOrderArguments>,
  unknown: ReadonlySet<string>,
): readonly string[] {
  const [first, ...others] = (["regions", "renewIds", "rechargeAmount", "bandwidthOptionId"] as const).filter(
    (key) => wanted[key] !== undefined,
  );
  const odd = others.map((key) =>
    say("`{key}` together with `{first}` is unusual: an order is for one thing", { key, first: first ?? "" }),
  );
  const isRenewal = wanted.renewIds !== undefined || unknown.has("renewIds");
  if (wanted.renewDuration !== undefined && !isRenewal)
    odd.push(say("`renewDuration` is the term of a renewal, and there are no `renewIds`"));
  return odd.map((oddity) => say("{oddity}; 911Proxy decides", { oddity }));
}

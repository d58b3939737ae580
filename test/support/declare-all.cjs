"use strict";
// What the program of every test stack does: makes the resources that the test has declared, with the given SDK and classes.

/** Whose kinds have such names. To ask every namespace would load all the code of every vendor. */
const owners = [
  [/^Bt/, "bthost"],
  [/^Proxy/, "proxy911"],
  [/^(Hyper|Nat|Port|Snapshot)/, "rstack"],
  [/./, "zonkvm"],
];

/** The class of a kind: by its own name, or with its vendor's before it: `rstack.Snapshot`. */
function classOf(reseller, type) {
  const [name, vendor] = type.split(".").reverse();
  if (vendor === undefined && reseller[name] !== undefined) return reseller[name];
  return reseller[vendor ?? owners.find(([pattern]) => pattern.test(name))[1]][name];
}

exports.declareAll = (pulumi, reseller, declared) => {
  const made = {};

  /** `{ "$secret": value }`, `{ "$output": "web.ipAddress" }`, `{ "$unknown": true }` become what they say. */
  const valueOf = (value) => {
    if (Array.isArray(value)) return value.map(valueOf);
    if (typeof value !== "object" || value === null) return value;
    if ("$secret" in value) return pulumi.secret(value.$secret);
    if ("$output" in value) {
      const [name, key] = value.$output.split(".");
      return made[name][key];
    }
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, valueOf(inner)]));
  };

  for (const [name, { type, args, get, options }] of Object.entries(declared)) {
    const Resource = classOf(reseller, type);
    // `$retries`: an error hook asks the engine to repeat what fails; `$transform`: options that a transform sets.
    const { $retries, $transform, ...opts } = options ?? {};
    if ($retries !== undefined)
      opts.hooks = {
        onError: [new pulumi.ErrorHook(`${name}-again`, ({ errors }) => errors.length <= $retries)],
      };
    if ($transform !== undefined)
      opts.transforms = [({ props, opts: given }) => ({ props, opts: { ...given, ...$transform } })];
    if (opts.dependsOn !== undefined) opts.dependsOn = opts.dependsOn.map((one) => made[one]);
    made[name] = get === undefined ? new Resource(name, valueOf(args), opts) : Resource.get(name, get, opts);
  }
  return Object.fromEntries(
    Object.entries(made).map(([name, resource]) => [
      name,
      { id: resource.id, status: resource.status, address: resource.ipAddress },
    ]),
  );
};

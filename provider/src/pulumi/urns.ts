import * as pulumi from "@pulumi/pulumi";

/** The type in URNs: `pulumi-nodejs:dynamic/reseller/zkeys:BaremetalServer`. */
export function urnType({ vendor, type }: { readonly vendor: string; readonly type: string }): string {
  return `pulumi-nodejs:dynamic/reseller/${vendor}:${type}`;
}

/**
 * A value out of an output without what the output depends on. What depends on a component depends on all its children: a child
 * that took anything of its parent's into its inputs would wait for itself.
 */
function apart<T>(output: pulumi.Output<T>): pulumi.Output<T> {
  return pulumi.output(new Promise<T>((resolve) => void output.apply(resolve))) as pulumi.Output<T>;
}

/** The URN that a resource is about to have. @param type as URNs have it. */
export function urnOf(
  name: string,
  type: string,
  parent: pulumi.Resource | undefined,
): pulumi.Output<string> {
  return apart(pulumi.createUrn(name, type, parent));
}

type AliasInput = NonNullable<pulumi.CustomResourceOptions["aliases"]>[number];

/** The URNs that a resource says it had before, its parent's aliases among them; `undefined` when it says none. */
export function formerUrnsOf(
  name: string,
  type: string,
  { aliases = [], parent }: pulumi.CustomResourceOptions = {},
): pulumi.Output<string[]> | undefined {
  const all =
    parent === undefined
      ? aliases.map((alias) => rootUrnOf(alias, name, type))
      : pulumi.allAliases(aliases, name, type, parent, nameOfResource(parent));
  return all.length === 0 ? undefined : apart(pulumi.all(all));
}

function rootUrnOf(alias: AliasInput, name: string, type: string): pulumi.Output<string> {
  return pulumi
    .output(alias)
    .apply((one) =>
      typeof one === "string"
        ? pulumi.output(one)
        : pulumi.createUrn(one.name ?? name, one.type ?? type, one.parent, one.project, one.stack),
    );
}

function nameOfResource(resource: pulumi.Resource): string {
  return "__name" in resource && typeof resource.__name === "string" ? resource.__name : "";
}

/** The aliases of what stands beside a resource under a name and a type of its own: as the resource's, each with the ending. */
export function aliasesBeside(
  aliases: pulumi.CustomResourceOptions["aliases"],
  endings: { readonly name: string; readonly type: string },
): AliasInput[] {
  const beside = (alias: pulumi.URN | pulumi.Alias): pulumi.URN | pulumi.Alias => {
    if (typeof alias === "string") return alias.replace(/::([^:]*)$/, `${endings.type}::$1${endings.name}`);
    return {
      ...alias,
      ...(alias.name === undefined ? {} : { name: pulumi.interpolate`${alias.name}${endings.name}` }),
      ...(alias.type === undefined ? {} : { type: pulumi.interpolate`${alias.type}${endings.type}` }),
    };
  };
  return (aliases ?? []).map((alias) => pulumi.output(alias).apply((one) => beside(one as pulumi.Alias)));
}

import { Config } from "@pulumi/pulumi/cmd/dynamic-provider/config";
import type { dynamic } from "@pulumi/pulumi";
import { dynamicProvider } from "../../../provider/src/pulumi/dynamic";
import { Session } from "../../../provider/src/pulumi/session";
import { vendorLoaders } from "../../../provider/src/vendors";
import { stored, type Properties } from "./state";

/** The text that finds the code of a resource again. */
const providerText =
  /^exports\.handler=\(\)=>require\("pulumi-reseller\/dynamic"\)\.handler\("(\w+):(\w+)"\)$/;

type Provider = Required<Omit<dynamic.ResourceProvider, "configure">>;

/** What the plugin process of one command is: one session for all resources, called as the engine's dynamic provider calls it. */
export class Plugin {
  readonly #session: Session;
  readonly #providers = new Map<string, Provider>();

  /**
   * @param config the stack's, by keys such as `zkeys:endpoint`.
   * @param engineAddress where the words for the display go.
   */
  constructor(
    private readonly config: Readonly<Record<string, string>>,
    engineAddress: string,
  ) {
    this.#session = new Session(vendorLoaders, engineAddress);
  }

  async check(
    olds: Properties | undefined,
    news: Properties,
  ): Promise<{ readonly inputs: Properties; readonly failures: readonly dynamic.CheckFailure[] }> {
    const provider = await this.#providerOf(news);
    const before = olds === undefined ? {} : { ...stored(olds) };
    const { failures = [], ...checked } = await provider.check(before, { ...stored(news) });
    return { inputs: withProvider(checked.inputs, news), failures };
  }

  async diff(id: string, olds: Properties, news: Properties): Promise<dynamic.DiffResult> {
    const provider = await this.#providerOf(news);
    return provider.diff(id, { ...stored(olds) }, { ...stored(news) });
  }

  async create(inputs: Properties): Promise<{ readonly id: string; readonly outputs: Properties }> {
    const provider = await this.#providerOf(inputs);
    const created = await provider.create({ ...stored(inputs) });
    return { id: created.id, outputs: withProvider(created.outs, inputs) };
  }

  /** @returns nothing when it is gone. */
  async read(
    id: string,
    properties: Properties,
  ): Promise<
    { readonly id: string; readonly inputs?: Properties; readonly outputs: Properties } | undefined
  > {
    const provider = await this.#providerOf(properties);
    const live = await provider.read(id, { ...stored(properties) });
    if (live.id === undefined || live.id === "") return undefined;
    return {
      id: live.id,
      outputs: withProvider(live.props, properties),
      ...(live.inputs === undefined ? {} : { inputs: withProvider(live.inputs, properties) }),
    };
  }

  async update(id: string, olds: Properties, news: Properties): Promise<Properties> {
    const provider = await this.#providerOf(news);
    const updated = await provider.update(id, { ...stored(olds) }, { ...stored(news) });
    return withProvider(updated.outs, news);
  }

  async delete(id: string, properties: Properties): Promise<void> {
    const provider = await this.#providerOf(properties);
    await provider.delete(id, { ...stored(properties) });
  }

  /** The provider that the text in a resource's properties names. */
  async #providerOf({ __provider }: Properties): Promise<Provider> {
    const text = String(__provider);
    const known = this.#providers.get(text);
    if (known !== undefined) return known;
    const [, vendorName, type = ""] = providerText.exec(text) ?? [];
    if (vendorName === undefined) throw new RangeError(`no resource is found by ${text}`);
    const load = () => this.#session.lifecycle(`${vendorName}:${type}`);
    const { configure, ...provider } = dynamicProvider(load, this.#session);
    // `as`: ours has every method.
    this.#providers.set(text, provider as Provider);
    await configure?.({ config: new Config(this.config, "test") });
    return provider as Provider;
  }
}

/** @param properties what the SDK does not know the type of. */
function withProvider(properties: unknown, { __provider }: Properties): Properties {
  return stored({ ...(typeof properties === "object" ? properties : {}), __provider });
}

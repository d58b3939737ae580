import { filled } from "../../core/wire/fields";
import { bit, given, idField } from "./fields";
import type { ClientOptions } from "./hosts";
import type { Transport } from "./transport";
import { createCatalogWire, type DomainPool, type PoolDomain } from "./wire-catalog";
import { binding, type Binding } from "./wire-common";

export type { DomainPool, PoolDomain } from "./wire-catalog";
export type { Binding } from "./wire-common";

/** A domain to be bound to a host. */
export interface NewBinding {
  readonly domain: string;
  /** Where it leads to; other than the root only where the host allows subdirectories. Default `/`. */
  readonly directory?: string | undefined;
  /** Whether it waits for the administrator, whom no operation stands in for. Default false. */
  readonly needsReview?: boolean | undefined;
}

/** Domains: those that hosts are bound to, and those of the pools that hosts get their first one from. */
export class DomainsClient {
  readonly #transport: Transport;
  readonly #binding: ReturnType<typeof binding>;
  readonly #wire: ReturnType<typeof createCatalogWire>;

  constructor({ transport, timeZone }: ClientOptions) {
    this.#transport = transport;
    this.#binding = binding(timeZone);
    this.#wire = createCatalogWire(timeZone);
  }

  /** Binds a domain to a host (`host_domain`). Nothing unbinds it; the host shows what is bound. How many it may have, nobody checks. */
  async bind(hostId: string, { domain, directory, needsReview = false }: NewBinding): Promise<Binding> {
    const fields = {
      id: idField("hostId", hostId),
      domain: filled("domain", domain),
      dirs: given(directory, (path) => filled("directory", path)),
      is_audit: bit(needsReview),
    };
    return this.#transport.write("host_domain", fields, { worksInPanel: true }, this.#binding);
  }

  /** All pools of domains (`domainpools_list`). */
  listPools(): Promise<DomainPool[]> {
    const manner = { isDocumentedByGet: true };
    return this.#transport.read("domainpools_list", {}, this.#wire.domainPools, manner);
  }

  /** The domains of a pool (`domain_list`). */
  async list(poolId: string): Promise<PoolDomain[]> {
    const fields = { domainpools_id: idField("poolId", poolId) };
    return this.#transport.read("domain_list", fields, this.#wire.poolDomains);
  }

  /** A domain of a pool (`domain_info`); `undefined` when there is none. */
  async find(id: string): Promise<PoolDomain | undefined> {
    return this.#transport.read("domain_info", { id: idField("id", id) }, this.#wire.poolDomain);
  }
}

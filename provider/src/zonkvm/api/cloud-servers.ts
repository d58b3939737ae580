import type { z } from "zod";
import {
  disksField,
  guidField,
  numberFields,
  orderIdField,
  passwordField,
  purchaseFields,
  termContent,
  whole,
  type ClientNumbers,
  type Reinstall,
  type ServerOrder,
} from "./forms";
import { MachinesClient, type ClientOptions } from "./machines";
import { rows } from "./scalars";
import {
  cloudLine,
  cloudPackage,
  createCloudServerSchema,
  createSecurityRuleSchema,
  type CloudLine,
  type CloudPackage,
  type CloudServer,
  type SecurityRule,
} from "./wire-cloud-server";

export type { CloudLine, CloudPackage, CloudServer, SecurityRule } from "./wire-cloud-server";

/** The sizes of a cloud server. */
export interface CloudServerSizes {
  readonly cpuCores: number;
  readonly memoryGb: number;
  readonly bandwidthMbps: number;
  readonly defenseGbps: number;
  /** Passed on as they are: by the samples, the first is the system disk. */
  readonly diskSizesGb: readonly number[];
}

export interface NewCloudServer extends CloudServerSizes, ServerOrder {
  readonly imageGuid: string;
  /** Default: the panel makes one. */
  readonly password?: string | undefined;
}

/** A rule to add. The reply names no GUID: give it a name that no other rule has, and look for it. */
export interface NewSecurityRule {
  readonly name: string;
  /** The smaller, the earlier. */
  readonly weight: number;
  readonly direction: "inbound" | "outbound";
  readonly protocol: "tcp" | "udp" | "icmp";
  readonly verdict: "allow" | "deny";
  /** An address or a range: `0.0.0.0/0`. */
  readonly remoteIp: string;
  readonly localPort: string;
}

const lines = rows(cloudLine);
const packages = rows(cloudPackage);

/** Cloud servers (云服务器): a method for each of their 19 operations. */
export class CloudServersClient extends MachinesClient<CloudServer> {
  readonly #rules: z.ZodType<SecurityRule[]>;

  constructor(options: ClientOptions) {
    super({ prefix: "server", one: "getserver", page: "getservers" }, createCloudServerSchema, options);
    this.#rules = rows(createSecurityRuleSchema(this.timeZone));
  }

  /** All lines that are opened for the API, with their prices and limits (`getlines`). */
  getLines(): Promise<CloudLine[]> {
    return this.transport.read("getlines", {}, lines);
  }

  /** All packages, with their prices (`getproduct`). */
  getPackages(): Promise<CloudPackage[]> {
    return this.transport.read("getproduct", {}, packages);
  }

  /**
   * Buys a server (`create_order`). Charges the account. Not idempotent.
   * @returns an order id that the undocumented reply may hold: to be read before it is believed.
   */
  async create(order: NewCloudServer): Promise<string | undefined> {
    const content = {
      cpu: whole("cpuCores", order.cpuCores, 1),
      ram: whole("memoryGb", order.memoryGb, 1),
      bandwidth: whole("bandwidthMbps", order.bandwidthMbps, 0),
      harddisksValues: disksField("diskSizesGb", order.diskSizesGb),
      defense: whole("defenseGbps", order.defenseGbps, 0),
      ip_num: whole("ipCount", order.ipCount ?? 1, 0),
      ...termContent(order),
      loginPassword: order.password === undefined ? undefined : passwordField(order.password),
    };
    const guids = {
      line_guid: guidField("lineGuid", order.lineGuid),
      system_guid: guidField("imageGuid", order.imageGuid),
    };
    return this.buy(purchaseFields("create_server", order, content, guids), order.clientOrderId);
  }

  /** Installs an image (`server_install`). Erases the system disk; of others the vendor says nothing. */
  async reinstall(id: string, { imageGuid, password }: Reinstall): Promise<void> {
    await this.transport.write("server_install", {
      guid: orderIdField(id),
      systemID: guidField("imageGuid", imageGuid),
      password: passwordField(password),
    });
  }

  /** Raises sizes (`server_upgrade`). Charges the account. The whole target, not increments; nothing may be lower than it is. */
  async upgrade(id: string, target: CloudServerSizes): Promise<void> {
    await this.transport.write("server_upgrade", {
      guid: orderIdField(id),
      cpu: whole("cpuCores", target.cpuCores, 1),
      memory: whole("memoryGb", target.memoryGb, 1),
      bandwidth: whole("bandwidthMbps", target.bandwidthMbps, 0),
      defense: whole("defenseGbps", target.defenseGbps, 0),
      harddisks: disksField("diskSizesGb", target.diskSizesGb),
    });
  }

  /** Prolongs a server (`server_renew`). Charges the account, each time anew. */
  async renew(id: string, months: number, numbers: ClientNumbers): Promise<void> {
    await this.transport.write("server_renew", {
      guid: orderIdField(id),
      renewLength: whole("months", months, 1),
      ...numberFields(numbers),
    });
  }

  /** Sets the console's password (`server_setvnc`). */
  async setVncPassword(id: string, password: string): Promise<void> {
    const fields = { guid: orderIdField(id), password: passwordField(password) };
    await this.transport.write("server_setvnc", fields);
  }

  /** All rules of a server's security group (`get_security_policy`). */
  async getSecurityRules(id: string): Promise<SecurityRule[]> {
    return this.transport.read("get_security_policy", { guid: orderIdField(id) }, this.#rules);
  }

  /** Adds a rule (`server_add_hardpolicy`). Sent twice, there are two. */
  async addSecurityRule(id: string, rule: NewSecurityRule): Promise<void> {
    await this.transport.write("server_add_hardpolicy", {
      guid: orderIdField(id),
      name: rule.name,
      weight: whole("weight", rule.weight, 0),
      direction: rule.direction === "inbound" ? "Inbound" : "Outbound",
      operation: rule.verdict,
      protocol: rule.protocol,
      remote_ip: rule.remoteIp,
      local_port: rule.localPort,
    });
  }

  /** Deletes a rule (`server_del_hardpolicy`). @param ruleGuid the rule's `guid`, not its `id`. */
  async deleteSecurityRule(id: string, ruleGuid: string): Promise<void> {
    const fields = { guid: orderIdField(id), policy_guid: guidField("ruleGuid", ruleGuid) };
    await this.transport.write("server_del_hardpolicy", fields);
  }
}

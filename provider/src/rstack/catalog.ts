import type { RstackClient } from "./api/client";
import type { Area, Image, Ip, Node, Pool } from "./api/wire";
import type { Lookup } from "../core/find";
import { find } from "./names";
import { unlessUnsaid } from "./unsaid";
import { say } from "./language/say";

/** What a controller has to make machines of, as it stood when it was loaded. */
export interface RstackCatalog {
  readonly areas: readonly Area[];
  readonly nodes: readonly Node[];
  /** Images of systems and of CDs. */
  readonly images: readonly Image[];
  readonly pools: readonly Pool[];
  /** Addresses, free and assigned. */
  readonly ips: readonly Ip[];
  /** The numbers that the users have of you; not there when the controller does not tell. */
  readonly userIds?: ReadonlySet<string> | undefined;
}

/** Loads the whole catalogue, side by side. */
export async function loadCatalog(client: RstackClient): Promise<RstackCatalog> {
  const [areas, nodes, images, pools, ips] = await Promise.all([
    client.getAreas(),
    client.getNodes(),
    client.getImages(),
    orNone(client.getIpPools()),
    orNone(client.getIps()),
  ]);
  return { areas, nodes, images, pools, ips };
}

/** Addresses are only counted for a warning: where they cannot be had, nothing is counted. */
async function orNone<T>(asked: Promise<readonly T[]>): Promise<readonly T[]> {
  return (await unlessUnsaid(asked)) ?? [];
}

/** The area of this name or id. */
export function findArea(catalog: RstackCatalog, wanted: string): Lookup<Area> {
  return find(say("area"), wanted, catalog.areas);
}

/** The node of this name or id. Nodes of one name are told apart by their ids. */
export function findNode(catalog: RstackCatalog, wanted: string): Lookup<Node> {
  return find(say("node"), wanted, catalog.nodes);
}

/** The image of this name or id. */
export function findImage(catalog: RstackCatalog, wanted: string): Lookup<Image> {
  // A field that the controller leaves out rules nothing out.
  return find(
    say("image"),
    wanted,
    catalog.images.filter(({ kind }) => kind !== "cd"),
  );
}

/** The CD image of this name or id. */
export function findCd(catalog: RstackCatalog, wanted: string): Lookup<Image> {
  return find(
    say("CD image"),
    wanted,
    catalog.images.filter(({ kind }) => kind !== "system"),
  );
}

/** The nodes on which a machine may be made: the one, or those of the area that are not in maintenance. */
export function candidateNodes(
  catalog: RstackCatalog,
  place: { readonly nodeId?: string | undefined; readonly areaId?: string | undefined },
): readonly Node[] {
  if (place.nodeId !== undefined) return catalog.nodes.filter(({ id }) => id === place.nodeId);
  return catalog.nodes.filter(
    ({ areaId, status }) => (areaId ?? place.areaId) === place.areaId && status !== "maintenance",
  );
}

/** The node of an address, by its own word or that of its pool; `undefined` when neither says. */
function nodeOf(catalog: RstackCatalog, ip: Ip): string | undefined {
  return ip.nodeId ?? catalog.pools.find(({ id }) => id === ip.poolId)?.nodeId;
}

/** The family and use of an address. */
export type AddressKind = "ipv6" | "ipv4" | "publicIpv4" | "privateIpv4";

function isOfKind(ip: Ip, kind: AddressKind): boolean {
  if (kind === "ipv6" || kind === "ipv4") return ip.ip.includes(":") === (kind === "ipv6");
  return !ip.ip.includes(":") && (ip.type === kind || ip.type === undefined || ip.type === "unknown");
}

/** How many addresses of a kind are free on a node; `undefined` when the controller lists none of it. */
export function freeAddresses(catalog: RstackCatalog, nodeId: string, kind: AddressKind): number | undefined {
  const listed = catalog.ips.filter((ip) => nodeOf(catalog, ip) === nodeId && isOfKind(ip, kind));
  if (listed.length === 0) return isListing(catalog) ? 0 : undefined;
  return listed.filter((ip) => ip.vmId === undefined).length;
}

/** Whether the list of addresses says enough to count in: some address must have a node. */
function isListing(catalog: RstackCatalog): boolean {
  return catalog.ips.some((ip) => nodeOf(catalog, ip) !== undefined);
}

/** What speaks against an address for a machine, and whether another machine has it. */
export interface AddressObjection {
  readonly words: string;
  readonly isTaken: boolean;
}

/**
 * What speaks against this address; `undefined` when nothing does.
 * @param vmId the machine that may have it already.
 */
export function addressObjection(
  catalog: RstackCatalog,
  address: string,
  nodes: readonly Node[],
  vmId?: string,
): AddressObjection | undefined {
  if (catalog.ips.length === 0) return undefined;
  const ip = catalog.ips.find((one) => one.ip.toLowerCase() === address.toLowerCase());
  if (ip === undefined)
    return { words: say("{address} is in no pool of the controller", { address }), isTaken: false };
  if (ip.vmId !== undefined && ip.vmId !== vmId)
    return { words: say("{address} is in use by VM {vmId}", { address, vmId: ip.vmId }), isTaken: true };
  const nodeId = nodeOf(catalog, ip);
  if (nodeId === undefined || nodes.length === 0 || nodes.some(({ id }) => id === nodeId)) return undefined;
  const node = catalog.nodes.find(({ id }) => id === nodeId)?.name ?? say("node");
  return {
    words: say("{address} belongs to another node ({node} {nodeId})", { address, node, nodeId }),
    isTaken: false,
  };
}

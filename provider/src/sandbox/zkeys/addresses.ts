import type { ZkeysPanel } from "./panel";

interface Net {
  mask: string;
  gateway: string;
}

/** An address as `upgrade` replies with it. */
export interface AddedAddress extends Net {
  id: string;
  ip: string;
  net_type: "ip" | "gateway" | "network" | "broadcast";
}

/** Addresses that an upgrade adds, and what its record says of them. */
export interface AddedAddresses {
  value: string;
  addresses: AddedAddress[];
}

/** A single address that nobody else has; the first number of it says what kind it is. */
export function singleAddress(panel: ZkeysPanel, first: 10 | 115): { ip: string } & Net {
  const number = panel.nextNumber();
  const block = Math.floor(number / 250);
  const ip = `${first}.${(block >> 8) & 255}.${block & 255}.${1 + (number % 250)}`;
  return { ip, ...netOf(ip) };
}

/** Single addresses; their record's value is a comma list. */
export function singles(panel: ZkeysPanel, count: number): AddedAddresses {
  const addresses = Array.from({ length: count }, (): AddedAddress => ({
    id: String(panel.nextNumber()),
    ...singleAddress(panel, 115),
    net_type: "ip",
  }));
  return { value: addresses.map(({ ip }) => ip).join(","), addresses };
}

/** A subnet of 8 to 256 addresses, a power of two; its record's value is a range such as `114.114.8.16-23`. */
export function subnet(panel: ZkeysPanel, count: number): AddedAddresses {
  const number = panel.nextNumber();
  const network = `114.${(number >> 8) & 255}.${number & 255}`;
  const first = (number % (256 / count)) * count;
  const value = `${network}.${first}-${first + count - 1}`;
  const types: AddedAddress["net_type"][] = ["network", "gateway"];
  const addresses = Array.from({ length: count }, (_, index) => ({
    id: String(panel.nextNumber()),
    ip: `${network}.${first + index}`,
    ...netOf(value),
    net_type: types[index] ?? (index === count - 1 ? "broadcast" : "ip"),
  }));
  return { value, addresses };
}

const bounds = (range: string): [network: string, first: number, last: number] => {
  const dot = range.lastIndexOf(".");
  const [first = "", end = first] = range.slice(dot + 1).split("-");
  return [range.slice(0, dot), Number(first), Number(end)];
};

/** How many addresses a single one or a range is. */
export const sizeOf = (range: string): number => {
  const [, first, end] = bounds(range);
  return end - first + 1;
};

/** Mask and gateway: of a range its own, of a single address those of its 256 neighbours. */
export function netOf(range: string): Net {
  const [network, first, end] = bounds(range);
  return range.includes("-")
    ? { mask: `255.255.255.${255 - (end - first)}`, gateway: `${network}.${first + 1}` }
    : { mask: "255.255.255.0", gateway: `${network}.254` };
}

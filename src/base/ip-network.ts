/** A block of IPv4 addresses. */
export interface IpNetwork {
  /** The first address as a number. */
  readonly first: number;
  /** The last address as a number. */
  readonly last: number;
  /** Length of the prefix, 0–32. */
  readonly bits: number;
}

/** `10.0.1.7/24` as the block that it stands for, 10.0.1.0/24; undefined where the text is no IPv4 block. */
export function parseIpNetwork(text: string): IpNetwork | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [, ...numbers] = match.map(Number);
  const [a = 0, b = 0, c = 0, d = 0, bits = 0] = numbers;
  if (bits > 32 || [a, b, c, d].some((part) => part > 255)) return undefined;
  const size = 2 ** (32 - bits);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  const first = address - (address % size);
  return { first, last: first + size - 1, bits };
}

export function formatIpNetwork({ first, bits }: IpNetwork): string {
  return `${formatIpAddress(first)}/${bits}`;
}

export function formatIpAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** Every address of `inner` is one of `outer`. */
export function holdsNetwork(outer: IpNetwork, inner: IpNetwork): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** The blocks have an address in common. */
export function networksOverlap(left: IpNetwork, right: IpNetwork): boolean {
  return left.first <= right.last && right.first <= left.last;
}

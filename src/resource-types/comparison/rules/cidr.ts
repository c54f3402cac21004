import { BlockList, isIP } from 'node:net';
import type { ScalarRule } from '../place.ts';

/**
 * Two ways to write one block of addresses, or one address of IPv6: services clear the bits of the host (`10.0.0.5/16` is read as
 * `10.0.0.0/16`; Amazon EC2 API Reference, AuthorizeSecurityGroupIngress) and return IPv6 in its shortest form (RFC 5952).
 */
export const cidr: ScalarRule = {
  rule: 'cidr',
  isEqual: (desired, live) => {
    const wanted = parseBlock(desired);
    if (wanted === undefined) return false;
    const actual = parseBlock(live);
    if (actual === undefined) return false;
    if (wanted.family !== actual.family || wanted.bits !== actual.bits) return false;
    if (wanted.family === 'ipv4' && !desired.includes('/')) return false;
    const block = new BlockList();
    block.addSubnet(wanted.address, wanted.bits, wanted.family);
    return block.check(actual.address, actual.family);
  },
};

interface Block {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** An address alone is a block of one. */
function parseBlock(text: string): Block | undefined {
  const [, address, bitsText] = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = address === undefined ? 0 : isIP(address);
  if (address === undefined || version === 0) return undefined;
  const family = version === 6 ? 'ipv6' : 'ipv4';
  const most = family === 'ipv6' ? 128 : 32;
  const bits = bitsText === undefined ? most : Number(bitsText);
  return bits <= most ? { address, bits, family } : undefined;
}

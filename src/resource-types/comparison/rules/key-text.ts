import type { ScalarRule } from '../place.ts';

/**
 * Two texts of one public key or certificate. Of an OpenSSH key only kind and key count: EC2 returns a line end and puts the key
 * pair's name in the place of the comment (Amazon EC2 API Reference, DescribeKeyPairs with IncludePublicKey). In PEM blanks and line
 * ends mean nothing (RFC 7468; recorded reads of 2026: CloudFront returns a final line end).
 */
export const keyText: ScalarRule = {
  rule: 'key-text',
  isEqual: (desired, live) => {
    const [wanted, actual] = [keyIn(desired), keyIn(live)];
    return wanted !== undefined && wanted === actual;
  },
};

function keyIn(text: string): string | undefined {
  const openSsh = /^\s*((?:ssh|ecdsa|sk)-[a-z0-9@.-]+)\s+([A-Za-z0-9+/]+={0,3})(?:\s[^\n]*)?\s*$/.exec(text);
  if (openSsh !== null) return `${openSsh[1] ?? ''} ${openSsh[2] ?? ''}`;
  const isPem = /^\s*-----BEGIN [A-Z0-9 ]+-----[\s\S]*-----END [A-Z0-9 ]+-----\s*$/.test(text);
  return isPem ? text.replace(/\s+/g, '') : undefined;
}

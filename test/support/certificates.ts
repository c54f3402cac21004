import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate and its private key, both in PEM. */
export interface Certified {
  readonly certificate: string;
  readonly key: string;
}

export interface TestAuthority extends Certified {
  /** A certificate for servers of these names and IPv4 addresses; a name may begin with `*.`. */
  issue(...names: readonly string[]): Certified;
}

/** A certificate authority for one test. Nothing trusts it that is not told to. */
export function createAuthority(name: string): TestAuthority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const constraint = extension(basicConstraints, sequence(boolean(true)), true);
  const certificate = certify({ subject: name, issuer: name, publicKey, signer: privateKey, extensions: [constraint] });
  return {
    certificate,
    key: pemOfKey(privateKey),
    issue: (...names) => {
      const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const issued = certify({
        subject: names[0] ?? '',
        issuer: name,
        publicKey: server.publicKey,
        signer: privateKey,
        extensions: [extension(subjectAlternativeName, sequence(...names.map(alternativeName)))],
      });
      return { certificate: issued, key: pemOfKey(server.privateKey) };
    },
  };
}

interface Wanted {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly signer: KeyObject;
  readonly extensions: readonly Buffer[];
}

// Object identifiers of RFC 5280 and RFC 5758, as bytes.
const commonName = '550403';
const basicConstraints = '551d13';
const subjectAlternativeName = '551d11';
const ecdsaWithSha256 = '2a8648ce3d040302';

let serial = 0;

/** An X.509 certificate (RFC 5280), valid from 2020 to 2049. */
function certify({ subject, issuer, publicKey, signer, extensions }: Wanted): string {
  const algorithm = sequence(identifier(ecdsaWithSha256));
  serial += 1;
  const body = sequence(
    tagged(0xa0, integer(2)),
    integer(serial),
    algorithm,
    distinguished(issuer),
    sequence(tagged(0x17, Buffer.from('200101000000Z')), tagged(0x17, Buffer.from('491231235959Z'))),
    distinguished(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', body, signer);
  const bits = tagged(0x03, Buffer.concat([Buffer.from([0]), signature]));
  const base64 = sequence(body, algorithm, bits).toString('base64').replace(/.{64}/g, '$&\n').trimEnd();
  return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`;
}

function distinguished(name: string): Buffer {
  const pair = sequence(identifier(commonName), tagged(0x0c, Buffer.from(name)));
  return sequence(tagged(0x31, pair));
}

function extension(id: string, content: Buffer, isCritical = false): Buffer {
  return sequence(identifier(id), ...(isCritical ? [boolean(true)] : []), tagged(0x04, content));
}

function alternativeName(name: string): Buffer {
  return isIP(name) === 4 ? tagged(0x87, Buffer.from(name.split('.').map(Number))) : tagged(0x82, Buffer.from(name));
}

function identifier(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

function integer(value: number): Buffer {
  return tagged(0x02, Buffer.from([value]));
}

function boolean(value: boolean): Buffer {
  return tagged(0x01, Buffer.from([value ? 0xff : 0]));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function pemOfKey(key: KeyObject): string {
  return createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' }))
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();
}

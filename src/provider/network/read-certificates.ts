import { X509Certificate } from 'node:crypto';
import { readBounded } from '../../base/read-bounded.ts';
import type { CertificateBundle } from './network-settings.ts';

/** The file of trusted certificates cannot be used. The message is a sentence that names it and who named it. */
export class CertificateBundleError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CertificateBundleError';
  }
}

/** The certificates of a bundle, each in PEM. Throws a CertificateBundleError. */
export function readCertificates(bundle: CertificateBundle | undefined): readonly string[] | undefined {
  return bundle?.paths.flatMap((path) => certificatesIn(path, bundle.from));
}

const certificate = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END (?:TRUSTED )?CERTIFICATE-----/g;

/** The public certificates of the world are a quarter of a megabyte. */
const mostBytes = 10_485_760;

function certificatesIn(path: string, from: string): readonly string[] {
  const read = readBounded(path, mostBytes);
  if (read.kind !== 'read') {
    const why =
      read.kind === 'failed' ? read.code : read.kind === 'silent' ? 'nothing was written to it' : 'it is too large';
    throw new CertificateBundleError(`the certificates in ${path} (${from}) cannot be read: ${why}`);
  }
  const text = new TextDecoder().decode(read.bytes);
  const found = text.match(certificate) ?? [];
  if (found.length === 0) throw new CertificateBundleError(`${path} (${from}) holds no certificate in PEM format`);
  for (const [index, pem] of found.entries()) {
    try {
      new X509Certificate(pem);
    } catch {
      throw new CertificateBundleError(`certificate ${index + 1} in ${path} (${from}) is damaged`);
    }
  }
  return found;
}

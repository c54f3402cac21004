import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
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

function certificatesIn(path: string, from: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException; // readFileSync throws nothing else
    throw new CertificateBundleError(`the certificates in ${path} (${from}) cannot be read: ${code ?? String(error)}`);
  }
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

/** How AWS is reached from this machine. Whoever makes a client hands these in: nothing here looks at the environment. */
export interface NetworkSettings {
  /** For addresses that begin with https://, and with http://. */
  readonly proxies: { readonly https: ProxySetting | undefined; readonly http: ProxySetting | undefined };
  /** Hosts that are reached without a proxy, as NO_PROXY lists them. */
  readonly noProxy: readonly string[];
  /** Certificates that are trusted in place of the public ones; undefined: those that Node trusts. */
  readonly certificateBundle: CertificateBundle | undefined;
}

export interface ProxySetting {
  readonly address: URL;
  /** Who says so: `HTTPS_PROXY`. */
  readonly from: string;
}

export interface CertificateBundle {
  /** Absolute paths of PEM files; all of their certificates are trusted. The first is the one that `from` names. */
  readonly paths: readonly [string, ...string[]];
  /** Who says so: `AWS_CA_BUNDLE`, `ca_bundle of the profile deploy`. */
  readonly from: string;
}

/** The address as it may be shown: without user and password. */
export function shownProxy({ address, from }: ProxySetting): string {
  return `${address.protocol}//${address.host} (${from})`;
}

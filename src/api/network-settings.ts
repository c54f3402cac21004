import { resolve } from 'node:path';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { CertificateBundleError, readCertificates } from '../provider/network/read-certificates.ts';
import type { CertificateBundle, NetworkSettings, ProxySetting } from '../provider/network/network-settings.ts';
import type { Surroundings } from './surroundings.ts';
import { profileSetting } from './profile-settings.ts';

/**
 * How AWS is reached by the environment and the profile: the variables of the AWS CLI, where one in lower case goes before the one in
 * capitals, and an empty one is none. Undefined: a direct connection, and the certificates that Node trusts. A proxy's address that
 * is none is left out here; `networkTrouble` says so.
 */
export function networkSettings(profile: string | undefined, surroundings: Surroundings): NetworkSettings | undefined {
  const https = readProxy('https_proxy', surroundings);
  const http = readProxy('http_proxy', surroundings);
  const certificateBundle = bundleOf(profile, surroundings);
  const proxies = { https: settingOf(https), http: settingOf(http) };
  if (proxies.https === undefined && proxies.http === undefined && certificateBundle === undefined) return undefined;
  const noProxy = (given('no_proxy', surroundings)?.value ?? '').split(/[\s,]+/).filter((entry) => entry !== '');
  return { proxies, noProxy, certificateBundle };
}

/** What is wrong with the addresses of proxies and the file of certificates. */
export function networkTrouble(profile: string | undefined, surroundings: Surroundings): readonly Diagnostic[] {
  return [
    ...['https_proxy', 'http_proxy'].flatMap((name) => proxyTrouble(readProxy(name, surroundings)) ?? []),
    ...(bundleTrouble(bundleOf(profile, surroundings)) ?? []),
  ];
}

function proxyTrouble(proxy: ReadProxy | undefined): readonly Diagnostic[] | undefined {
  if (proxy === undefined || proxy.address !== undefined) return undefined;
  // The address may hold a password: it is not shown.
  return [
    mistake('input/network', `${proxy.from} is ${proxy.why}`, {
      help: 'set it to an address like http://proxy.example.com:3128, or unset it',
    }),
  ];
}

function bundleTrouble(bundle: CertificateBundle | undefined): readonly Diagnostic[] | undefined {
  if (bundle === undefined) return undefined;
  try {
    readCertificates(bundle);
    return undefined;
  } catch (error) {
    if (!(error instanceof CertificateBundleError)) throw error;
    const help = 'it must be a file of certificates in PEM format, those of your organization among them';
    return [mistake('input/network', error.message, { help })];
  }
}

type ReadProxy = ProxySetting | { readonly from: string; readonly address: undefined; readonly why: string };

function settingOf(proxy: ReadProxy | undefined): ProxySetting | undefined {
  return proxy?.address === undefined ? undefined : proxy;
}

function readProxy(name: string, surroundings: Surroundings): ReadProxy | undefined {
  const found = given(name, surroundings);
  if (found === undefined) return undefined;
  const { name: from, value } = found;
  const written = value.startsWith('//') ? `http:${value}` : value;
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `http://${written}`;
  const address = URL.canParse(text) ? new URL(text) : undefined;
  if (address === undefined || address.hostname === '') {
    return { from, address: undefined, why: 'not the address of a proxy' };
  }
  if (address.protocol !== 'http:' && address.protocol !== 'https:') {
    return { from, address: undefined, why: `the address of a ${address.protocol} proxy, which is not supported` };
  }
  return { address, from };
}

/** AWS_CA_BUNDLE goes before the profile; what NODE_EXTRA_CA_CERTS adds is trusted beside either, as it is without them. */
function bundleOf(profile: string | undefined, surroundings: Surroundings): CertificateBundle | undefined {
  const variable = nonEmpty(surroundings.environment.get('AWS_CA_BUNDLE'));
  const inProfile = variable === undefined ? profileSetting('ca_bundle', profile, surroundings) : undefined;
  const path = variable ?? inProfile?.value;
  if (path === undefined) return undefined;
  const from = inProfile === undefined ? 'AWS_CA_BUNDLE' : `ca_bundle of the profile ${inProfile.profile}`;
  const extra = nonEmpty(surroundings.environment.get('NODE_EXTRA_CA_CERTS'));
  const absolute = (one: string): string => resolve(surroundings.workingDirectory, withHome(one, surroundings));
  return { paths: extra === undefined ? [absolute(path)] : [absolute(path), absolute(extra)], from };
}

function withHome(path: string, { environment }: Surroundings): string {
  const home = nonEmpty(environment.get('HOME') ?? environment.get('USERPROFILE'));
  return home === undefined ? path : path.replace(/^~(?=[/\\])/, home);
}

function given(
  name: string,
  { environment }: Surroundings,
): { readonly name: string; readonly value: string } | undefined {
  for (const spelling of [name, name.toUpperCase()]) {
    const value = nonEmpty(environment.get(spelling)?.trim());
    if (value !== undefined) return { name: spelling, value };
  }
  return undefined;
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

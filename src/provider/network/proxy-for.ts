import { isIP } from 'node:net';
import type { NetworkSettings, ProxySetting } from './network-settings.ts';

/** Where a connection is to lead. */
export interface ConnectionTarget {
  readonly protocol: 'http' | 'https';
  /** A name or an address, without brackets. */
  readonly host: string;
  readonly port: number;
}

/**
 * The proxy for a connection; undefined: none. An entry of NO_PROXY is a host, which means those below it too, with or without a dot
 * or `*.` before it; it may name a port; `*` is every host. These are the rules of the AWS CLI. This machine itself is never reached
 * through a proxy.
 */
export function proxyFor(target: ConnectionTarget, settings: NetworkSettings): ProxySetting | undefined {
  const proxy = settings.proxies[target.protocol];
  if (proxy === undefined || isLoopback(target.host)) return undefined;
  return settings.noProxy.some((entry) => covers(entry, target)) ? undefined : proxy;
}

function covers(entry: string, { host, port }: ConnectionTarget): boolean {
  if (entry === '*') return true;
  const { name, port: wantedPort } = readEntry(entry);
  if (name === '' || (wantedPort !== undefined && wantedPort !== port)) return false;
  const asked = host.toLowerCase();
  return asked === name || (isIP(asked) === 0 && asked.endsWith(`.${name}`));
}

function readEntry(entry: string): { readonly name: string; readonly port: number | undefined } {
  const [, bracketed, plain = '', port] = /^(?:\[(.*?)\]|(.*?))(?::(\d+))?$/.exec(entry) ?? [];
  const name = (bracketed ?? (isIP(entry) === 6 ? entry : plain)).toLowerCase().replace(/^\*?\./, '');
  return { name, port: port === undefined || isIP(entry) === 6 ? undefined : Number(port) };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || /^127(?:\.\d+){3}$/.test(host);
}

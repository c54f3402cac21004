import { request as requestOverHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestOverHttps } from 'node:https';
import { isIP, isIPv6 } from 'node:net';
import type { Duplex } from 'node:stream';
import { shownProxy, type ProxySetting } from './network-settings.ts';
import { ProxyError } from './proxy-error.ts';
import type { ConnectionTarget } from './proxy-for.ts';

/** Less than the SDK waits for a connection, so that it is the proxy that is named. */
const answerTimeoutMs = 9000;

/** Statuses by which a proxy says that it will not serve this caller or this host. */
const refusals: ReadonlySet<number> = new Set([401, 403, 407]);

/** Has a proxy open a connection (CONNECT). Rejects with a ProxyError. */
export function openTunnel(
  proxy: ProxySetting,
  target: ConnectionTarget,
  certificates: readonly string[] | undefined,
): Promise<Duplex> {
  const { address } = proxy;
  const authority = `${isIPv6(target.host) ? `[${target.host}]` : target.host}:${target.port}`;
  const host = address.hostname.replace(/^\[|\]$/g, '');
  const isSecure = address.protocol === 'https:';
  const options: RequestOptions = {
    host,
    port: Number(address.port === '' ? (isSecure ? 443 : 80) : address.port),
    method: 'CONNECT',
    path: authority,
    agent: false,
    timeout: answerTimeoutMs,
    headers: { host: authority, ...authorization(address) },
  };
  const secure = {
    ...options,
    // Left out, it would be the host that the tunnel leads to; an address is no name that TLS knows.
    servername: isIP(host) === 0 ? host : '',
    ...(certificates === undefined ? {} : { ca: [...certificates] }),
  };
  return new Promise((resolve, reject) => {
    const asked = isSecure ? requestOverHttps(secure) : requestOverHttp(options);
    const fail = (what: string, reason: string, isRefusal = false): void =>
      reject(new ProxyError(`the proxy ${shownProxy(proxy)} ${what}`, reason, isRefusal));
    asked.once('connect', (answer, socket) => {
      const { statusCode = 0 } = answer;
      if (statusCode >= 200 && statusCode < 300) {
        socket.setTimeout(0);
        resolve(socket);
        return;
      }
      socket.destroy();
      const needed = statusCode === 407 ? '; write the user and password into its address: http://USER:PASSWORD@…' : '';
      fail(
        `did not connect to ${authority}: ${statusCode} ${wordsOf(answer)}`.trimEnd() + needed,
        `HTTP ${statusCode}`,
        refusals.has(statusCode),
      );
    });
    asked.once('timeout', () => asked.destroy(new Error(`no answer within ${answerTimeoutMs / 1000} seconds`)));
    asked.once('error', (error: NodeJS.ErrnoException) =>
      fail(`cannot be reached: ${error.message}`, error.code ?? error.name),
    );
    asked.end();
  });
}

function wordsOf({ statusMessage = '' }: IncomingMessage): string {
  return statusMessage.slice(0, 200);
}

function authorization({ username, password }: URL): { readonly 'proxy-authorization'?: string } {
  if (username === '' && password === '') return {};
  const pair = `${decoded(username)}:${decoded(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** Some people write a percent sign as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

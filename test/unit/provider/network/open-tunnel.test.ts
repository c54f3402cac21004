import { createServer as createPlain } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TLSSocket } from 'node:tls';
import { expect } from 'chai';
import { openTunnel } from '../../../../src/provider/network/open-tunnel.ts';
import { ProxyError } from '../../../../src/provider/network/proxy-error.ts';
import { createAuthority } from '../../../support/certificates.ts';

const authority = createAuthority('tunnel-tests');
const certified = authority.issue('localhost', '127.0.0.1');

interface Setting {
  /** The line with which the proxy answers; undefined: it hangs up. Default: it connects. */
  readonly answer?: string | undefined;
  readonly target?: string;
  readonly isSecure?: boolean;
  readonly host?: string;
  /** `USER:PASSWORD@`. Default: none. */
  readonly login?: string;
}

/** What a proxy on this machine was asked, and what came of it. */
async function opened(setting: Setting): Promise<readonly unknown[]> {
  const { target = 'cloud.example', isSecure = false, host = 'localhost', login = '' } = setting;
  const answer = 'answer' in setting ? setting.answer : '200 Connection established';
  const server = isSecure ? createSecure({ key: certified.key, cert: certified.certificate }) : createPlain();
  const asked: unknown[] = [];
  server.on('connect', ({ url, headers }, socket) => {
    asked.push(url, headers.host, headers['proxy-authorization']);
    if (socket instanceof TLSSocket) asked.push(`as ${String(socket.servername)}`);
    if (answer === undefined) socket.destroy();
    else socket.end(`HTTP/1.1 ${answer}\r\n\r\n`);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const address = new URL(`${isSecure ? 'https' : 'http'}://${login}${host}:${port}`);
  try {
    const tunnel = await openTunnel({ address, from: 'HTTPS_PROXY' }, { protocol: 'https', host: target, port: 443 }, [
      authority.certificate,
    ]);
    tunnel.destroy();
    return [...asked, 'open'];
  } catch (error) {
    if (!(error instanceof ProxyError)) throw error;
    return [...asked, error.message.replaceAll(String(port), 'PORT')];
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('a tunnel through a proxy', () => {
  const cloud = 'cloud.example:443';
  const table: readonly [string, Setting, readonly unknown[]][] = [
    ['is opened', {}, [cloud, cloud, undefined, 'open']],
    [
      'is opened through a proxy with a certificate',
      { isSecure: true },
      [cloud, cloud, undefined, 'as localhost', 'open'],
    ],
    [
      'is opened through a proxy with a certificate for its address',
      { isSecure: true, host: '127.0.0.1' },
      [cloud, cloud, undefined, 'as false', 'open'],
    ],
    ['is opened to an address of IPv6', { target: '::1' }, ['[::1]:443', '[::1]:443', undefined, 'open']],
    [
      'is opened with a user and a password',
      { login: 'me:a%40b@' },
      [cloud, cloud, `Basic ${Buffer.from('me:a@b').toString('base64')}`, 'open'],
    ],
    [
      'is opened with a percent sign that means itself',
      { login: 'me:100%@' },
      [cloud, cloud, `Basic ${Buffer.from('me:100%').toString('base64')}`, 'open'],
    ],
    [
      'is refused without a login',
      { answer: '407 Proxy Authentication Required' },
      [
        cloud,
        cloud,
        undefined,
        `the proxy http://localhost:PORT (HTTPS_PROXY) did not connect to ${cloud}: 407 Proxy Authentication Required; write the user and password into its address: http://USER:PASSWORD@…`,
      ],
    ],
    [
      'is refused',
      { answer: '403 Forbidden' },
      [
        cloud,
        cloud,
        undefined,
        `the proxy http://localhost:PORT (HTTPS_PROXY) did not connect to ${cloud}: 403 Forbidden`,
      ],
    ],
    [
      'is not there',
      { answer: undefined },
      [cloud, cloud, undefined, 'the proxy http://localhost:PORT (HTTPS_PROXY) cannot be reached: socket hang up'],
    ],
  ];
  for (const [title, setting, expected] of table)
    it(title, async () => {
      expect(await opened(setting)).to.deep.equal(expected);
    });
});

import { createServer as createPlain, type RequestListener } from 'node:http';
import { createServer as createSecure } from 'node:https';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { askForToken } from '../../../../src/provider/cloud-control/token-service.ts';
import type { NetworkSettings } from '../../../../src/provider/network/network-settings.ts';
import { createAuthority } from '../../../support/certificates.ts';

const authority = createAuthority('token-tests');
const certified = authority.issue('localhost', '127.0.0.1');

/** Asks a service on this machine; `answer`: what it says. */
async function asked(
  answer: RequestListener,
  network: (folder: string) => NetworkSettings | undefined = () => undefined,
  isSecure = false,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-token-'));
  writeFileSync(join(folder, 'ca.pem'), authority.certificate);
  const server = isSecure
    ? createSecure({ key: certified.key, cert: certified.certificate }, answer)
    : createPlain(answer);
  try {
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const tokenUrl = `${isSecure ? 'https' : 'http'}://localhost:${port}/token?job=1`;
    return await askForToken({ tokenUrl, requestToken: 'job-token' }, network(folder));
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}`.replace(/:\d{4,5}/, ':PORT') : String(error);
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  }
}

const says =
  (status: number, body: string): RequestListener =>
  (_request, response) => {
    response.statusCode = status;
    response.end(body);
  };
const direct: NetworkSettings = {
  proxies: { https: undefined, http: undefined },
  noProxy: [],
  certificateBundle: undefined,
};

describe('the token of a job', () => {
  it('is asked for with the token of the request and the audience', async () => {
    const echo: RequestListener = ({ url = '', headers }, response) =>
      void response.end(JSON.stringify({ value: [url, headers.authorization, headers.accept].join(' ') }));
    const expected = '/token?job=1&audience=sts.amazonaws.com bearer job-token application/json';
    expect(await asked(echo)).to.equal(expected);
    expect(await asked(echo, () => direct)).to.equal(expected);
  });

  it('is asked for with the certificates that are trusted here', async () => {
    const trusting = (folder: string): NetworkSettings => ({
      ...direct,
      certificateBundle: { paths: [join(folder, 'ca.pem')], from: 'AWS_CA_BUNDLE' },
    });
    expect(await asked(says(200, '{"value":"secure"}'), trusting, true)).to.equal('secure');
    expect(await asked(says(200, '{"value":"secure"}'), () => undefined, true)).to.match(/^Error: .*certificate/);
  });

  const refusals: readonly [string, number, string][] = [
    ['the service refuses', 403, '{"value":"no"}'],
    ['the answer has no token', 200, '{"other":1}'],
    ['the answer is no JSON', 200, 'busy'],
    ['the answer is no map', 200, '["value"]'],
    ['the token is no string', 200, '{"value":1}'],
  ];
  for (const [title, status, body] of refusals)
    it(`is none where ${title}`, async () => {
      expect(await asked(says(status, body))).to.equal(
        `TokenProviderError: The token service of GitHub answered ${status} without a token.`,
      );
    });

  it('is none where the connection ends', async () => {
    expect(await asked(({ socket }) => void socket.destroy())).to.equal('Error: socket hang up');
    const half: RequestListener = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{');
      setImmediate(() => response.destroy());
    };
    expect(await asked(half)).to.equal('Error: aborted');
  });
});

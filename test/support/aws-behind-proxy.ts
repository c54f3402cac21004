import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { withServedCloud } from './served-cloud.ts';
import { createAuthority, type TestAuthority } from './certificates.ts';
import type { Rig } from './rig.ts';

/** AWS as a company's network shows it: every host is reached through a proxy, and has a certificate of the company's authority. */
export interface AwsBehindProxy {
  /** `http://127.0.0.1:3128`. */
  readonly proxyUrl: string;
  /** What the proxy was asked to connect to: `cloudcontrolapi.us-east-1.amazonaws.com:443`. */
  readonly connected: readonly string[];
  /** The `proxy-authorization` of each of these. */
  readonly credentials: readonly (string | undefined)[];
  readonly authority: TestAuthority;
  /** AWS itself, on this machine: `https://localhost:8443`. */
  readonly directUrl: string;
}

export interface AwsBehindProxyOptions {
  /** What the proxy says to every CONNECT in place of a connection: `407 Proxy Authentication Required`. */
  readonly refuses?: string;
}

export async function withAwsBehindProxy<T>(
  rig: Pick<Rig, 'clock' | 'random'>,
  use: (aws: AwsBehindProxy) => Promise<T>,
  { refuses }: AwsBehindProxyOptions = {},
): Promise<T> {
  return withServedCloud(rig, async (served) => {
    const authority = createAuthority('Test Company');
    const { certificate: cert, key } = authority.issue(
      'localhost',
      ...['us-east-1', 'eu-west-1'].flatMap((region) => [
        `*.${region}.amazonaws.com`,
        `portal.sso.${region}.amazonaws.com`,
      ]),
    );
    const aws = createHttpsServer({ cert, key }, (request, response) => {
      void answer(request, served.url).then(({ status, type, body }) => {
        response.writeHead(status, { 'content-type': type, 'x-amzn-requestid': 'request-1' });
        response.end(body);
      });
    });
    const connected: string[] = [];
    const credentials: (string | undefined)[] = [];
    const proxy = createHttpServer();
    proxy.on('connect', (request: IncomingMessage, socket, head: Buffer) => {
      connected.push(request.url ?? '');
      credentials.push(request.headers['proxy-authorization']);
      if (refuses !== undefined) {
        socket.end(`HTTP/1.1 ${refuses}\r\nproxy-authenticate: Basic\r\ncontent-length: 0\r\n\r\n`);
        return;
      }
      const behind = connect(portOf(aws), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        behind.write(head);
        behind.pipe(socket).pipe(behind);
      });
      behind.on('error', () => socket.destroy());
      socket.on('error', () => behind.destroy());
    });
    await Promise.all([listen(aws), listen(proxy)]);
    try {
      return await use({
        proxyUrl: `http://127.0.0.1:${portOf(proxy)}`,
        directUrl: `https://localhost:${portOf(aws)}`,
        connected,
        credentials,
        authority,
      });
    } finally {
      await Promise.all([close(aws), close(proxy)]);
    }
  });
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Cloud Control is the embedded one; the other services know one answer each. */
async function answer(request: IncomingMessage, cloudControlUrl: string): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      name === 'connection' || name === 'host' ? [] : [[name, String(value)]],
    ),
  );
  if (headers['x-amz-target'] !== undefined) {
    const answered = await fetch(cloudControlUrl, { method: 'POST', headers, body });
    return { status: answered.status, type: 'application/x-amz-json-1.0', body: await answered.text() };
  }
  if (request.url?.startsWith('/federation/credentials') === true) {
    const roleCredentials = { ...keys, sessionToken: 'a-token', expiration: 4_000_000_000_000 };
    return { status: 200, type: 'application/json', body: JSON.stringify({ roleCredentials }) };
  }
  const action = new URLSearchParams(body).get('Action') ?? '';
  return { status: 200, type: 'text/xml', body: xml(action) };
}

const keys = { accessKeyId: '000000000000', secretAccessKey: 'local' };

function xml(action: string): string {
  const results: Readonly<Record<string, string>> = {
    AssumeRole: `<Credentials><AccessKeyId>${keys.accessKeyId}</AccessKeyId><SecretAccessKey>${keys.secretAccessKey}</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2096-10-02T07:06:40Z</Expiration></Credentials>`,
    GetCallerIdentity: '<Account>123456789012</Account><Arn>arn:aws:iam::123456789012:user/deploy</Arn>',
    DescribeType: `<Schema>${JSON.stringify(schema).replaceAll('"', '&quot;')}</Schema><ProvisioningType>FULLY_MUTABLE</ProvisioningType>`,
  };
  return `<${action}Response><${action}Result>${results[action] ?? ''}</${action}Result></${action}Response>`;
}

const schema = {
  typeName: 'AWS::Shop::Basket',
  description: 'A basket.',
  properties: { Id: { type: 'string' } },
  primaryIdentifier: ['/properties/Id'],
  readOnlyProperties: ['/properties/Id'],
  additionalProperties: false,
};

function listen(server: Server): Promise<void> {
  return new Promise((done) => server.listen(0, '127.0.0.1', done));
}

function close(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

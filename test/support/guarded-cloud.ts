import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Rig } from './rig.ts';
import { withServedCloud, type ServedCloud } from './served-cloud.ts';

/** What came in, and whose key it was signed with. */
export interface SignedRequest {
  /** `AssumeRole`, `CreateResource`. */
  readonly operation: string;
  readonly accessKeyId: string;
  readonly sessionToken: string | undefined;
  /** Of STS: its parameters. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface GuardedCloud extends ServedCloud {
  readonly requests: readonly SignedRequest[];
}

/** What STS says to one who asks for a role. */
export type StsAnswer =
  | { readonly kind: 'given'; readonly accessKeyId: string; readonly sessionToken: string }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string; readonly message: string };

/** An STS that answers as it is told, with a Cloud Control behind it on the same address; both note who asks. */
export async function withGuardedCloud<T>(
  rig: Rig,
  answer: StsAnswer,
  use: (cloud: GuardedCloud) => Promise<T>,
): Promise<T> {
  return withServedCloud(rig, async (served) => {
    const requests: SignedRequest[] = [];
    const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const body = await textOf(request);
      const target = headerOf(request, 'x-amz-target');
      const parameters = target === undefined ? Object.fromEntries(new URLSearchParams(body)) : {};
      requests.push({
        operation: target?.split('.').at(-1) ?? parameters['Action'] ?? '',
        accessKeyId: /Credential=([^/]+)/.exec(headerOf(request, 'authorization') ?? '')?.[1] ?? '',
        sessionToken: headerOf(request, 'x-amz-security-token'),
        parameters,
      });
      if (target === undefined) {
        const isRefused = answer.kind === 'refused' && parameters['Action'] === 'AssumeRole';
        response.writeHead(isRefused ? answer.status : 200, {
          'content-type': 'text/xml',
          'x-amzn-requestid': 'sts-request-1',
        });
        response.end(stsXml(answer, parameters['Action'] ?? '', requests.at(-1)));
        return;
      }
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      delete headers['connection'];
      const answered = await fetch(served.url, { method: 'POST', headers, body });
      response.writeHead(answered.status, {
        'content-type': answered.headers.get('content-type') ?? '',
        date: answered.headers.get('date') ?? '',
      });
      response.end(await answered.text());
    };
    const server = createServer((request, response) => void handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A server that listens on a port has such an address.
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    rig.environment.set('AWS_ENDPOINT_URL', url);
    try {
      return await use({ ...served, url, requests });
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
}

function stsXml(answer: StsAnswer, action: string, by: SignedRequest | undefined): string {
  if (action === 'GetCallerIdentity') {
    const who = by?.sessionToken === undefined ? 'user/me' : 'assumed-role/deploy/session';
    return `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::${by?.accessKeyId ?? ''}:${who}</Arn><UserId>U</UserId><Account>${by?.accessKeyId ?? ''}</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
  }
  if (answer.kind === 'refused') {
    return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${answer.code}</Code><Message>${answer.message}</Message></Error><RequestId>sts-request-1</RequestId></ErrorResponse>`;
  }
  return `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>${answer.accessKeyId}</AccessKeyId><SecretAccessKey>of-the-role</SecretAccessKey><SessionToken>${answer.sessionToken}</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  // A request without an encoding gives bytes.
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

import { createHash } from 'node:crypto';
import { parseCaller } from './caller.ts';
import type { Emulator } from './emulator.ts';
import { createSending, type ClientOptions } from './exchange.ts';
import { objectAnswer, objectRequest } from './other-services/object-requests.ts';
import { formatErrorBody } from './wire-error.ts';

/** A request of the AWS SDK, as far as it is looked at. */
export interface SdkRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Default: POST. */
  readonly method?: string;
  readonly path?: string;
}

export interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

export interface SdkHandlerOptions {
  readonly abortSignal?: unknown;
}

/** What the AWS SDK for JavaScript takes as `requestHandler`. */
export interface EmulatorRequestHandler {
  readonly metadata: { readonly handlerProtocol: string };
  handle(request: SdkRequest, options?: SdkHandlerOptions): Promise<{ response: SdkResponse }>;
  destroy(): void;
  updateHttpClientConfig(key: never, value: never): void;
  httpHandlerConfigs(): Record<string, never>;
}

/**
 * Lets an SDK client speak to the emulator without a socket. Region and account come from the signature, so any credentials will do.
 * Destroying the client leaves the emulator alone.
 */
export function createRequestHandler(emulator: Emulator, options: ClientOptions = {}): EmulatorRequestHandler {
  const send = createSending(emulator, options);
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: async (request, options) => {
      const headers = new Map(Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]));
      const caller = parseCaller(headers.get('authorization'));
      if (caller === undefined) return { response: unsigned() };
      const object = objectOf(request);
      const answered = await send(
        {
          ...(object ?? { target: headers.get('x-amz-target'), body: textOf(request.body) }),
          region: caller.region,
          accountId: caller.accountId,
          expiresAtMs: caller.expiresAtMs,
        },
        options?.abortSignal,
      );
      const answer = object === undefined ? answered : objectAnswer(answered);
      return {
        response: {
          statusCode: answer.status,
          headers: { ...answer.headers },
          body: new TextEncoder().encode(answer.body),
        },
      };
    },
    destroy: () => undefined,
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

/** A request of S3, with the bucket in its path; undefined for any other. */
function objectOf({ method = 'POST', path = '/', body }: SdkRequest): ReturnType<typeof objectRequest> {
  const content = body instanceof Uint8Array ? body : new Uint8Array();
  const sha256 = createHash('sha256').update(content).digest('hex');
  return objectRequest({ method, path, sizeBytes: content.length, sha256 });
}

function unsigned(): SdkResponse {
  const body = formatErrorBody({
    name: 'MissingAuthenticationTokenException',
    message: 'Missing Authentication Token',
  });
  return { statusCode: 403, headers: {}, body: new TextEncoder().encode(body) };
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  if (body === undefined || body === null) return '';
  throw new TypeError('The emulator takes requests whose body is text or bytes.');
}

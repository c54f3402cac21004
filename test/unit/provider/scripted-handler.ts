import { expect } from 'chai';
import type { Json } from '../../../src/base/json.ts';
import type { Operation, WireBody } from '../../../src/provider/cloud-control/wire.ts';

/** What the service does with one request. */
export type Answer =
  /** HTTP 200 with this body. */
  | WireBody
  /** The connection fails like this. */
  | Error
  /** Anything else that an HTTP server may send. */
  | RawAnswer
  /** Answers when it likes to, or never. */
  | ((request: RecordedRequest) => Promise<Answer>);

export class RawAnswer {
  readonly statusCode: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  constructor(statusCode: number, body: string, headers: Readonly<Record<string, string>> = {}) {
    this.statusCode = statusCode;
    this.body = body;
    this.headers = headers;
  }
}

export interface RecordedRequest {
  readonly operation: string;
  readonly input: Readonly<Record<string, Json>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly hostname: string;
  readonly aborted: () => boolean;
}

export interface ScriptedHandler {
  handle(request: unknown, options?: { readonly abortSignal?: AbortSignal }): Promise<{ response: unknown }>;
  destroy(): void;
  readonly requests: readonly RecordedRequest[];
  readonly operations: readonly string[];
  readonly isDestroyed: boolean;
  /** Fails where a step of the script was not asked for. */
  expectDone(): void;
}

/** Plays a service: each step names the operation that must come next and what is answered. No socket is involved. */
export function createScriptedHandler(script: readonly (readonly [Operation, Answer])[]): ScriptedHandler {
  const requests: RecordedRequest[] = [];
  let isDestroyed = false;
  return {
    requests,
    get operations() {
      return requests.map((request) => request.operation);
    },
    get isDestroyed() {
      return isDestroyed;
    },
    destroy: () => {
      isDestroyed = true;
    },
    expectDone: () => expect(requests.map((request) => request.operation)).to.deep.equal(script.map(([name]) => name)),
    handle: async (given, options) => {
      // The SDK hands in its HttpRequest.
      const { headers, body, hostname } = given as { headers: Record<string, string>; body: unknown; hostname: string };
      const request: RecordedRequest = {
        operation: (headers['x-amz-target'] ?? '').replace('CloudApiService.', ''),
        input: JSON.parse(textOf(body)) as Record<string, Json>,
        headers,
        hostname,
        aborted: () => options?.abortSignal?.aborted === true,
      };
      const step = script[requests.length];
      requests.push(request);
      if (step === undefined) throw new Error(`Not in the script: ${request.operation} ${textOf(body)}`);
      if (step[0] !== request.operation) throw new Error(`The script wants ${step[0]}, not ${request.operation}.`);
      return { response: await respond(step[1], request) };
    },
  };
}

async function respond(answer: Answer, request: RecordedRequest): Promise<unknown> {
  if (typeof answer === 'function') return respond(await answer(request), request);
  if (answer instanceof Error) throw answer;
  const raw = answer instanceof RawAnswer ? answer : new RawAnswer(200, JSON.stringify(answer));
  return {
    statusCode: raw.statusCode,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'request-id-1', ...raw.headers },
    body: Buffer.from(raw.body),
  };
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body as Uint8Array);
}

/** An error as the service words it, with the status it has in practice. */
export function serviceError(name: string, message: string, statusCode = 400): RawAnswer {
  return new RawAnswer(statusCode, JSON.stringify({ __type: `com.amazon.cloudapiservice#${name}`, Message: message }));
}

/** A connection that fails as Node's sockets do. */
export function connectionError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { systemClock, type Clock } from '../base/clock.ts';
import { systemRandom, type RandomSource } from '../base/random.ts';
import { contentType } from '../provider/cloud-control/wire.ts';
import { isAllowedHost } from './allowed-host.ts';
import { parseCaller } from './caller.ts';
import { AnswerLost, type Emulator } from './emulator.ts';
import type { EmulatorEvent } from './events.ts';
import { objectAnswer, objectRequest } from './other-services/object-requests.ts';
import { answerSts } from './sts/answer-sts.ts';
import { formatErrorBody } from './wire-error.ts';

export interface ServeOptions {
  readonly emulator: Emulator;
  /** 0 takes a free one. */
  readonly port: number;
  readonly emit: (event: EmulatorEvent) => void;
  /** Names besides those of this machine that requests may be sent to. Default: none. */
  readonly allowedHosts?: readonly string[];
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Where request ids come from. Default: the system's. */
  readonly random?: RandomSource;
}

export interface ServedEmulator {
  /** `http://127.0.0.1:4588`. */
  readonly url: string;
  /** Ends when the last request is answered and every connection is closed; the emulator stays open. */
  close(): Promise<void>;
}

/** The largest DesiredState has 262,144 characters; in JSON inside JSON, each may take six bytes and its escape two more. */
const bodyBytes = 4 * 1_048_576;

/** How long a connection may say nothing: longer than a client waits between two looks at a request. */
const idleMs = 65_000;

/** Serves an emulator over HTTP, to this machine alone. Rejects where the port is taken. */
export async function serveEmulator(options: ServeOptions): Promise<ServedEmulator> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      options.emit({ kind: 'emulator.broken', error });
      if (response.headersSent) response.destroy();
      else {
        const message = 'The emulator could not keep the change.';
        send(response, 500, contentType, formatErrorBody({ name: 'InternalFailure', message }), requestId(options));
      }
    });
  });
  server.keepAliveTimeout = idleMs;
  const closeConnections = followConnections(server);
  let isClosing = false;
  server.on('connection', (socket) => {
    // It was waiting to be accepted when the server closed, and nobody would ever close it.
    if (isClosing) socket.destroy();
  });
  await listen(server, options.port);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  const url = `http://127.0.0.1:${port}`;
  options.emit({ kind: 'emulator.listening', url });
  return {
    url,
    close: async () => {
      isClosing = true;
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        closeConnections();
      });
      options.emit({ kind: 'emulator.closed' });
    },
  };
}

/** Answers a function that closes every connection: those that have sent no whole request at once, the others with their answer. */
function followConnections(server: Server): () => void {
  const idle = new Set<Socket>();
  let isClosing = false;
  server.on('connection', (socket) => {
    idle.add(socket);
    socket.once('close', () => idle.delete(socket));
  });
  server.on('request', (request, response) => {
    const { socket } = request;
    request.once('end', () => idle.delete(socket));
    response.once('close', () => {
      if (isClosing) socket.end();
      else if (!socket.destroyed) idle.add(socket);
    });
  });
  return () => {
    isClosing = true;
    for (const socket of idle) socket.destroy();
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function answer(request: IncomingMessage, response: ServerResponse, options: ServeOptions): Promise<void> {
  const clock = options.clock ?? systemClock;
  const startedAtMs = clock.now();
  const { headers, method } = request;
  const refuse = (status: number, name: string, message: string): void => {
    options.emit({ kind: 'emulator.refused', status, reason: `${name}: ${message}` });
    send(response, status, contentType, formatErrorBody({ name, message }), requestId(options));
  };
  const isObject = method === 'PUT' || method === 'HEAD';
  const read = isObject ? await digestBody(request) : await readBody(request);
  // Nobody waits for an answer.
  if (read.kind === 'gone') return;
  if (!isAllowedHost(headers.host, options.allowedHosts ?? [])) {
    refuse(403, 'AccessDeniedException', `The emulator is not served as ${headers.host ?? 'a host without a name'}.`);
    return;
  }
  if (read.kind === 'too-large') {
    response.setHeader('connection', 'close');
    refuse(413, 'RequestEntityTooLargeException', `The request is larger than ${bodyBytes} bytes.`);
    return;
  }
  if (read.kind === 'digest') {
    await answerObject(read, request, response, options);
    return;
  }
  if (method !== 'POST') {
    refuse(404, 'UnknownOperationException', 'Requests of Cloud Control are sent with POST.');
    return;
  }
  if (read.kind === 'not-text') {
    refuse(400, 'SerializationException', 'The request body is not UTF-8 text.');
    return;
  }
  const caller = parseCaller(headers.authorization);
  const body = read.text;
  const target = headers['x-amz-target'];
  if (target === undefined && headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true) {
    const { random = systemRandom } = options;
    const token = headers['x-amz-security-token'];
    const asked = { form: new URLSearchParams(body), caller, sessionToken: Array.isArray(token) ? token[0] : token };
    const id = requestId(options);
    const answered = answerSts(asked, { nowMs: clock.now(), random, requestId: id });
    const { status, error } = answered;
    if (error !== undefined) options.emit({ kind: 'emulator.refused', status, reason: error });
    send(response, status, 'text/xml', answered.body, id);
    return;
  }
  if (caller === undefined) {
    refuse(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
    return;
  }
  try {
    const { region, accountId, expiresAtMs } = caller;
    const given = Array.isArray(target) ? target[0] : target;
    const answered = await options.emulator.handle({ target: given, body, region, accountId, expiresAtMs });
    if (answered.entry !== undefined) {
      options.emit({ kind: 'emulator.request', entry: answered.entry, elapsedMs: clock.now() - startedAtMs });
    }
    response.writeHead(answered.status, { ...answered.headers, 'content-length': Buffer.byteLength(answered.body) });
    response.end(answered.body);
  } catch (error) {
    if (!(error instanceof AnswerLost)) throw error;
    options.emit({ kind: 'emulator.request', entry: error.entry, elapsedMs: clock.now() - startedAtMs });
    request.socket.destroy();
  }
}

/** HeadObject and PutObject of S3. */
async function answerObject(
  { sizeBytes, sha256 }: Extract<Body, { kind: 'digest' }>,
  { method = '', url = '', headers, socket }: IncomingMessage,
  response: ServerResponse,
  options: ServeOptions,
): Promise<void> {
  const caller = parseCaller(headers.authorization);
  const asked = objectRequest({ method, path: url, sizeBytes, sha256 });
  if (caller === undefined || asked === undefined) {
    const status = caller === undefined ? 403 : 404;
    options.emit({
      kind: 'emulator.refused',
      status,
      reason: `${method} ${caller === undefined ? 'without a signature' : url}`,
    });
    send(response, status, 'application/xml', '', requestId(options));
    return;
  }
  const clock = options.clock ?? systemClock;
  const startedAtMs = clock.now();
  try {
    const { region, accountId, expiresAtMs } = caller;
    const answered = objectAnswer(await options.emulator.handle({ ...asked, region, accountId, expiresAtMs }));
    if (answered.entry !== undefined)
      options.emit({ kind: 'emulator.request', entry: answered.entry, elapsedMs: clock.now() - startedAtMs });
    response.writeHead(answered.status, { ...answered.headers, 'content-length': Buffer.byteLength(answered.body) });
    response.end(method === 'HEAD' ? undefined : answered.body);
  } catch (error) {
    if (!(error instanceof AnswerLost)) throw error;
    options.emit({ kind: 'emulator.request', entry: error.entry, elapsedMs: clock.now() - startedAtMs });
    socket.destroy();
  }
}

type Body =
  | { readonly kind: 'text'; readonly text: string }
  /** Of a file: nothing of what is in it is kept. */
  | { readonly kind: 'digest'; readonly sizeBytes: number; readonly sha256: string }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'not-text' }
  /** The client closed the connection before it had sent everything. */
  | { readonly kind: 'gone' };

/** The whole body; of one that is too large the rest is read and dropped, so that the answer arrives. */
async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length <= bodyBytes) chunks.push(chunk);
      else chunks.length = 0;
      // Nobody sends that much by mistake.
      if (length > 16 * bodyBytes) break;
    }
  } catch (error) {
    if (request.complete) throw error;
    return { kind: 'gone' };
  }
  if (length > bodyBytes) return { kind: 'too-large' };
  const bytes = Buffer.concat(chunks);
  return isUtf8(bytes) ? { kind: 'text', text: bytes.toString('utf8') } : { kind: 'not-text' };
}

/** What is kept of a file, of any size. */
async function digestBody(request: IncomingMessage): Promise<Body> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      hash.update(chunk);
    }
  } catch (error) {
    if (request.complete) throw error;
    return { kind: 'gone' };
  }
  return { kind: 'digest', sizeBytes, sha256: hash.digest('hex') };
}

function send(response: ServerResponse, status: number, type: string, body: string, id: string): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'x-amzn-requestid': id,
  });
  response.end(body);
}

function requestId(options: ServeOptions): string {
  return (options.random ?? systemRandom).uuid();
}

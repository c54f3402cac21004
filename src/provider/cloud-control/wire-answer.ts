import type { Json, JsonObject } from '../../base/json.ts';

export interface WireMetadata {
  readonly httpStatusCode: number;
  readonly requestId: string | undefined;
}

/** A header by its name in lower case. */
export function headerOf(headers: Readonly<Record<string, string>>, name: string): string | undefined {
  // Mostly it is written so.
  if (Object.hasOwn(headers, name)) return headers[name];
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** The error that an answer is, as the SDK would have made it. */
export function errorFromWire(
  body: JsonObject,
  headers: Readonly<Record<string, string>>,
  metadata: WireMetadata,
): Error {
  const type = headerOf(headers, 'x-amzn-errortype') ?? wordOf(body['__type']) ?? wordOf(body['code']) ?? '';
  // `com.amazonaws.tagging#ThrottledException:http://…`
  const name = (type.split('#').at(-1) ?? '').split(':')[0] ?? '';
  const error = new Error(wordOf(body['message']) ?? wordOf(body['Message']) ?? '');
  return Object.assign(error, {
    name,
    $fault: metadata.httpStatusCode >= 500 ? 'server' : 'client',
    $metadata: metadata,
    $response: { headers },
  });
}

function wordOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

import type { WireRequest, WireResponse } from '../emulator.ts';
import { isJsonObject, parseJson } from '../../base/json.ts';

/** A request of S3 as it arrives, with what is kept of its body. */
export interface ObjectRequest {
  readonly method: string;
  /** `/bucket/key`. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Of the body, in hexadecimal. */
  readonly sha256: string;
}

/** The request as the emulator takes it; undefined where it is none of the two that are spoken here. */
export function objectRequest(request: ObjectRequest): Pick<WireRequest, 'target' | 'body'> | undefined {
  const [, bucket, key] = /^\/([^/?]+)\/([^?]+)$/.exec(request.path) ?? [];
  if (bucket === undefined || key === undefined) return undefined;
  const name = { Bucket: bucket, Key: decodeURIComponent(key) };
  if (request.method === 'HEAD') return { target: 'S3.HeadObject', body: JSON.stringify(name) };
  if (request.method !== 'PUT') return undefined;
  const { sizeBytes, sha256 } = request;
  return { target: 'S3.PutObject', body: JSON.stringify({ ...name, Size: sizeBytes, Sha256: sha256 }) };
}

/** The answer as S3 gives it: XML for errors, and nothing else. */
export function objectAnswer({ status, headers, body, ...rest }: WireResponse): WireResponse {
  const answered = { ...headers, 'content-type': 'application/xml' };
  if (status < 400) return { ...rest, status, headers: answered, body: '' };
  const error = parseJson(body);
  const { __type: type, Message: upper, message = upper } = isJsonObject(error) ? error : {};
  const code = typeof type === 'string' ? (type.split('#').at(-1) ?? type) : 'InternalError';
  const text = typeof message === 'string' ? message.replaceAll('&', '&amp;').replaceAll('<', '&lt;') : '';
  return { ...rest, status, headers: answered, body: `<Error><Code>${code}</Code><Message>${text}</Message></Error>` };
}

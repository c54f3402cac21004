import type { CloudControlClient } from '@aws-sdk/client-cloudcontrol';
import { textOf, type HandlerAnswer } from './other-call.ts';
import type { OtherShapes } from './other-shapes.ts';
import { errorFromWire, headerOf } from './wire-answer.ts';

/** SHA-256 of nothing: what a request without a body is signed with. */
const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** What a HEAD is refused with: it has no body that would say more. */
const namesByStatus: Readonly<Record<number, string>> = {
  301: 'PermanentRedirect',
  400: 'BadRequest',
  403: 'Forbidden',
  404: 'NotFound',
  503: 'ServiceUnavailable',
};

/**
 * One request of S3, signed and sent with what the client of Cloud Control has worked out. `endpointUrl`: where S3 is, the bucket in the
 * path; undefined: at AWS, the bucket in the name of the host.
 */
export async function callObject<O extends 'HeadObject' | 'PutObject'>(
  client: CloudControlClient,
  _operation: O,
  input: OtherShapes[O]['input'],
  { abortSignal, endpointUrl }: { readonly abortSignal: AbortSignal; readonly endpointUrl: string | undefined },
): Promise<OtherShapes[O]['output']> {
  const { config } = client;
  const region = await config.region();
  const { Bucket: bucket, Key: key } = input;
  const { url, path } =
    endpointUrl === undefined
      ? await objectUrl(client, region, bucket, key)
      : { url: new URL(endpointUrl), path: `/${bucket}/${key}` };
  const content = 'Body' in input ? input.Body : undefined;
  const request = {
    method: content === undefined ? 'HEAD' : 'PUT',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    path,
    query: {},
    headers: {
      host: url.host,
      'x-amz-content-sha256': 'Sha256' in input ? input.Sha256 : emptySha256,
      ...(content === undefined ? {} : { 'content-length': String(content.length) }),
    },
    ...(content === undefined ? {} : { body: content }),
  };
  const signer = await config.signer();
  const signed = await signer.sign(request, { signingRegion: region, signingService: 's3' });
  // The SDK leaves the types of its handler open; every one of them answers so.
  const { response } = (await config.requestHandler.handle(signed, { abortSignal })) as HandlerAnswer;
  const text = response.body === undefined ? '' : await textOf(response.body);
  const metadata = {
    httpStatusCode: response.statusCode,
    requestId: headerOf(response.headers, 'x-amz-request-id') ?? headerOf(response.headers, 'x-amzn-requestid'),
  };
  if (response.statusCode >= 300) {
    const named = partOf(text, 'Code') ?? namesByStatus[response.statusCode] ?? '';
    throw errorFromWire({ __type: named, message: partOf(text, 'Message') ?? '' }, {}, metadata);
  }
  return { $metadata: metadata };
}

/** A part of the XML of an error: `<Error><Code>NoSuchBucket</Code>…`. */
function partOf(text: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
}

/** `https://bucket.s3.eu-west-1.amazonaws.com`; the certificate has no names with more dots, so that such a bucket is in the path. */
async function objectUrl(
  { config }: CloudControlClient,
  region: string,
  bucket: string,
  key: string,
): Promise<{ readonly url: URL; readonly path: string }> {
  // The addresses of S3 for IPv6 follow another pattern, and those for IPv4 are there everywhere.
  const { url } = config.endpointProvider({
    Region: region,
    UseFIPS: await config.useFipsEndpoint(),
    UseDualStack: false,
  });
  return bucket.includes('.')
    ? { url: new URL(url.href.replace('//cloudcontrolapi', '//s3')), path: `/${bucket}/${key}` }
    : { url: new URL(url.href.replace('//cloudcontrolapi', `//${bucket}.s3`)), path: `/${key}` };
}

import type { CloudControlClient } from '@aws-sdk/client-cloudcontrol';
import { isJsonObject, parseJson } from '../../base/json.ts';
import type { OtherShapes } from './other-shapes.ts';
import { errorFromWire, headerOf } from './wire-answer.ts';
import { otherContentType, otherOperations, type OtherOperation } from './wire.ts';

/**
 * One request of a service that speaks JSON as Cloud Control does. The client of Cloud Control lends what it has worked out already:
 * credentials, signer, connections and the partition that the region is in. `endpointUrl`: where the service is; undefined: at AWS.
 */
export async function callOtherService<O extends OtherOperation>(
  client: CloudControlClient,
  operation: O,
  input: OtherShapes[O]['input'],
  { abortSignal, endpointUrl }: { readonly abortSignal: AbortSignal; readonly endpointUrl: string | undefined },
): Promise<OtherShapes[O]['output']> {
  const { config } = client;
  const { name, target } = otherOperations[operation];
  const region = await config.region();
  const url = endpointUrl === undefined ? await serviceUrl(client, region, name) : new URL(endpointUrl);
  const request = {
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    path: '/',
    query: {},
    headers: { host: url.host, 'content-type': otherContentType, 'x-amz-target': target },
    body: JSON.stringify(input),
  };
  const signer = await config.signer();
  const signed = await signer.sign(request, { signingRegion: region, signingService: name });
  // The SDK leaves the types of its handler open; every one of them answers so.
  const { response } = (await config.requestHandler.handle(signed, { abortSignal })) as HandlerAnswer;
  const text = await textOf(response.body);
  const requestId = headerOf(response.headers, 'x-amzn-requestid');
  const metadata = { httpStatusCode: response.statusCode, requestId };
  const body = parseJson(text);
  if (response.statusCode >= 400) throw errorFromWire(isJsonObject(body) ? body : {}, response.headers, metadata);
  if (!isJsonObject(body)) throw Object.assign(new SyntaxError('not JSON'), { $metadata: metadata });
  // What an answer must hold is looked at where it is read.
  return { ...body, $metadata: metadata } as unknown as OtherShapes[O]['output'];
}

/** How the handlers of the SDK answer. */
export interface HandlerAnswer {
  readonly response: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

/** `https://ssm.eu-west-1.amazonaws.com`: where Cloud Control is, under the other service's name. */
async function serviceUrl({ config }: CloudControlClient, region: string, name: string): Promise<URL> {
  const { url } = config.endpointProvider({
    Region: region,
    UseFIPS: await config.useFipsEndpoint(),
    UseDualStack: await config.useDualstackEndpoint(),
  });
  return new URL(url.href.replace('//cloudcontrolapi', `//${name}`));
}

/** The whole body of an answer. */
export async function textOf(body: unknown): Promise<string> {
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  const chunks: Uint8Array[] = [];
  // A handler's answer is bytes or a stream of them.
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

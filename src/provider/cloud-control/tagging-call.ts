import type { CloudControlClient } from '@aws-sdk/client-cloudcontrol';
import { isJsonObject, parseJson, type Json } from '../../base/json.ts';
import { errorFromWire, headerOf, type WireMetadata } from './wire-answer.ts';
import { taggingContentType, taggingOperation, taggingTargetPrefix } from './wire.ts';

/** GetResources as it stands on the wire. */
export interface GetResourcesInput {
  readonly TagFilters?: readonly Json[] | undefined;
  readonly ResourceTypeFilters?: readonly Json[] | undefined;
  readonly ResourceARNList?: readonly Json[] | undefined;
  readonly ResourcesPerPage?: number | undefined;
  readonly TagsPerPage?: number | undefined;
  readonly IncludeComplianceDetails?: boolean | undefined;
  readonly ExcludeCompliantResources?: boolean | undefined;
  readonly PaginationToken?: string | undefined;
}

export interface GetResourcesOutput {
  readonly ResourceTagMappingList?: Json | undefined;
  readonly PaginationToken?: Json | undefined;
  readonly $metadata: WireMetadata;
}

/**
 * One request of the Tagging API. The client of Cloud Control lends what it has worked out already: credentials, signer, connections
 * and the partition that the region is in.
 */
export async function getTaggedResources(
  client: CloudControlClient,
  input: GetResourcesInput,
  { abortSignal, endpointUrl }: { readonly abortSignal: AbortSignal; readonly endpointUrl: string | undefined },
): Promise<GetResourcesOutput> {
  const { config } = client;
  const region = await config.region();
  const url = endpointUrl === undefined ? await taggingUrl(client, region) : new URL(endpointUrl);
  const request = {
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    path: '/',
    query: {},
    headers: {
      host: url.host,
      'content-type': taggingContentType,
      'x-amz-target': taggingTargetPrefix + taggingOperation,
    },
    body: JSON.stringify(input),
  };
  const signer = await config.signer();
  const signed = await signer.sign(request, { signingRegion: region, signingService: 'tagging' });
  // The SDK leaves the types of its handler open; every one of them answers so.
  const { response } = (await config.requestHandler.handle(signed, { abortSignal })) as HandlerAnswer;
  const text = await textOf(response.body);
  const requestId = headerOf(response.headers, 'x-amzn-requestid');
  const metadata = { httpStatusCode: response.statusCode, requestId };
  const body = parseJson(text);
  if (response.statusCode >= 400) throw errorFromWire(isJsonObject(body) ? body : {}, response.headers, metadata);
  if (!isJsonObject(body)) throw Object.assign(new SyntaxError('not JSON'), { $metadata: metadata });
  return { ...body, $metadata: metadata };
}

interface HandlerAnswer {
  readonly response: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

/** `https://tagging.eu-west-1.amazonaws.com`: where Cloud Control is, under the other service's name. */
async function taggingUrl({ config }: CloudControlClient, region: string): Promise<URL> {
  const { url } = config.endpointProvider({
    Region: region,
    UseFIPS: await config.useFipsEndpoint(),
    UseDualStack: await config.useDualstackEndpoint(),
  });
  return new URL(url.href.replace('//cloudcontrolapi', '//tagging'));
}

async function textOf(body: unknown): Promise<string> {
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  const chunks: Uint8Array[] = [];
  // A handler's answer is bytes or a stream of them.
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

import type { CloudControlClient, CloudControlClientConfig } from '@aws-sdk/client-cloudcontrol';
import { createRoleCredentials } from './assume-role.ts';
import type { Sdk } from './calls.ts';
import { clientDefaults } from './client-defaults.ts';
import { createWebIdentityCredentials } from './web-identity.ts';
import type { ClientOptions } from './client-options.ts';
import type { StaticCredentials } from './static-credentials.ts';
import { createConnectionConfig } from '../network/connection-config.ts';

/** The client of one region. */
export interface RegionClient {
  readonly sdk: Sdk;
  readonly client: CloudControlClient;
  /** `https://cloudcontrolapi.eu-west-1.amazonaws.com`, once a request was made ready. */
  readonly address: string | undefined;
}

/** One client per region, made when it is first asked for and kept with its connections until `close`. */
export interface Clients {
  get(region: string): Promise<RegionClient>;
  /** Where another service is, by its name (`ssm`); undefined: at AWS. */
  otherUrl(name: string): string | undefined;
  close(): void;
}

export function createClients(options: ClientOptions): Clients {
  if (options.requestHandler !== undefined) assertHandler(options.requestHandler);
  const signing = createSigning(options);
  const clients = new Map<string, Promise<RegionClient>>();
  return {
    otherUrl: (name) =>
      (name === 'tagging' ? options.taggingEndpointUrl : options.otherEndpointUrls?.[name]) ?? options.endpointUrl,
    get: (region) => {
      const known = clients.get(region);
      if (known !== undefined) return known;
      const made = Promise.all([loadSdk(), configure(options)]).then(([sdk, configuration]) => {
        assertAddress(options.endpointUrl);
        const made = createRegionClient(sdk, { ...configuration, ...signing.of(region), region });
        signing.learn(made.client);
        return made;
      });
      clients.set(region, made);
      // A client that cannot be made is tried anew by the next request.
      made.catch(() => clients.delete(region));
      return made;
    },
    close: () => {
      for (const made of clients.values()) {
        made.then(
          ({ client }) => client.destroy(),
          () => undefined,
        );
      }
      clients.clear();
    },
  };
}

/**
 * What each region's client signs with beside its configuration. The credentials of a role are the same in all regions: the first
 * client asks for them, and lends them to the others with what it knows of when they expire.
 */
function createSigning(options: ClientOptions): {
  readonly of: (region: string) => Pick<CloudControlClientConfig, 'credentials'>;
  readonly learn: (client: CloudControlClient) => void;
} {
  const { role, webIdentity, network, stsEndpointUrl } = options;
  const reaching = async (): Promise<ClientConfig> => ({
    ...(await configure({ ...options, endpointUrl: undefined })),
    ...(stsEndpointUrl === undefined ? {} : { endpoint: stsEndpointUrl }),
  });
  const usual = (region: string): Pick<ClientConfig, 'credentials'> =>
    webIdentity === undefined
      ? {}
      : { credentials: createWebIdentityCredentials(webIdentity, region, network, reaching) };
  if (role === undefined && webIdentity === undefined) return { of: () => ({}), learn: () => undefined };
  const make = (region: string): Pick<ClientConfig, 'credentials'> =>
    role === undefined
      ? usual(region)
      : { credentials: createRoleCredentials(role, region, async () => ({ ...(await reaching()), ...usual(region) })) };
  let shared: CloudControlClient['config']['credentials'] | undefined;
  return {
    of: (region) => (shared === undefined ? make(region) : { credentials: shared }),
    learn: (client) => {
      shared ??= client.config.credentials;
    },
  };
}

/** The SDK would complain on standard error, in words of its own. */
function assertAddress(endpointUrl: string | undefined): void {
  if (endpointUrl === undefined || (/^https?:\/\/./.test(endpointUrl) && URL.canParse(endpointUrl))) return;
  const error = new Error(`\`${endpointUrl}\` is not the http or https address of an endpoint.`);
  error.name = 'InvalidEndpoint';
  throw error;
}

function createRegionClient(sdk: Sdk, configuration: CloudControlClientConfig): RegionClient {
  let address: string | undefined;
  const client = new sdk.CloudControlClient(configuration);
  client.middlewareStack.add(
    (next) => (args) => {
      address = addressOf(args.request) ?? address;
      return next(args);
    },
    { name: 'noteAddress', step: 'finalizeRequest', priority: 'high' },
  );
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const answeredMs = dateOf(result.response);
      if (answeredMs !== undefined && result.output !== undefined)
        Object.assign(result.output.$metadata, { answeredMs });
      return result;
    },
    { name: 'noteDate', step: 'deserialize', priority: 'high' },
  );
  return {
    sdk,
    client,
    get address() {
      return address;
    },
  };
}

/** What clients of all services have in common. */
type ClientConfig = Pick<
  CloudControlClientConfig,
  'credentials' | 'endpoint' | 'logger' | 'maxAttempts' | 'profile' | 'requestHandler' | 'retryMode'
>;

async function configure(
  options: Omit<ClientOptions, 'endpointUrl'> & { readonly endpointUrl?: string | undefined },
): Promise<ClientConfig> {
  const { endpointUrl, profile, credentials, requestHandler, network } = options;
  const account = credentials ?? (requestHandler === undefined ? undefined : localCredentials);
  return {
    ...clientDefaults,
    ...(requestHandler === undefined
      ? await createConnectionConfig(network, profile)
      : { requestHandler: withoutDestroy(requestHandler) }),
    ...(endpointUrl === undefined ? {} : { endpoint: endpointUrl }),
    ...(profile === undefined ? {} : { profile }),
    ...(account === undefined ? {} : { credentials: account }),
  };
}

const localCredentials: StaticCredentials = { accessKeyId: '000000000000', secretAccessKey: 'local' };

type RequestHandler = NonNullable<CloudControlClientConfig['requestHandler']> & { readonly handle: unknown };

function assertHandler(handler: unknown): asserts handler is { readonly handle: (...args: unknown[]) => unknown } {
  if (
    typeof handler !== 'object' ||
    handler === null ||
    !('handle' in handler) ||
    typeof handler.handle !== 'function'
  ) {
    throw new Error('A request handler needs a method `handle`.');
  }
}

/** Closing a client destroys its handler; a handler that was handed in outlives the clients. */
function withoutDestroy(handler: unknown): RequestHandler {
  assertHandler(handler);
  const handle = handler.handle.bind(handler) as unknown;
  // The SDK calls nothing of a handler but `handle`, `destroy` and, where they exist, its settings.
  return { metadata: { handlerProtocol: 'http/1.1' }, handle };
}

function addressOf(request: unknown): string | undefined {
  if (typeof request !== 'object' || request === null) return undefined;
  const { protocol, hostname, port } = request as { protocol?: unknown; hostname?: unknown; port?: unknown };
  if (typeof protocol !== 'string' || typeof hostname !== 'string') return undefined;
  return `${protocol}//${hostname}${typeof port === 'number' ? `:${port}` : ''}`;
}

/** When the service answered, by its own clock, in milliseconds since the epoch. */
function dateOf(response: unknown): number | undefined {
  if (typeof response !== 'object' || response === null) return undefined;
  const { headers } = response as { headers?: unknown };
  if (typeof headers !== 'object' || headers === null) return undefined;
  const { date } = headers as { date?: unknown };
  const ms = typeof date === 'string' ? Date.parse(date) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** Loads the SDK when the first request needs it. */
function loadSdk(): Promise<Sdk> {
  return import('@aws-sdk/client-cloudcontrol');
}

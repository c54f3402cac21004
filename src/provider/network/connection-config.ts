import type { CloudControlClientConfig } from '@aws-sdk/client-cloudcontrol';
import type { NetworkSettings } from './network-settings.ts';

/** How a client of the SDK connects, and where it has its credentials from; every client of the SDK takes these. */
export interface ConnectionConfig extends Pick<CloudControlClientConfig, 'credentials'> {
  readonly requestHandler: ConnectionOptions;
}

type ConnectionOptions = Exclude<CloudControlClientConfig['requestHandler'], undefined>;

// A region answers a read within 30 seconds and accepts a mutation within 60: twice that is a dead connection.
const timeouts = { connectionTimeout: 10_000, requestTimeout: 120_000, throwOnRequestTimeout: true };

/**
 * A config for one client: closing a client ends its connections, so that none may share them. Where settings are given, the clients
 * that the SDK makes on its way to credentials (SSO, STS) connect by them too; the metadata services of machines and containers are
 * asked without a proxy, as the AWS CLI does. Rejects with a CertificateBundleError.
 */
export async function createConnectionConfig(
  settings: NetworkSettings | undefined,
  profile: string | undefined,
): Promise<ConnectionConfig> {
  if (settings === undefined) return { requestHandler: timeouts };
  // Most people have neither a proxy nor certificates of their own.
  const [{ createAgents }, { defaultProvider }] = await Promise.all([
    import('./agents.ts'),
    import('@aws-sdk/credential-provider-node'),
  ]);
  return {
    requestHandler: { ...timeouts, ...createAgents(settings) },
    credentials: defaultProvider({
      ...(profile === undefined ? {} : { profile }),
      logger: quietLogger,
      clientConfig: { logger: quietLogger, requestHandler: { ...timeouts, ...createAgents(settings) } },
    }),
  };
}

function nothing(): void {
  // Nobody listens.
}

/** The SDK would write to standard error where a profile is named and the environment has keys, too. The profile wins: that is meant. */
export const quietLogger = { debug: nothing, info: nothing, warn: nothing, error: nothing };

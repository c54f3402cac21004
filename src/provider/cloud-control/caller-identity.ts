import type { STSClient, STSClientConfig } from '@aws-sdk/client-sts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Signing } from '../../manifest/auth.ts';
import type { Failure } from '../failure.ts';
import { createRoleCredentials } from './assume-role.ts';
import { createConnectionConfig } from '../network/connection-config.ts';
import type { NetworkSettings } from '../network/network-settings.ts';
import { clientDefaults } from './client-defaults.ts';
import type { WebIdentity } from './token-service.ts';
import { createWebIdentityCredentials } from './web-identity.ts';
import { failureFromError, malformedAnswer, type Subject } from './failures.ts';

/** Who AWS takes a caller for. */
export interface CallerIdentity {
  readonly account: string;
  /** `arn:aws:sts::123456789012:assumed-role/deploy/stack-deploy-shop-dev`. */
  readonly arn: string;
}

/** Asks STS, with one request, or with two where a role is to be assumed first. Nobody needs leave to ask that. */
export async function askCallerIdentity(
  { profile, role }: Signing,
  {
    region,
    stsEndpointUrl,
    network,
    webIdentity,
  }: {
    readonly region: string;
    readonly stsEndpointUrl: string | undefined;
    readonly network: NetworkSettings | undefined;
    /** The usual credentials, where they are had for a token. Default: what the SDK finds. */
    readonly webIdentity?: WebIdentity | undefined;
  },
): Promise<Result<CallerIdentity, Failure>> {
  const subject: Subject = { operation: 'GetCallerIdentity', region, typeName: undefined, identifier: undefined };
  const sts = await import('@aws-sdk/client-sts');
  const reach = async (): Promise<STSClientConfig> => ({
    ...clientDefaults,
    ...(await createConnectionConfig(network, profile)),
    region,
    ...(profile === undefined ? {} : { profile }),
    ...(stsEndpointUrl === undefined ? {} : { endpoint: stsEndpointUrl }),
  });
  const configure = async (): Promise<STSClientConfig> =>
    webIdentity === undefined
      ? reach()
      : { ...(await reach()), credentials: createWebIdentityCredentials(webIdentity, region, network, reach) };
  let client: STSClient | undefined;
  try {
    const credentials = role === undefined ? {} : { credentials: createRoleCredentials(role, region, configure) };
    client = new sts.STSClient({ ...(await configure()), ...credentials });
    const { Account: account, Arn: arn, $metadata } = await client.send(new sts.GetCallerIdentityCommand({}));
    if (account === undefined || arn === undefined) {
      return err(malformedAnswer(subject, 'The answer does not say who the caller is.', $metadata.requestId));
    }
    return ok({ account, arn });
  } catch (error) {
    return err(failureFromError(error, subject, undefined));
  } finally {
    client?.destroy();
  }
}

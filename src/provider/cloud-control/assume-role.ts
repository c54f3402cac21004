import type * as Sts from '@aws-sdk/client-sts';
import type { Role } from '../../manifest/auth.ts';
import type { StaticCredentials } from './static-credentials.ts';

/** Credentials for a while; the SDK asks anew a few minutes before they expire. */
export type TemporaryCredentials = StaticCredentials & { readonly expiration?: Date };

/** STS did not give the role. `cause` is the error of the SDK. */
export class RoleError extends Error {
  readonly roleArn: string;
  readonly region: string;
  constructor(role: Pick<Role, 'arn'>, region: string, cause: unknown) {
    super(`The role ${role.arn} cannot be assumed.`, { cause });
    this.name = 'RoleError';
    this.roleArn = role.arn;
    this.region = region;
  }
}

/**
 * Asks STS for a role, each time that it is called; in `usualRegion` where the role names none. `configure` says who asks, the profile
 * or credentials, and the way there, for one client each time. The SDK's client of STS is loaded then. Rejects with a RoleError.
 */
export function createRoleCredentials(
  role: Role,
  usualRegion: string,
  configure: () => Promise<Sts.STSClientConfig>,
): () => Promise<TemporaryCredentials> {
  const region = role.stsRegion ?? usualRegion;
  return async () => {
    try {
      const [{ STSClient, AssumeRoleCommand }, configuration] = await Promise.all([
        import('@aws-sdk/client-sts'),
        configure(),
      ]);
      const endpoint = role.stsEndpointUrl ?? configuration.endpoint;
      const client = new STSClient({ ...configuration, region, ...(endpoint === undefined ? {} : { endpoint }) });
      try {
        const { Credentials: given } = await client.send(
          new AssumeRoleCommand({
            RoleArn: role.arn,
            RoleSessionName: role.sessionName,
            ...(role.externalId === undefined ? {} : { ExternalId: role.externalId }),
            ...(role.durationSeconds === undefined ? {} : { DurationSeconds: role.durationSeconds }),
          }),
        );
        return readCredentials(given);
      } finally {
        client.destroy();
      }
    } catch (error) {
      throw new RoleError(role, region, error);
    }
  };
}

interface GivenCredentials {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
  readonly Expiration?: Date | undefined;
}

/** The credentials in an answer of STS. */
export function readCredentials(given: GivenCredentials | undefined): TemporaryCredentials {
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = given ?? {};
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw Object.assign(new Error('The answer has no credentials.'), { name: 'CredentialsProviderError' });
  }
  return {
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
    ...(given?.Expiration === undefined ? {} : { expiration: given.Expiration }),
  };
}

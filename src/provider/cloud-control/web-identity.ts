import type * as Sts from '@aws-sdk/client-sts';
import type { NetworkSettings } from '../network/network-settings.ts';
import { askForToken, type WebIdentity } from './token-service.ts';
import { readCredentials, RoleError, type TemporaryCredentials } from './assume-role.ts';

/**
 * Asks the token service for a token, and STS for the role with it, each time that it is called: a token counts for minutes, and a role
 * for an hour as a rule, while a run may take many. `configure` says how STS is reached. Rejects with a RoleError.
 */
export function createWebIdentityCredentials(
  { roleArn, sessionName, ...service }: WebIdentity,
  region: string,
  network: NetworkSettings | undefined,
  configure: () => Promise<Sts.STSClientConfig>,
): () => Promise<TemporaryCredentials> {
  return async () => {
    try {
      const [{ STSClient, AssumeRoleWithWebIdentityCommand }, configuration, token] = await Promise.all([
        import('@aws-sdk/client-sts'),
        configure(),
        askForToken(service, network),
      ]);
      const client = new STSClient({ ...configuration, region });
      try {
        const { Credentials: given } = await client.send(
          new AssumeRoleWithWebIdentityCommand({
            RoleArn: roleArn,
            RoleSessionName: sessionName,
            WebIdentityToken: token,
          }),
        );
        return readCredentials(given);
      } finally {
        client.destroy();
      }
    } catch (error) {
      throw new RoleError({ arn: roleArn }, region, error);
    }
  };
}

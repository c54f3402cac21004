import { isJsonObject, type Json } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';
import type { SecretReading, SecretRequest } from '../provider.ts';
import type { Requests } from './requests.ts';

/** GetSecretValue of Secrets Manager, or DescribeSecret where only the version is asked for. */
export async function readSecret(
  requests: Requests,
  { region, name, part }: SecretRequest,
): Promise<Result<SecretReading, Failure>> {
  const about = { region, typeName: undefined, identifier: name };
  const input = { SecretId: name };
  const answer: Result<SecretReading, Failure> =
    part === 'value'
      ? await requests.send({
          subject: { ...about, operation: 'GetSecretValue' },
          input,
          read: ({ SecretString: text, VersionId: version }): Result<SecretReading, string> =>
            typeof version === 'string'
              ? ok({ kind: 'found', text: typeof text === 'string' ? text : undefined, version })
              : err('The answer has no VersionId.'),
        })
      : await requests.send({
          subject: { ...about, operation: 'DescribeSecret' },
          input,
          read: ({ VersionIdsToStages: versions }): Result<SecretReading, string> => {
            const version = currentVersion(versions);
            return version === undefined
              ? err('The answer has no version with the label AWSCURRENT.')
              : ok({ kind: 'found', text: undefined, version });
          },
        });
  return !answer.ok && answer.error.errorName === 'ResourceNotFoundException' ? ok({ kind: 'absent' }) : answer;
}

/** Each version has its labels: `{ "1a2b…": ["AWSCURRENT"] }`. */
function currentVersion(versions: Json | undefined): string | undefined {
  if (!isJsonObject(versions)) return undefined;
  return Object.entries(versions).find(([, labels]) => Array.isArray(labels) && labels.includes('AWSCURRENT'))?.[0];
}

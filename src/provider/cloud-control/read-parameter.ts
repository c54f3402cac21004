import { isJsonObject } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { Failure } from '../failure.ts';
import type { ParameterReading } from '../provider.ts';
import type { Requests } from './requests.ts';

/** The parameter itself is not there, or not in the version that the name asks for; nothing else says that. */
const absences: ReadonlySet<string | undefined> = new Set(['ParameterNotFound', 'ParameterVersionNotFound']);

/** GetParameter of Systems Manager, decrypted. */
export async function readParameter(
  requests: Requests,
  { region, name }: { readonly region: string; readonly name: string },
): Promise<Result<ParameterReading, Failure>> {
  const answer = await requests.send({
    subject: { operation: 'GetParameter', region, typeName: undefined, identifier: name },
    input: { Name: name, WithDecryption: true },
    read: ({ Parameter: parameter }): Result<ParameterReading, string> => {
      if (!isJsonObject(parameter)) return err('The answer has no Parameter.');
      const { Value: value, Type: type } = parameter;
      if (typeof value !== 'string') return err('The Parameter has no Value.');
      return ok({ kind: 'found', value, isSecret: type === 'SecureString' });
    },
  });
  return !answer.ok && absences.has(answer.error.errorName) ? ok({ kind: 'absent' }) : answer;
}

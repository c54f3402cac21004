import { isJsonObject, parseJson } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import type { Failure } from '../provider/failure.ts';
import type { Provider, SecretRequest } from '../provider/provider.ts';
import type { ParameterQuestion, SecretQuestion } from '../template/lookups.ts';
import { Secret, type Value } from '../values/value.ts';

/** Why a question has no answer. */
export interface Unanswered {
  /** What was asked for is proved not to be there. */
  readonly isAbsent: boolean;
  /** A sentence without a full stop. */
  readonly message: string;
  readonly help: string | undefined;
}

export type Answer = Result<Value, Unanswered>;

/** Asks one question, in the region that it names or else in `usualRegion`; of a secret only its version, where `part` says so. */
export async function askElsewhere(
  provider: Provider,
  question: ParameterQuestion | SecretQuestion,
  usualRegion: string | undefined,
  part: SecretRequest['part'],
): Promise<Answer> {
  const region = question.region ?? usualRegion;
  if (region === undefined) {
    const message = 'no region says where to ask';
    return unanswered(message, 'set AWS_REGION, use --region, or name it: region="eu-west-1"');
  }
  return question.kind === 'parameter'
    ? askParameter(provider, question, region)
    : askSecret(provider, question, region, part);
}

async function askParameter(provider: Provider, { name }: ParameterQuestion, region: string): Promise<Answer> {
  const answer = await provider.parameter({ region, name });
  if (!answer.ok) return refused(answer.error);
  const reading = answer.value;
  if (reading.kind === 'absent') return absent(`there is no parameter ${name} in ${region}`);
  return ok(reading.isSecret ? new Secret(reading.value) : reading.value);
}

/**
 * What stands for a secret of which only the version is known: it is compared with nothing and sent nowhere. Services that want letters of
 * both cases, digits and signs find them.
 */
function standIn(version: string): Secret {
  return new Secret(`Aa1-${version}`, version);
}

async function askSecret(
  provider: Provider,
  { name, key }: SecretQuestion,
  region: string,
  part: SecretRequest['part'],
): Promise<Answer> {
  const answer = await provider.secret({ region, name, part });
  if (!answer.ok) return refused(answer.error);
  const reading = answer.value;
  if (reading.kind === 'absent') return absent(`there is no secret ${name} in ${region}`);
  const { text, version } = reading;
  if (part === 'version') return ok(standIn(version));
  if (text === undefined) return unanswered('the secret holds bytes, not a text');
  if (key === undefined) return ok(new Secret(text, version));
  const members = parseJson(text);
  if (!isJsonObject(members))
    return unanswered('the secret is not a JSON object, so it has no keys', 'leave out the key');
  const member = Object.hasOwn(members, key) ? members[key] : undefined;
  if (member === undefined) return unanswered(`the secret has no key "${key}"`, didYouMean(key, Object.keys(members)));
  return ok(new Secret(member, version));
}

function refused({ message, errorName, kind }: Failure): Answer {
  return unanswered([errorName ?? kind, message.replace(/\.$/, '')].filter((part) => part !== '').join(': '));
}

function absent(message: string): Answer {
  return err({ isAbsent: true, message, help: undefined });
}

function unanswered(message: string, help?: string): Answer {
  return err({ isAbsent: false, message, help });
}

import { createHash } from 'node:crypto';
import { isJsonObject, parseJson, type JsonObject } from '../../base/json.ts';
import { ok, type Result } from '../../base/result.ts';
import { textAt } from '../behaviours/reading.ts';
import { textOf } from '../input.ts';
import type { OperationContext } from '../operation-context.ts';
import { validationError, type WireError } from '../wire-error.ts';
import type { Resource } from '../world.ts';
import { otherServiceError } from './other-service-error.ts';

/** GetSecretValue of Secrets Manager. */
export function getSecretValue(context: OperationContext): Result<JsonObject, WireError> {
  const found = find(context);
  if (!found.ok) return found;
  const { identifier, model } = found.value;
  const text = secretTextOf(found.value);
  if (text === undefined) {
    const message = "Secrets Manager can't find the specified secret value for staging label: AWSCURRENT";
    return otherServiceError('ResourceNotFoundException', message);
  }
  return ok({
    ARN: identifier,
    Name: textAt(model, 'Name') ?? '',
    VersionId: versionOf(text),
    SecretString: text,
    VersionStages: ['AWSCURRENT'],
  });
}

/** DescribeSecret of Secrets Manager: which version is the current one, without its value. */
export function describeSecret(context: OperationContext): Result<JsonObject, WireError> {
  const found = find(context);
  if (!found.ok) return found;
  const { identifier, model } = found.value;
  const text = secretTextOf(found.value);
  return ok({
    ARN: identifier,
    Name: textAt(model, 'Name') ?? '',
    ...(text === undefined ? {} : { VersionIdsToStages: { [versionOf(text)]: ['AWSCURRENT'] } }),
  });
}

/** By its ARN or its name. */
function find({ body, partition }: OperationContext): Result<Resource, WireError> {
  const id = textOf(body, 'SecretId');
  if (id === undefined || id === '') return validationError("1 validation error detected: Value null at 'secretId'");
  const secrets = partition.resources.get('AWS::SecretsManager::Secret');
  const found = secrets?.get(id) ?? [...(secrets?.values() ?? [])].find(({ model }) => textAt(model, 'Name') === id);
  if (found !== undefined) return ok(found);
  return otherServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
}

/** What the secret holds; where AWS would have drawn it by chance, a text made up of the secret's name. */
function secretTextOf({ identifier, model }: Resource): string | undefined {
  const given = textAt(model, 'SecretString');
  const generate = model['GenerateSecretString'];
  if (given !== undefined || !isJsonObject(generate)) return given;
  const { PasswordLength: length = 32, SecretStringTemplate: template, GenerateStringKey: key } = generate;
  const drawn = createHash('sha512').update(identifier).digest('base64url').repeat(64);
  const password = drawn.slice(0, typeof length === 'number' ? length : 32);
  if (typeof template !== 'string' || typeof key !== 'string') return password;
  const members = parseJson(template);
  return JSON.stringify({ ...(isJsonObject(members) ? members : {}), [key]: password });
}

/** Another value is another version. */
function versionOf(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

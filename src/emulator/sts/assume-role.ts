import { createHash } from 'node:crypto';
import { isJsonObject, parseJson, type JsonObject } from '../../base/json.ts';
import { err, ok, type Err, type Result } from '../../base/result.ts';
import { formatIssuedKey, formatSessionToken } from './issued-key.ts';
import { refusedBySts, type StsContext, type StsRefusal, type StsResult } from './sts-result.ts';

/** How a caller proves who it is: by the signature of the request, or by a token of an identity provider. */
export type AssumedBy = 'signature' | 'web-identity';

const defaultSeconds = 3600;
const leastSeconds = 900;
const mostSeconds = 43_200;

/**
 * Gives out keys that stand for the account of the role until they expire. Whether the role is there, and whom it trusts, is not looked at:
 * roles of accounts that exist nowhere may be assumed.
 */
export function assumeRole(form: URLSearchParams, by: AssumedBy, { nowMs, random }: StsContext): StsResult {
  const roleArn = form.get('RoleArn');
  const sessionName = form.get('RoleSessionName');
  const missing = [
    ['roleArn', roleArn] as const,
    ['roleSessionName', sessionName] as const,
    ...(by === 'web-identity' ? [['webIdentityToken', form.get('WebIdentityToken')] as const] : []),
  ].find(([, value]) => value === null || value === '');
  if (missing !== undefined) return invalid(`Value null at '${missing[0]}'`, 'Member must not be null');
  const [, partition, accountId, path] =
    /^arn:(aws[\w-]*):iam::(\d{12}):role\/([\w+=,.@/-]+)$/.exec(roleArn ?? '') ?? [];
  if (partition === undefined || accountId === undefined || path === undefined) {
    return refusedBySts('ValidationError', `${roleArn ?? ''} is invalid`);
  }
  if (sessionName === null || !/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    return invalid(
      `Value '${sessionName ?? ''}' at 'roleSessionName'`,
      'Member must satisfy regular expression pattern: [\\w+=,.@-]*',
    );
  }
  const seconds = Number(form.get('DurationSeconds') ?? defaultSeconds);
  if (!(seconds >= leastSeconds && seconds <= mostSeconds)) {
    const limit =
      seconds < leastSeconds ? `greater than or equal to ${leastSeconds}` : `less than or equal to ${mostSeconds}`;
    return invalid(
      `Value '${form.get('DurationSeconds') ?? ''}' at 'durationSeconds'`,
      `Member must have value ${limit}`,
    );
  }
  const claims = by === 'web-identity' ? claimsOf(form.get('WebIdentityToken') ?? '', nowMs) : ok({});
  if (!claims.ok) return claims.error;

  // Whole seconds are what the key can say.
  const expiresAtMs = Math.floor(nowMs / 1000 + seconds) * 1000;
  const name = path.split('/').at(-1) ?? path;
  const assumedRoleArn = `arn:${partition}:sts::${accountId}:assumed-role/${name}/${sessionName}`;
  return {
    kind: 'done',
    result: {
      ...claims.value,
      AssumedRoleUser: { AssumedRoleId: `${roleIdOf(roleArn ?? '')}:${sessionName}`, Arn: assumedRoleArn },
      Credentials: {
        AccessKeyId: formatIssuedKey({ accountId, expiresAtMs }),
        SecretAccessKey: Buffer.from(random.bytes(30)).toString('base64'),
        SessionToken: formatSessionToken(assumedRoleArn),
        Expiration: new Date(expiresAtMs).toISOString().replace('.000Z', 'Z'),
      },
    },
  };
}

/** What the answer repeats of a token's claims. Its signature is not checked; when it expires is. */
function claimsOf(token: string, nowMs: number): Result<Readonly<Record<string, string>>, StsRefusal> {
  const payload = parseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  if (token.split('.').length !== 3 || !isJsonObject(payload)) {
    return refuse(
      'InvalidIdentityToken',
      'The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)',
    );
  }
  const expiry = payload['exp'];
  if (typeof expiry === 'number' && expiry * 1000 <= nowMs) {
    return refuse(
      'ExpiredTokenException',
      `Token expired: current date/time ${Math.floor(nowMs / 1000)} must be before the expiration date/time ${expiry}`,
    );
  }
  return ok({
    ...textClaim(payload, 'sub', 'SubjectFromWebIdentityToken'),
    ...textClaim(payload, 'aud', 'Audience'),
    ...textClaim(payload, 'iss', 'Provider'),
  });
}

function textClaim(payload: JsonObject, claim: string, name: string): Readonly<Record<string, string>> {
  const value = payload[claim];
  return typeof value === 'string' ? { [name]: value } : {};
}

/** The same for the same role. */
function roleIdOf(roleArn: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bytes = [...createHash('sha256').update(roleArn).digest().subarray(0, 17)];
  return `AROA${bytes.map((byte) => alphabet[byte % alphabet.length]).join('')}`;
}

function invalid(what: string, constraint: string): StsResult {
  return refusedBySts(
    'ValidationError',
    `1 validation error detected: ${what} failed to satisfy constraint: ${constraint}`,
  );
}

function refuse(code: string, message: string): Err<StsRefusal> {
  return err(refusedBySts(code, message));
}

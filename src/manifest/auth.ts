import { enumerate } from '../base/text.ts';
import { mistake, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import type { ManifestEntry, ManifestResource, ManifestValue } from './manifest.ts';
import { describeValue, headOf, textOf } from './manifest-value.ts';

/** How the requests of one resource are signed, and where they go, where that is not as for all others. */
export interface Auth {
  /** A profile of the shared configuration files; it may assume a role itself. */
  readonly profile: string | undefined;
  /** The region of statements that name none. */
  readonly region: string | undefined;
  /** Assumed with the credentials of the profile, or with the usual ones. */
  readonly role: Role | undefined;
}

/** A role that STS is asked for. */
export interface Role {
  readonly arn: string;
  /** What the account of the role sees in its logs. */
  readonly sessionName: string;
  readonly externalId: string | undefined;
  /** Default: what STS gives, an hour. */
  readonly durationSeconds: number | undefined;
  /** Where STS is asked. Default: the region of the first request. */
  readonly stsRegion: string | undefined;
  /** Default: where the SDK finds STS. */
  readonly stsEndpointUrl: string | undefined;
}

/** What requests are signed with. */
export type Signing = Pick<Auth, 'profile' | 'role'>;

export const usualAuth: Auth = { profile: undefined, region: undefined, role: undefined };

export type AuthField =
  | 'profile'
  | 'region'
  | 'roleArn'
  | 'roleSessionName'
  | 'externalId'
  | 'durationSeconds'
  | 'stsRegion'
  | 'stsEndpointUrl';

/** A field of `auth`, as its author wrote it. */
export interface WrittenAuthField {
  readonly field: AuthField;
  readonly entry: ManifestEntry;
  /** The value is the name of a variable that holds it. */
  readonly isVariable: boolean;
}

/** The keys of `auth`; those that begin with `aws_` are StackQL's. */
const keys: Readonly<Record<string, readonly [field: AuthField, isVariable?: true]>> = {
  profile: ['profile'],
  region: ['region'],
  role_arn: ['roleArn'],
  role_session_name: ['roleSessionName'],
  external_id: ['externalId'],
  duration_seconds: ['durationSeconds'],
  sts_region: ['stsRegion'],
  aws_role_arn: ['roleArn'],
  aws_role_arn_env_var: ['roleArn', true],
  aws_role_session_name: ['roleSessionName'],
  aws_role_external_id: ['externalId'],
  aws_role_external_id_env_var: ['externalId', true],
  aws_role_duration_seconds: ['durationSeconds'],
  aws_sts_region: ['stsRegion'],
  aws_sts_endpoint: ['stsEndpointUrl'],
};

/** Where credentials come from anyway: naming it changes nothing. */
const usual: Readonly<Record<string, readonly string[]>> = {
  type: ['aws_signing_v4', 'aws_assume_role'],
  username_var: ['AWS_ACCESS_KEY_ID'],
  password_var: ['AWS_SECRET_ACCESS_KEY'],
  keyIDenvvar: ['AWS_ACCESS_KEY_ID'],
  credentialsenvvar: ['AWS_SECRET_ACCESS_KEY'],
};

/** Reads `auth` of a resource: what `awscc` or `aws` says. Whatever would be silently without effect is refused. */
export function readAuth(resource: ManifestResource): Parsed<readonly WrittenAuthField[]> {
  if (resource.auth?.kind !== 'map') return { value: [], diagnostics: [] };
  const diagnostics: Diagnostic[] = [];
  const written: WrittenAuthField[] = [];
  for (const { key: provider, keyAt, value } of resource.auth.entries) {
    if (provider !== 'awscc' && provider !== 'aws') {
      diagnostics.push(
        mistake('manifest/unsupported', `"auth" of resource "${resource.name}" is for "${provider}"`, {
          at: keyAt,
          help: 'requests go to AWS: write auth: {awscc: {profile: …, region: …, role_arn: …}}',
        }),
      );
      continue;
    }
    for (const entry of value.kind === 'map' ? value.entries : []) {
      const known = Object.hasOwn(keys, entry.key) ? keys[entry.key] : undefined;
      const problem = known === undefined ? mistakeInOther(entry) : mistakeInValue(entry);
      if (problem !== undefined) diagnostics.push(problem);
      else if (known !== undefined) written.push({ field: known[0], entry, isVariable: known[1] ?? false });
    }
    if (diagnostics.length === 0) diagnostics.push(...mistakesTogether(value, written));
  }
  return { value: written, diagnostics };
}

function mistakeInValue({ key, value }: ManifestEntry): Diagnostic | undefined {
  const isNumber = value.kind === 'scalar' && typeof value.value === 'number';
  if (isNumber || (textOf(value) ?? '').trim() !== '') return undefined;
  return mistake('manifest/wrong-type', `"${key}" must be a text, not ${describeValue(value)}`, { at: headOf(value) });
}

/** A key that has no effect: fine where it says what is so anyway. */
function mistakeInOther({ key, keyAt, value }: ManifestEntry): Diagnostic | undefined {
  const allowed = Object.hasOwn(usual, key) ? usual[key] : undefined;
  if (allowed === undefined) {
    const help = didYouMean(key, Object.keys(keys)) ?? `"auth" knows ${enumerate(authKeys)}`;
    return mistake('manifest/unsupported', `"${key}" of "auth" is not supported`, { at: keyAt, help });
  }
  if (allowed.includes(textOf(value) ?? '')) return undefined;
  return mistake('manifest/unsupported', `"${key}" can only be ${enumerate(allowed, 'or')}`, {
    at: headOf(value),
    help: 'other credentials come from a profile, or from a role: profile: …, role_arn: …',
  });
}

/** The keys under the names that they have here. */
export const authKeys = Object.keys(keys).filter((key) => !key.startsWith('aws_'));

/** What does not fit together: a role without its ARN, the same said twice. */
function mistakesTogether(auth: ManifestValue, written: readonly WrittenAuthField[]): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const byField = new Map<AuthField, WrittenAuthField>();
  for (const one of written) {
    const before = byField.get(one.field);
    byField.set(one.field, one);
    if (before === undefined) continue;
    const message = `"${one.entry.key}" and "${before.entry.key}" say the same`;
    diagnostics.push(mistake('manifest/misplaced-key', message, { at: one.entry.keyAt, help: 'keep one of them' }));
  }
  if (byField.has('roleArn')) return diagnostics;
  const help = 'name the role: role_arn: arn:aws:iam::123456789012:role/name';
  for (const { field, entry } of written) {
    if (field === 'profile' || field === 'region') continue;
    const message = `"${entry.key}" has no effect without "role_arn"`;
    diagnostics.push(mistake('manifest/misplaced-key', message, { at: entry.keyAt, help }));
  }
  const type = auth.kind === 'map' ? auth.entries.find(({ key }) => key === 'type') : undefined;
  if (type !== undefined && textOf(type.value) === 'aws_assume_role' && diagnostics.length === 0) {
    const message = 'missing key "role_arn" beside type aws_assume_role';
    diagnostics.push(mistake('manifest/missing-key', message, { at: type.keyAt, help }));
  }
  return diagnostics;
}

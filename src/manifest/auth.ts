import { mistake, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import type { ManifestEntry, ManifestResource } from './manifest.ts';
import { describeValue, headOf, textOf } from './manifest-value.ts';

/** How the requests of one resource are signed, where they are not signed as all others. */
export interface Auth {
  /** A profile of the shared configuration files; it may assume a role. */
  readonly profile: string | undefined;
  /** The region of statements that name none. */
  readonly region: string | undefined;
}

const plain: Auth = { profile: undefined, region: undefined };

/** Where credentials come from anyway: naming it changes nothing. */
const usual: Readonly<Record<string, string>> = {
  type: 'aws_signing_v4',
  username_var: 'AWS_ACCESS_KEY_ID',
  password_var: 'AWS_SECRET_ACCESS_KEY',
  keyIDenvvar: 'AWS_ACCESS_KEY_ID',
  credentialsenvvar: 'AWS_SECRET_ACCESS_KEY',
};

/** Reads `auth` of a resource: `profile` and `region` for `awscc` or `aws`. Whatever else would be silently without effect is refused. */
export function readAuth(resource: ManifestResource): Parsed<Auth> {
  const diagnostics: Diagnostic[] = [];
  let auth = plain;
  if (resource.auth?.kind !== 'map') return { value: auth, diagnostics };
  for (const { key: provider, keyAt, value } of resource.auth.entries) {
    if (provider !== 'awscc' && provider !== 'aws') {
      diagnostics.push(
        mistake('manifest/unsupported', `"auth" of resource "${resource.name}" is for "${provider}"`, {
          at: keyAt,
          help: 'requests go to AWS: write auth: {awscc: {profile: …, region: …}}',
        }),
      );
      continue;
    }
    for (const entry of value.kind === 'map' ? value.entries : []) {
      const text = textOf(entry.value);
      const isOurs = entry.key === 'profile' || entry.key === 'region';
      if (isOurs && text !== undefined && text.trim() !== '') auth = { ...auth, [entry.key]: text };
      else if (isOurs || !Object.hasOwn(usual, entry.key) || usual[entry.key] !== text)
        diagnostics.push(unsupported(entry));
    }
  }
  return { value: auth, diagnostics };
}

function unsupported({ key, keyAt, value }: ManifestEntry): Diagnostic {
  if (key === 'profile' || key === 'region') {
    return mistake('manifest/wrong-type', `"${key}" must be a text, not ${describeValue(value)}`, {
      at: headOf(value),
    });
  }
  if (/role/i.test(key)) {
    return mistake('manifest/unsupported', `"${key}": assuming a role by the manifest is not supported`, {
      at: keyAt,
      help: 'give a profile of ~/.aws/config the role (role_arn, source_profile), and name it: profile: …',
    });
  }
  if (Object.hasOwn(usual, key)) {
    return mistake('manifest/unsupported', `"${key}" can only be ${usual[key] ?? ''}`, {
      at: headOf(value),
      help: 'other credentials come from a profile: profile: …',
    });
  }
  return mistake('manifest/unsupported', `"${key}" of "auth" is not supported`, {
    at: keyAt,
    help: '"auth" knows profile and region',
  });
}

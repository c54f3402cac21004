import type { RandomSource } from '../base/random.ts';
import { regionHelp } from '../diagnostics/region-help.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/source.ts';
import type { Auth, AuthField } from '../manifest/auth.ts';
import type { RenderContext, Rendering } from '../template/template.ts';
import { isOmit, plainText, redact, reveal, unknownsIn } from '../values/reading.ts';
import type { Unknown, Value } from '../values/value.ts';
import { renderValue } from './compiled-value.ts';
import { usualSessionName } from './environment.ts';
import { contextOf, type Scope } from './scope.ts';
import type { StackAuthField, StackResource } from './stack.ts';

export interface RenderedAuth {
  /** As far as it is known. */
  readonly auth: Auth;
  /** What it waits for: an export that only the build will know. */
  readonly unknown: Unknown | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** What each field has to look like; STS and the SDK would refuse anything else later, in other words. */
const shapes: Readonly<Record<AuthField, { readonly fits: (text: string) => boolean; readonly wanted: string }>> = {
  profile: { fits: (text) => text.trim() !== '', wanted: 'the name of a profile' },
  region: { fits: isRegion, wanted: 'a region such as eu-west-1' },
  roleArn: {
    fits: (text) => /^arn:[\w-]+:iam::\d{12}:role\/\S+$/.test(text),
    wanted: 'the ARN of a role, arn:aws:iam::123456789012:role/name',
  },
  roleSessionName: {
    fits: (text) => /^[\w+=,.@-]{2,64}$/.test(text),
    wanted: '2 to 64 letters, digits and any of _+=,.@-',
  },
  externalId: {
    fits: (text) => /^[\w+=,.@:/-]{2,1224}$/.test(text),
    wanted: '2 to 1224 letters, digits and any of _+=,.@:/-',
  },
  durationSeconds: {
    fits: (text) => /^\d+$/.test(text) && Number(text) >= 900 && Number(text) <= 43_200,
    wanted: 'a number of seconds from 900 to 43200',
  },
  stsRegion: { fits: isRegion, wanted: 'a region such as eu-west-1' },
  stsEndpointUrl: { fits: (text) => /^https?:\/\/[^\s/]+/.test(text), wanted: 'an http or https address' },
};

/** Whether it may be the name of a region. */
function isRegion(text: string): boolean {
  return regionHelp(text) === undefined;
}

/**
 * What `auth` of a resource comes to in its scope; `usual` is what counts where nothing is said, and its role where neither a profile nor a
 * role is named. A field that is `default(omit)` and has no value is as if it were not there.
 */
export function renderAuth(
  resource: StackResource,
  scope: Scope,
  { usual, random }: { readonly usual: Auth; readonly random: RandomSource },
): RenderedAuth {
  const context = contextOf(scope, random);
  const diagnostics: Diagnostic[] = [];
  const texts = new Map<AuthField, string>();
  let unknown: Unknown | undefined;
  for (const one of resource.auth) {
    const rendering = renderField(one, scope, context);
    if (rendering.kind === 'refused') diagnostics.push(...rendering.diagnostics);
    if (rendering.kind === 'undecided') unknown ??= rendering.unknown;
    if (rendering.kind !== 'rendered' || isOmit(rendering.value)) continue;
    const [waited] = unknownsIn(rendering.value);
    unknown ??= waited;
    if (waited !== undefined) continue;
    const text = plainText(reveal(rendering.value));
    if (shapes[one.field].fits(text)) texts.set(one.field, text);
    else diagnostics.push(wrongShape(one, rendering.value));
  }
  return { auth: authOf(texts, scope, usual), unknown, diagnostics };
}

function renderField(one: StackAuthField, scope: Scope, context: RenderContext): Rendering<Value> {
  const rendering = renderValue(one.value, context);
  if (!one.isVariable || rendering.kind !== 'rendered') return rendering;
  const name = plainText(redact(rendering.value));
  const { all } = scope.variables;
  const value = Object.hasOwn(all, name) ? all[name] : undefined;
  if (value !== undefined) return { ...rendering, value };
  const problem = mistake('template/undefined', `"${one.key}" names the variable "${name}", which is not set`, {
    at: one.value.at,
  });
  return { kind: 'refused', diagnostics: [problem] };
}

function wrongShape(one: StackAuthField, value: Value): Diagnostic {
  const shown = plainText(redact(value));
  const at: Location = one.value.at;
  return shown.trim() === ''
    ? mistake('manifest/empty-value', `"${one.key}" is empty`, { at })
    : mistake('manifest/wrong-type', `"${one.key}" must be ${shapes[one.field].wanted}, not "${shown}"`, { at });
}

function authOf(texts: ReadonlyMap<AuthField, string>, scope: Scope, usual: Auth): Auth {
  if (texts.size === 0) return usual;
  const arn = texts.get('roleArn');
  const seconds = texts.get('durationSeconds');
  return {
    profile: texts.get('profile'),
    region: texts.get('region'),
    role:
      arn === undefined
        ? texts.has('profile')
          ? undefined
          : usual.role
        : {
            arn,
            sessionName: texts.get('roleSessionName') ?? usualSessionName(scope.stackName, scope.environment),
            externalId: texts.get('externalId'),
            durationSeconds: seconds === undefined ? undefined : Number(seconds),
            stsRegion: texts.get('stsRegion'),
            stsEndpointUrl: texts.get('stsEndpointUrl'),
          },
  };
}

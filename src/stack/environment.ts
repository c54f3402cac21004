import { globOf, isGlob } from '../base/glob.ts';
import { enumerate } from '../base/text.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { usualAuth, type Auth } from '../manifest/auth.ts';
import type { Manifest, ManifestEnvironment } from '../manifest/manifest.ts';
import type { Stack } from './stack.ts';

/** What the manifest says of the environment that a stack is run in; undefined where it lists none. */
export function environmentOf({ manifest, environment }: Pick<Stack, 'manifest' | 'environment'>) {
  return listedEnvironment(manifest, environment);
}

/** What a manifest says of an environment: by its name, else by the first pattern that means it, such as `pr-*`. */
export function listedEnvironment({ environments }: Manifest, name: string): ManifestEnvironment | undefined {
  const items = environments?.items ?? [];
  return items.find((one) => one.name === name) ?? items.find((one) => isGlob(one.name) && globOf(one.name).test(name));
}

/** A stack that lists its environments is run in those alone: a misspelt name would be a second stack. */
export function unknownEnvironment(manifest: Manifest, environment: string): Diagnostic | undefined {
  const { environments } = manifest;
  // What has no names has the wrong shape, and that is told.
  if (
    environments === undefined ||
    environments.items.length === 0 ||
    listedEnvironment(manifest, environment) !== undefined
  )
    return undefined;
  const names = environments.items.map(({ name }) => name);
  return mistake('manifest/environment', `the stack "${manifest.name}" has no environment "${environment}"`, {
    at: environments.at,
    help: didYouMean(environment, names) ?? `it has ${enumerate(names)}`,
  });
}

/** Whether what holds data is kept from being deleted and replaced. */
export function isProtectedEnvironment(stack: Pick<Stack, 'manifest' | 'environment'>): boolean {
  return environmentOf(stack)?.isProtected ?? false;
}

/** Whether somebody has to say yes before a build or a teardown. */
export function needsConfirmation(stack: Pick<Stack, 'manifest' | 'environment'>): boolean {
  return environmentOf(stack)?.confirm ?? stack.manifest.confirm;
}

/** What signs the requests of resources that have no `auth` of their own. */
export function authOfEnvironment(stack: Pick<Stack, 'manifest' | 'environment'>): Auth {
  const roleArn = environmentOf(stack)?.roleArn;
  if (roleArn === undefined) return usualAuth;
  const { manifest, environment } = stack;
  return {
    ...usualAuth,
    role: {
      arn: roleArn.name,
      sessionName: usualSessionName(manifest.name, environment),
      externalId: undefined,
      durationSeconds: undefined,
      stsRegion: undefined,
      stsEndpointUrl: undefined,
    },
  };
}

/** `stack-deploy-shop-dev`: whoever reads the logs of the other account can tell where a request came from. */
export function usualSessionName(stackName: string, environment: string): string {
  return `stack-deploy-${stackName}-${environment}`.replace(/[^\w+=,.@-]/g, '-').slice(0, 64);
}

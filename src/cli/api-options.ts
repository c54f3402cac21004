import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { findRegion, type FoundRegion } from '../api/find-region.ts';
import { networkSettings, networkTrouble } from '../api/network-settings.ts';
import type { VariableOptions } from '../api/load-variables.ts';
import { userSchemaCache, type SchemaOptions } from '../api/open-registry.ts';
import type { OpenStackOptions } from '../api/open-stack.ts';
import type { TargetOptions } from '../api/open-target.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { shownPath } from '../stack/load-source.ts';
import type { Context } from './context.ts';
import type { StackOptions } from './options.ts';
import { missingProfile } from './profile-option.ts';

/** The options of the command line and the environment, as the library takes them. */
export type TargetFlags = Pick<StackOptions, 'local' | 'localDir' | 'endpointUrl' | 'profile' | 'region'>;
export type SchemaFlags = Pick<StackOptions, 'schemaDir'>;
export type VariableFlags = Pick<StackOptions, 'env' | 'envFile' | 'varsFile'>;

const defaultEnvironmentFile = '.env';

/** Everything that opens a stack but its folder and environment. */
export function openingOf(
  options: VariableFlags & SchemaFlags,
  context: Context,
): Omit<OpenStackOptions, 'folder' | 'environment'> {
  const { workingDirectory, clock, random, masker } = context;
  return { ...variablesOf(options, context), ...schemasOf(options, context), workingDirectory, clock, random, masker };
}

/** An environment file that is named must be there, the default one need not. */
export function variablesOf({ env, envFile, varsFile }: VariableFlags, context: Context): VariableOptions {
  const hasDefault = existsSync(resolve(context.workingDirectory, defaultEnvironmentFile));
  return {
    assignments: env,
    variablesFile: varsFile,
    environmentFile: envFile ?? (hasDefault ? defaultEnvironmentFile : undefined),
    environmentVariables: context.environment,
  };
}

export function schemasOf({ schemaDir }: SchemaFlags, { environment }: Context): SchemaOptions {
  return { schemaFolder: schemaDir, schemaCache: userSchemaCache(environment) };
}

export function targetOf(flags: TargetFlags, context: Context): TargetOptions {
  if (flags.local) return { kind: 'embedded', folder: flags.localDir, account: localAccount(context) };
  return {
    kind: 'aws',
    profile: flags.profile,
    networkFor: (profile) => networkSettings(profile, context),
    endpoints: {
      cloudControl: cloudControlEndpoint(flags, context),
      tagging: flags.endpointUrl ?? context.environment.get('AWS_ENDPOINT_URL_RESOURCE_GROUPS_TAGGING_API'),
      sts: environmentEndpoint('STS', context),
    },
  };
}

/** Where requests go, in words: `the embedded Cloud Control in .stack-deploy/local`. */
export function describeTarget(flags: TargetFlags, context: Context): string {
  if (!flags.local) return cloudControlEndpoint(flags, context) ?? 'AWS';
  const folder = resolve(context.workingDirectory, flags.localDir);
  return `the embedded Cloud Control in ${shownPath(folder, context.workingDirectory)}`;
}

/** What is wrong with the way to the target: its folder, or profile, proxies and certificates where requests leave this machine. */
export function networkMistakes(
  { local, localDir, profile }: Pick<TargetFlags, 'local' | 'profile'> & { readonly localDir?: string },
  context: Context,
): readonly Diagnostic[] {
  if (local) return localDir === '' ? [mistake('input/option', '--local-dir has no folder name')] : [];
  const missing = missingProfile(profile, context);
  return [...(missing === undefined ? [] : [missing]), ...networkTrouble(profile, context)];
}

/** The account of the embedded Cloud Control: an access key id of 12 digits names it, as it does over the wire. */
export function localAccount(context: Context): string {
  const key = context.environment.get('AWS_ACCESS_KEY_ID') ?? '';
  return /^\d{12}$/.test(key) ? key : '000000000000';
}

function cloudControlEndpoint({ endpointUrl }: TargetFlags, context: Context): string | undefined {
  return endpointUrl ?? environmentEndpoint('CLOUDCONTROL', context);
}

/** Where a service is by the environment: an address of its own, else the one of all services. */
export function environmentEndpoint(service: string, { environment }: Context): string | undefined {
  return environment.get(`AWS_ENDPOINT_URL_${service}`) ?? environment.get('AWS_ENDPOINT_URL');
}

/** The region of statements that name none, and who says it; undefined where nobody does. */
export function regionOf(
  { region, profile, local }: Pick<TargetFlags, 'region' | 'profile' | 'local'>,
  { environment, workingDirectory }: Context,
): FoundRegion | undefined {
  return findRegion({ region, profile: local ? null : profile, environment, workingDirectory });
}

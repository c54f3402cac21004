import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { findRegion, type FoundRegion } from '../api/find-region.ts';
import { networkSettings, networkTrouble } from '../api/network-settings.ts';
import type { VariableOptions } from '../api/load-variables.ts';
import { userSchemaCache, type SchemaOptions } from '../api/open-registry.ts';
import type { OpenStackOptions } from '../api/open-stack.ts';
import type { TargetOptions } from '../api/open-target.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { WebIdentity } from '../provider/cloud-control/token-service.ts';
import { shownPath } from '../stack/load-source.ts';
import type { Context } from './context.ts';
import type { StackOptions } from './options.ts';
import { missingProfile } from './profile-option.ts';

/** The options of the command line and the environment, as the library takes them. */
export type TargetFlags = Pick<StackOptions, 'local' | 'localDir' | 'endpointUrl' | 'profile' | 'region'> & {
  readonly roleArn?: string | undefined;
};
export type SchemaFlags = Pick<StackOptions, 'schemaDir'>;
export type VariableFlags = Pick<StackOptions, 'env' | 'envFile' | 'varsFile'>;

const defaultEnvironmentFile = '.env';

/** Everything that opens a stack but its folder and environment. */
export function openingOf(
  options: VariableFlags & SchemaFlags & { readonly modules?: boolean | undefined },
  context: Context,
): Omit<OpenStackOptions, 'folder' | 'environment'> {
  const { workingDirectory, clock, random, masker } = context;
  return {
    ...variablesOf(options, context),
    ...schemasOf(options, context),
    ...(options.modules === false ? { modules: 'refuse' as const } : {}),
    workingDirectory,
    clock,
    random,
    masker,
  };
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
    webIdentity: webIdentityOf(flags, context),
    networkFor: (profile) => networkSettings(profile, context),
    endpoints: {
      cloudControl: cloudControlEndpoint(flags, context),
      tagging: flags.endpointUrl ?? context.environment.get('AWS_ENDPOINT_URL_RESOURCE_GROUPS_TAGGING_API'),
      sts: environmentEndpoint('STS', context),
      ssm: flags.endpointUrl ?? context.environment.get('AWS_ENDPOINT_URL_SSM'),
      secretsManager: flags.endpointUrl ?? context.environment.get('AWS_ENDPOINT_URL_SECRETS_MANAGER'),
      s3: flags.endpointUrl ?? context.environment.get('AWS_ENDPOINT_URL_S3'),
    },
  };
}

/**
 * The role that GitHub's token service is asked for: that of `--role-arn`, else AWS_ROLE_ARN, unless a profile is named or another tool has
 * put a token into a file.
 */
function webIdentityOf(
  { profile, roleArn }: Pick<TargetFlags, 'profile' | 'roleArn'>,
  { environment }: Context,
): WebIdentity | undefined {
  const given = (name: string): string | undefined => {
    const value = environment.get(name);
    return value === '' ? undefined : value;
  };
  const [tokenUrl, requestToken] = tokenService.map(given);
  const isElsewhere = profile !== undefined || given('AWS_WEB_IDENTITY_TOKEN_FILE') !== undefined;
  const role = roleArn ?? (isElsewhere ? undefined : given('AWS_ROLE_ARN'));
  if (tokenUrl === undefined || requestToken === undefined || role === undefined) return undefined;
  const sessionName = given('AWS_ROLE_SESSION_NAME') ?? 'stack-deploy';
  return { roleArn: role, sessionName, tokenUrl, requestToken };
}

/** What GitHub gives to a job with the permission `id-token: write`. */
const tokenService = ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'] as const;

function roleMistake({ roleArn }: Pick<TargetFlags, 'roleArn'>, { environment }: Context): Diagnostic | undefined {
  if (roleArn === undefined) return undefined;
  if (!/^arn:aws[\w-]*:iam::\d{12}:role\/./.test(roleArn)) {
    return mistake('input/option', `--role-arn ${roleArn} is not the ARN of a role`, {
      help: 'write one such as arn:aws:iam::123456789012:role/deploy',
    });
  }
  if (tokenService.every((name) => (environment.get(name) ?? '') !== '')) return undefined;
  return mistake('input/option', '--role-arn needs the token service of GitHub, and this job has none', {
    help: 'give the job the permission "id-token: write"; elsewhere name the role in the manifest (role_arn) or in a profile',
  });
}

/** Where requests go, in words: `the embedded Cloud Control in .stack-deploy/local`. */
export function describeTarget(flags: TargetFlags, context: Context): string {
  if (!flags.local) return cloudControlEndpoint(flags, context) ?? 'AWS';
  const folder = resolve(context.workingDirectory, flags.localDir);
  return `the embedded Cloud Control in ${shownPath(folder, context.workingDirectory)}`;
}

/** What is wrong with the way to the target: its folder, or profile, proxies and certificates where requests leave this machine. */
export function networkMistakes(
  {
    local,
    localDir,
    profile,
    roleArn,
  }: Pick<TargetFlags, 'local' | 'profile' | 'roleArn'> & {
    readonly localDir?: string;
  },
  context: Context,
): readonly Diagnostic[] {
  if (local) return localDir === '' ? [mistake('input/option', '--local-dir has no folder name')] : [];
  const wrong = [missingProfile(profile, context), roleMistake({ roleArn }, context)];
  return [...wrong.filter((one) => one !== undefined), ...networkTrouble(profile, context)];
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

import { resolve } from 'node:path';
import { err, ok, type Result } from '../base/result.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { usualAuth, type Role, type Signing } from '../manifest/auth.ts';
import type { CloudControlProvider } from '../provider/cloud-control/create-cloud-control-provider.ts';
import type { ProviderEvent } from '../provider/events.ts';
import type { Registry } from '../resource-types/resource-type.ts';
import { shownPath } from '../stack/load-source.ts';
import type { Context } from './context.ts';
import type { StackOptions } from './options.ts';
import { networkSettings } from './network-options.ts';
import { profileSetting } from './profile-settings.ts';
import { processFacts } from './process-facts.ts';

export type TargetOptions = Pick<StackOptions, 'local' | 'localDir' | 'endpointUrl' | 'profile' | 'region'>;

/** Where requests go. */
export interface Target {
  readonly provider: CloudControlProvider;
  /**
   * One that signs with a profile or role of its own. The embedded Cloud Control knows no profiles, and asks nobody for a role:
   * the account in the role's ARN is the one that is meant.
   */
  readonly providerFor: (signing: Signing) => CloudControlProvider;
  close(): Promise<void>;
}

/** Where requests go, in words: `the embedded Cloud Control in .stack-deploy/local`. */
export function describeTarget(options: TargetOptions, context: Context): string {
  if (!options.local) return endpointOf(options, context) ?? 'AWS';
  const folder = resolve(context.workingDirectory, options.localDir);
  return `the embedded Cloud Control in ${shownPath(folder, context.workingDirectory)}`;
}

/** Opens the embedded Cloud Control, or makes a client for AWS or another endpoint. Nothing is sent yet. */
export async function openTarget(
  options: TargetOptions,
  context: Context,
  tools: { readonly registry: Registry; readonly emit: (event: ProviderEvent) => void },
): Promise<Result<Target, Diagnostic>> {
  const { createCloudControlProvider } = await import('../provider/cloud-control/create-cloud-control-provider.ts');
  const common = { clock: context.clock, random: context.random, signal: context.signal, emit: tools.emit };
  if (options.local) {
    const { createEmulator } = await import('../emulator/create-emulator.ts');
    const { createRequestHandler } = await import('../emulator/request-handler.ts');
    const { openFileStore } = await import('../emulator/store/file-store.ts');
    const folder = resolve(context.workingDirectory, options.localDir);
    const store = await openFileStore(folder, { clock: context.clock, ...processFacts() });
    if (!store.ok) return err(mistake('input/local-folder', store.error.message));
    const emulator = createEmulator({
      registry: tools.registry,
      clock: context.clock,
      random: context.random,
      store: store.value,
    });
    const providers = createOpened(({ role }: Signing) =>
      createCloudControlProvider({
        ...common,
        requestHandler: createRequestHandler(emulator),
        credentials: { accessKeyId: accountOf(role) ?? localAccount(context), secretAccessKey: 'local' },
        pace: 'unpaced' as const,
        clockMarginMs: 0,
      }),
    );
    return ok({
      provider: providers.open(usualAuth),
      providerFor: providers.open,
      close: async () => {
        providers.close();
        await emulator.close();
      },
    });
  }
  const endpointUrl = endpointOf(options, context);
  const taggingEndpointUrl =
    options.endpointUrl ?? context.environment.get('AWS_ENDPOINT_URL_RESOURCE_GROUPS_TAGGING_API');
  const stsEndpointUrl = environmentEndpoint('STS', context);
  const providers = createOpened(({ profile = options.profile, role }: Signing) => {
    const network = networkSettings(profile, context);
    return createCloudControlProvider({
      ...common,
      ...(network === undefined ? {} : { network }),
      ...(endpointUrl === undefined ? {} : { endpointUrl, pace: 'unpaced' as const }),
      ...(taggingEndpointUrl === undefined ? {} : { taggingEndpointUrl }),
      ...(stsEndpointUrl === undefined ? {} : { stsEndpointUrl }),
      ...(profile === undefined ? {} : { profile }),
      ...(role === undefined ? {} : { role }),
    });
  });
  return ok({
    provider: providers.open(usualAuth),
    providerFor: providers.open,
    close: () => {
      providers.close();
      return Promise.resolve();
    },
  });
}

/** Providers that are closed together. */
function createOpened(make: (signing: Signing) => CloudControlProvider): {
  readonly open: (signing: Signing) => CloudControlProvider;
  readonly close: () => void;
} {
  const opened: CloudControlProvider[] = [];
  return {
    open: (signing) => {
      const made = make(signing);
      opened.push(made);
      return made;
    },
    close: () => {
      for (const provider of opened) provider.close();
    },
  };
}

/** `123456789012` of `arn:aws:iam::123456789012:role/deploy`. */
function accountOf(role: Role | undefined): string | undefined {
  return role?.arn.split(':')[4];
}

/** The account of the embedded Cloud Control: an access key id of 12 digits names it, as it does over the wire. */
export function localAccount(context: Context): string {
  const key = context.environment.get('AWS_ACCESS_KEY_ID') ?? '';
  return /^\d{12}$/.test(key) ? key : '000000000000';
}

function endpointOf(options: TargetOptions, context: Context): string | undefined {
  return options.endpointUrl ?? environmentEndpoint('CLOUDCONTROL', context);
}

/** Where a service is by the environment: an address of its own, else the one of all services. */
export function environmentEndpoint(service: string, { environment }: Context): string | undefined {
  return environment.get(`AWS_ENDPOINT_URL_${service}`) ?? environment.get('AWS_ENDPOINT_URL');
}

/** The region of statements that name none; undefined where nobody says. */
export function regionOf(options: TargetOptions, context: Context): string | undefined {
  return regionAndSource(options, context)?.name;
}

/** The region and who says it: the option, the environment, or the profile, which the embedded Cloud Control knows nothing of. */
export function regionAndSource(
  options: TargetOptions,
  context: Context,
): { readonly name: string; readonly from: string } | undefined {
  if (options.region !== undefined) return { name: options.region, from: '--region' };
  for (const from of ['AWS_REGION', 'AWS_DEFAULT_REGION']) {
    const name = context.environment.get(from);
    if (name !== undefined && name !== '') return { name, from };
  }
  const found = options.local ? undefined : profileSetting('region', options.profile, context);
  return found === undefined ? undefined : { name: found.value, from: `profile ${found.profile}` };
}

import { resolve } from 'node:path';
import { err, ok, type Result } from '../base/result.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CloudControlProvider } from '../provider/cloud-control/create-cloud-control-provider.ts';
import type { Provider } from '../provider/provider.ts';
import type { ProviderEvent } from '../provider/events.ts';
import type { Registry } from '../resource-types/resource-type.ts';
import { shownPath } from '../stack/load-source.ts';
import type { Context } from './context.ts';
import type { StackOptions } from './options.ts';
import { processFacts } from './process-facts.ts';

export type TargetOptions = Pick<StackOptions, 'local' | 'localDir' | 'endpointUrl' | 'profile' | 'region'>;

/** Where requests go. */
export interface Target {
  readonly provider: CloudControlProvider;
  /** One that signs with a profile of its own; the embedded Cloud Control has one account, and knows no profiles. */
  readonly providerFor: (profile: string) => Provider;
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
    const provider = createCloudControlProvider({
      ...common,
      requestHandler: createRequestHandler(emulator),
      credentials: { accessKeyId: localAccount(context), secretAccessKey: 'local' },
      pace: 'unpaced' as const,
      clockMarginMs: 0,
    });
    return ok({
      provider,
      providerFor: () => provider,
      close: async () => {
        provider.close();
        await emulator.close();
      },
    });
  }
  const endpointUrl = endpointOf(options, context);
  const taggingEndpointUrl =
    options.endpointUrl ?? context.environment.get('AWS_ENDPOINT_URL_RESOURCE_GROUPS_TAGGING_API');
  const opened: Provider[] = [];
  const open = (profile: string | undefined): CloudControlProvider => {
    const made = createCloudControlProvider({
      ...common,
      ...(endpointUrl === undefined ? {} : { endpointUrl, pace: 'unpaced' as const }),
      ...(taggingEndpointUrl === undefined ? {} : { taggingEndpointUrl }),
      ...(profile === undefined ? {} : { profile }),
    });
    opened.push(made);
    return made;
  };
  return ok({
    provider: open(options.profile),
    providerFor: open,
    close: () => {
      for (const provider of opened) provider.close();
      return Promise.resolve();
    },
  });
}

/** The account of the embedded Cloud Control: an access key id of 12 digits names it, as it does over the wire. */
export function localAccount(context: Context): string {
  const key = context.environment.get('AWS_ACCESS_KEY_ID') ?? '';
  return /^\d{12}$/.test(key) ? key : '000000000000';
}

function endpointOf(options: TargetOptions, context: Context): string | undefined {
  return (
    options.endpointUrl ??
    context.environment.get('AWS_ENDPOINT_URL_CLOUDCONTROL') ??
    context.environment.get('AWS_ENDPOINT_URL')
  );
}

/** The region of statements that name none; undefined where nobody says. */
export function regionOf(options: TargetOptions, context: Context): string | undefined {
  return options.region ?? context.environment.get('AWS_REGION') ?? context.environment.get('AWS_DEFAULT_REGION');
}

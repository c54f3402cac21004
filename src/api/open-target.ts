import { resolve } from 'node:path';
import { systemClock, type Clock } from '../base/clock.ts';
import { systemRandom, type RandomSource } from '../base/random.ts';
import { err, ok, type Result } from '../base/result.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { EmulatorSettings } from '../emulator/emulator.ts';
import { usualAuth, type Role, type Signing } from '../manifest/auth.ts';
import type { PaceBook } from '../provider/cloud-control/pace-book.ts';
import type { WebIdentity } from '../provider/cloud-control/token-service.ts';
import type { NetworkSettings } from '../provider/network/network-settings.ts';
import type { LendingProvider } from '../provider/provider.ts';
import type { Registry } from '../resource-types/resource-type.ts';
import { processFacts } from './process-facts.ts';

/** Where requests go: to AWS or what stands in for it, or to the embedded Cloud Control in this process. */
export type TargetOptions =
  | {
      readonly kind: 'aws';
      /** The profile whose credentials are used. Default: what the SDK finds. */
      readonly profile?: string | undefined;
      /** Addresses in the place of those of AWS. Default: those of AWS. */
      readonly endpoints?: Endpoints;
      /** How AWS is reached by a profile: `networkSettings` reads it. Default: a direct connection, and the certificates that Node trusts. */
      readonly networkFor?: (profile: string | undefined) => NetworkSettings | undefined;
      /** A role that is had for a token of GitHub, in the place of the usual credentials. Default: none. */
      readonly webIdentity?: WebIdentity | undefined;
    }
  | EmbeddedTarget;

/** The embedded Cloud Control, with what goes wrong in it: `faults`, `seed` and the other settings of the emulator. */
export interface EmbeddedTarget extends EmulatorSettings {
  readonly kind: 'embedded';
  /** Where its resources are kept; `--local` keeps them in `.stack-deploy/local`. One process at a time opens a folder. */
  readonly folder: string;
  /** Whose resources they are. Default: 000000000000. */
  readonly account?: string | undefined;
}

export interface Endpoints {
  readonly cloudControl?: string | undefined;
  readonly tagging?: string | undefined;
  readonly sts?: string | undefined;
  readonly ssm?: string | undefined;
  readonly secretsManager?: string | undefined;
  readonly s3?: string | undefined;
}

export interface TargetTools {
  /** The types that live in the embedded Cloud Control: those of the opened stack. */
  readonly registry: Registry;
  /** What a folder is relative to. Default: where the process runs. */
  readonly workingDirectory?: string | undefined;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Default: the system's. */
  readonly random?: RandomSource;
  /** The paces that targets of one process keep together. Default: each target has its own. */
  readonly paces?: PaceBook;
}

/** An open target. A run borrows its providers; who opened it closes it. */
export interface Target {
  readonly provider: LendingProvider;
  /**
   * One that signs with a profile or role of its own. The embedded Cloud Control knows no profiles, and asks nobody for a role:
   * the account in the role's ARN is the one that is meant.
   */
  readonly providerFor: (signing: Signing) => LendingProvider;
  /** The account of the usual credentials: AWS is asked, with a request that needs no permission. Undefined where it does not say. */
  account(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Opens the embedded Cloud Control, or makes a client for AWS or another address. Nothing is sent yet. */
export async function openTarget(options: TargetOptions, tools: TargetTools): Promise<Result<Target, Diagnostic>> {
  return options.kind === 'embedded' ? openEmbedded(options, tools) : ok(await openAws(options, tools));
}

async function openEmbedded(
  { kind: _embedded, folder, account = '000000000000', ...settings }: EmbeddedTarget,
  tools: TargetTools,
): Promise<Result<Target, Diagnostic>> {
  const { registry, workingDirectory = resolve(), clock = systemClock, random = systemRandom } = tools;
  const [{ createCloudControlProvider }, { createEmulator }, { createExchange }, { openFileStore }] = await Promise.all(
    [
      import('../provider/cloud-control/create-cloud-control-provider.ts'),
      import('../emulator/create-emulator.ts'),
      import('../emulator/exchange.ts'),
      import('../emulator/store/file-store.ts'),
    ],
  );
  const store = await openFileStore(resolve(workingDirectory, folder), { clock, ...processFacts() });
  if (!store.ok) return err(mistake('input/local-folder', store.error.message));
  const emulator = createEmulator({ ...settings, registry, clock, random, store: store.value });
  const providers = new OpenedProviders(({ role }) =>
    createCloudControlProvider({
      clock,
      random,
      exchange: createExchange(emulator, accountOf(role) ?? account),
      pace: { isOpen: true },
    }),
  );
  return ok(providers.target({ account: () => Promise.resolve(account), close: () => emulator.close() }));
}

async function openAws(
  {
    profile: usualProfile,
    endpoints = {},
    networkFor = () => undefined,
    webIdentity,
  }: TargetOptions & { readonly kind: 'aws' },
  { clock = systemClock, random = systemRandom, paces }: TargetTools,
): Promise<Target> {
  const { createCloudControlProvider } = await import('../provider/cloud-control/create-cloud-control-provider.ts');
  const { cloudControl, tagging, sts, ssm, secretsManager, s3 } = endpoints;
  const providers = new OpenedProviders(({ profile = usualProfile, role }) => {
    const network = networkFor(profile);
    return createCloudControlProvider({
      clock,
      random,
      ...(network === undefined ? {} : { network }),
      // What stands in for AWS need not have its quotas.
      ...(cloudControl === undefined ? {} : { endpointUrl: cloudControl, pace: { isOpen: true } }),
      ...(cloudControl !== undefined || paces === undefined ? {} : { sharedPace: paces.paceOf({ profile, role }) }),
      ...(tagging === undefined ? {} : { taggingEndpointUrl: tagging }),
      otherEndpointUrls: { ssm, secretsmanager: secretsManager, s3 },
      ...(sts === undefined ? {} : { stsEndpointUrl: sts }),
      ...(profile === undefined ? {} : { profile }),
      // A resource that names a profile means its credentials.
      ...(webIdentity === undefined || profile !== usualProfile ? {} : { webIdentity }),
      ...(role === undefined ? {} : { role }),
    });
  });
  return providers.target({
    account: async () => {
      // Who stands in for AWS is not AWS.
      if (cloudControl !== undefined && sts === undefined) return undefined;
      const { askCallerIdentity } = await import('../provider/cloud-control/caller-identity.ts');
      const network = networkFor(usualProfile);
      const asked = await askCallerIdentity(
        { profile: usualProfile, role: undefined },
        // Any region of AWS knows who somebody is.
        { region: 'us-east-1', stsEndpointUrl: sts, network, webIdentity },
      );
      return asked.ok ? asked.value.account : undefined;
    },
    close: () => Promise.resolve(),
  });
}

/** Providers by what they sign with, each made once, and closed together. */
class OpenedProviders {
  readonly #make: (signing: Signing) => LendingProvider;
  readonly #opened = new Map<string, LendingProvider>();

  constructor(make: (signing: Signing) => LendingProvider) {
    this.#make = make;
  }

  target({ account, close }: Pick<Target, 'account' | 'close'>): Target {
    return {
      provider: this.#open(usualAuth),
      providerFor: (signing) => this.#open(signing),
      account,
      close: async () => {
        for (const provider of this.#opened.values()) provider.close();
        await close();
      },
    };
  }

  #open(signing: Signing): LendingProvider {
    const { profile, role } = signing;
    const key = JSON.stringify([profile, role]);
    const known = this.#opened.get(key) ?? this.#make(signing);
    this.#opened.set(key, known);
    return known;
  }
}

/** `123456789012` of `arn:aws:iam::123456789012:role/deploy`. */
function accountOf(role: Role | undefined): string | undefined {
  return role?.arn.split(':')[4];
}

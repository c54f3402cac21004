import { networkSettings } from '../../api/network-settings.ts';
import { schemaFolders } from '../../api/open-registry.ts';
import { count, enumerate } from '../../base/text.ts';
import type { AssumedRole } from '../../check/assumed-roles.ts';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { usualAuth, type Signing } from '../../manifest/auth.ts';
import type { CallerIdentity } from '../../provider/cloud-control/caller-identity.ts';
import type { Failure } from '../../provider/failure.ts';
import { formatStatementFailure } from '../../report/failure-lines.ts';
import { jsonFormatVersion } from '../../report/json.ts';
import { openCatalogue, shippedCatalogueFolder } from '../../resource-types/catalogue/catalogue.ts';
import { createRegistry } from '../../resource-types/create-registry.ts';
import {
  describeTarget,
  environmentEndpoint,
  networkMistakes,
  openingOf,
  regionOf,
  schemasOf,
  type SchemaFlags,
  type TargetFlags,
} from '../api-options.ts';
import type { Context } from '../context.ts';
import { callerOf } from '../caller.ts';
import { paletteFor } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { StackOptions } from '../options.ts';
import { versionOf } from '../../base/package-root.ts';

export interface InfoOptions
  extends TargetFlags, SchemaFlags, Pick<StackOptions, 'env' | 'envFile' | 'varsFile' | 'color'> {
  readonly json: boolean;
  readonly ask: boolean;
}

/** A role of the stack, and whom it makes of the caller where AWS was asked. */
type ToldRole = AssumedRole & { readonly caller: CallerIdentity | undefined };

/** Tells what a run with the same options would use. */
export async function info(
  folder: string | undefined,
  environment: string | undefined,
  options: InfoOptions,
  context: Context,
): Promise<ExitCode> {
  const roles = await rolesOf(folder, environment, options, context);
  if (!roles.ok) return refuse(roles.diagnostics, options, context);
  const network = options.ask ? networkMistakes(options, context) : [];
  if (network.length > 0) return refuse(network, options, context);
  const failures: Failure[] = [];
  const ask = async (signing: Signing): Promise<CallerIdentity | undefined> => {
    if (!options.ask || options.local) return undefined;
    const asked = await askCaller(signing, options, context);
    if (!asked.ok) failures.push(asked.error);
    return asked.ok ? asked.value : undefined;
  };
  const caller = { ...callerOf(options, context), ...(await ask({ ...usualAuth, profile: options.profile })) };
  const told: ToldRole[] = [];
  for (const one of roles.value) {
    const profile = one.profile ?? options.profile;
    told.push({ ...one, caller: await ask({ profile, role: one.role }) });
  }
  const facts = {
    version: versionOf(),
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    target: describeTarget(options, context),
    region: regionOf(options, context) ?? null,
    caller,
    schemaFolders: knownTypes(options, context),
  };
  const text = options.json
    ? JSON.stringify({ format: jsonFormatVersion, ...facts, roles: told.map(roleToJson) }, undefined, 2) + '\n'
    : [...factRows(facts), ...told.flatMap(roleRows)].map(([name, value]) => `${name.padEnd(14)}${value}\n`).join('');
  context.output.write(context.masker.mask(text));
  const palette = paletteFor(options, context);
  for (const failure of failures) {
    context.errors.write(formatStatementFailure({ kind: 'failed', failure, done: [] }, palette) + '\n');
  }
  return failures.length === 0 ? exitCodes.done.code : exitCodes.failed.code;
}

async function rolesOf(
  folder: string | undefined,
  environment: string | undefined,
  options: InfoOptions,
  context: Context,
): Promise<
  | { readonly ok: true; readonly value: readonly AssumedRole[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] }
> {
  if (folder === undefined) return { ok: true, value: [] };
  if (environment === undefined) {
    const problem = mistake('input/option', `the environment of the stack ${folder} is missing`, {
      help: 'write stack-deploy info STACK_DIR STACK_ENV',
    });
    return { ok: false, diagnostics: [problem] };
  }
  const { openStack } = await import('../../api/open-stack.ts');
  // Nothing is sent, so that any region will do where none is given.
  const region = regionOf(options, context) ?? 'us-east-1';
  const { value, diagnostics } = await openStack({ ...openingOf(options, context), folder, environment, region });
  if (value === undefined) return { ok: false, diagnostics };
  return { ok: true, value: value.roles };
}

function refuse(diagnostics: readonly Diagnostic[], options: InfoOptions, context: Context): ExitCode {
  const maskText = (line: string): string => context.masker.mask(line);
  context.errors.write(maskText(formatDiagnostics(diagnostics, paletteFor(options, context), { maskText })) + '\n');
  return exitCodes.failed.code;
}

async function askCaller(signing: Signing, options: InfoOptions, context: Context) {
  const { askCallerIdentity } = await import('../../provider/cloud-control/caller-identity.ts');
  // Any region of AWS knows who somebody is.
  const region = regionOf(options, context)?.name ?? 'us-east-1';
  return askCallerIdentity(signing, {
    region,
    stsEndpointUrl: environmentEndpoint('STS', context),
    network: networkSettings(signing.profile, context),
  });
}

function knownTypes(
  options: SchemaFlags,
  context: Context,
): readonly { readonly path: string; readonly types: number }[] {
  return [
    ...schemaFolders({ ...schemasOf(options, context), workingDirectory: context.workingDirectory }).map((folder) => ({
      path: folder.path,
      types: createRegistry({ schemaFolders: [folder], catalogue: null }).typeNames().length,
    })),
    { path: shippedCatalogueFolder, types: openCatalogue().typeNames().length },
  ];
}

type Row = readonly [name: string, value: string];

function factRows(facts: {
  readonly version: string;
  readonly node: string;
  readonly platform: string;
  readonly target: string;
  readonly region: { readonly name: string; readonly from: string } | null;
  readonly caller: { readonly credentials: string; readonly account: string | null; readonly arn: string | null };
  readonly schemaFolders: readonly { readonly path: string; readonly types: number }[];
}): readonly Row[] {
  const { region, caller } = facts;
  return [
    ['stack-deploy', facts.version],
    ['node', facts.node],
    ['platform', facts.platform],
    ['target', facts.target],
    ['region', region === null ? 'none is set; statements have to name one' : `${region.name} (${region.from})`],
    ['credentials', caller.credentials],
    ...(caller.arn === null ? [] : ([['caller', caller.arn]] as const)),
    ['account', caller.account ?? 'known to AWS alone; --ask asks it'],
    ...facts.schemaFolders.map(({ path, types }): Row => ['schemas', `${path} (${count(types, 'type')})`]),
  ];
}

function roleRows({ role, profile, resources, caller }: ToldRole): readonly Row[] {
  const by = profile === undefined ? '' : `, by profile ${profile}`;
  return [
    ['role', `${role.arn}${by}, for ${enumerate(resources)}`],
    ...(caller === undefined ? [] : ([['  caller', caller.arn]] as const)),
  ];
}

function roleToJson({ role, profile, resources, caller }: ToldRole) {
  return { arn: role.arn, sessionName: role.sessionName, profile: profile ?? null, resources, caller: caller ?? null };
}

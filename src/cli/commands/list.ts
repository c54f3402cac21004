import { plainText, redact } from '../../values/reading.ts';
import { ok } from '../../base/result.ts';
import { hasErrors, mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { createLister, type LiveResource } from '../../engine/cloud-control/create-lister.ts';
import { usualAuth } from '../../manifest/auth.ts';
import type { Managed } from '../../lifecycle/find-managed.ts';
import { formatDuration } from '../../report/duration.ts';
import { failureLines, formatTrouble } from '../../report/failure-lines.ts';
import { formatBoxes, type ListingLayout } from '../../report/listing/boxes.ts';
import { listingToJson } from '../../report/listing/listing-json.ts';
import type { ListedLive, ListedType, Listing } from '../../report/listing/listing.ts';
import { formatSummary } from '../../report/listing/summary.ts';
import type { Masker } from '../../report/masker.ts';
import { globOf } from '../../resource-types/match-types.ts';
import { resourceLabel } from '../../resource-types/resource-label.ts';
import { secretsIn } from '../../values/reading.ts';
import type { Context } from '../context.ts';
import { paletteFor } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { chooseTypes, typesOfStack, withParents } from '../listed-types.ts';
import { createListingProgress } from '../listing-progress.ts';
import { openRegistry } from '../open-registry.ts';
import { openTarget, regionOf, type Target, type TargetOptions } from '../open-target.ts';
import type { StackOptions } from '../options.ts';
import type { PreparedStack } from '../prepare-stack.ts';
import { memoryInUse } from '../process-facts.ts';

export interface ListOptions
  extends
    Omit<TargetOptions, 'region'>,
    Pick<StackOptions, 'env' | 'envFile' | 'varsFile' | 'schemaDir' | 'color' | 'json'> {
  readonly type: readonly string[];
  readonly region: readonly string[];
  readonly name: string | undefined;
  readonly our: boolean;
  readonly notOur: boolean;
  readonly summary: boolean;
}

/** Shows what is in the cloud, and what of it a stack manages. */
export async function list(
  folder: string | undefined,
  environment: string | undefined,
  options: ListOptions,
  context: Context,
): Promise<ExitCode> {
  const started = context.clock.now();
  const { masker } = context;
  const palette = paletteFor(options, context);
  const tell = (diagnostics: readonly Diagnostic[]): void => {
    if (diagnostics.length === 0) return;
    const text = formatDiagnostics(diagnostics, palette, { maskText: (line) => masker.mask(line) });
    context.errors.write(masker.mask(text) + '\n');
  };
  const refuse = (...diagnostics: readonly Diagnostic[]): ExitCode => {
    tell(diagnostics);
    return exitCodes.failed.code;
  };
  const target: TargetOptions = { ...options, region: options.region[0] };
  const regions = regionsOf(options, context);
  const wrong = wrongUse(folder, environment, options, regions);
  if (wrong !== undefined) return refuse(wrong);

  let stack: PreparedStack | undefined;
  if (folder !== undefined && environment !== undefined) {
    const { prepareStack } = await import('../prepare-stack.ts');
    const prepared = await prepareStack(folder, environment, options, context, regions[0]);
    masker.add(secretsIn(prepared.variables?.all ?? {}));
    tell(prepared.diagnostics);
    stack = prepared.value;
    if (stack === undefined || hasErrors(prepared.diagnostics)) return exitCodes.failed.code;
  }
  const known = stack === undefined ? openRegistry(options, context, context.workingDirectory) : ok(stack.registry);
  if (!known.ok) return refuse(known.error);
  const registry = known.value;
  const chosen = options.type.length > 0 ? chooseTypes(options.type, registry) : undefined;
  if (chosen !== undefined && hasErrors(chosen.diagnostics)) return refuse(...chosen.diagnostics);
  const types = chosen?.types ?? (stack === undefined ? [] : typesOfStack(stack));

  const progress = createListingProgress(context.errors, palette);
  const opened = await openTarget(target, context, { registry, emit: () => undefined });
  if (!opened.ok) return refuse(opened.error);
  let listing: Listing;
  try {
    const managed = stack === undefined ? undefined : await managedBy(stack, opened.value, masker, context);
    if (managed !== undefined && managed.failed.length > 0) {
      const lines = managed.failed.flatMap(({ resource, reason }) => {
        const [first = '', ...more] = failureLines(reason, palette);
        return [`it cannot be said whether ${resource} is there: ${first}`, ...more.map((line) => '  ' + line)];
      });
      context.errors.write(masker.mask(lines.join('\n')) + '\n');
      return exitCodes.failed.code;
    }
    progress.initialised();
    const lister = createLister({ provider: opened.value.provider, registry, signal: context.signal });
    const steps = regions.flatMap((region) => withParents(types, registry).map((step) => ({ ...step, region })));
    progress.total = steps.length;
    const found = new Map(
      types.map((type) => [
        type.typeName,
        { resources: [] as ListedLive[], troubles: [] as ListedType['troubles'][number][] },
      ]),
    );
    for (const { type, wanted, region } of steps) {
      progress.listing(type.typeName);
      const answer = wanted ? await lister.list(type, region) : await lister.look(type, region);
      progress.listed(answer.ok);
      const entry = found.get(type.typeName);
      // What hinders a parent hinders the child, which tells of it.
      if (entry === undefined) continue;
      if (!answer.ok) entry.troubles.push({ region, trouble: answer.error });
      else if (typeof answer.value !== 'number') {
        for (const live of answer.value) masker.add(live.properties.flatMap(([, value]) => secretsIn(value)));
        entry.resources.push(...answer.value.map((live) => listed(live, managed?.managed)).filter(isWanted(options)));
      }
    }
    listing = {
      types: types.map((type) => ({
        typeName: type.typeName,
        resources: [],
        troubles: [],
        ...found.get(type.typeName),
      })),
      knowsManaged: stack !== undefined,
    };
  } finally {
    progress.close();
    await opened.value.close();
  }
  const mask = (text: string): string => masker.mask(text);
  if (options.json) {
    const document = listingToJson(listing, { summary: options.summary, mask });
    context.output.write(JSON.stringify(document, undefined, 2) + '\n');
  } else {
    const width = context.output.isTerminal ? context.output.columns() : undefined;
    const layout: ListingLayout = { width, palette, mask };
    const boxes = options.summary ? '' : formatBoxes(listing, layout);
    if (boxes !== '') context.output.write(boxes + '\n\n');
    context.output.write(formatSummary(listing, layout));
  }
  const troubles = listing.types.flatMap((type) =>
    type.troubles.map((entry) => ({ typeName: type.typeName, ...entry })),
  );
  for (const { typeName, region, trouble } of troubles) {
    const text = formatTrouble(trouble, palette, { maskText: mask });
    context.errors.write(mask(`${typeName} in ${region} is not in the list:\n${text}`) + '\n');
  }
  const elapsed = formatDuration(context.clock.now() - started);
  context.errors.write(`Executed in ${elapsed}, ${Math.round(memoryInUse() / 1e6)} MB\n`);
  return troubles.length === 0 ? exitCodes.done.code : exitCodes.failed.code;
}

function regionsOf(options: ListOptions, context: Context): readonly string[] {
  if (options.region.length > 0) return [...new Set(options.region)];
  const region = regionOf({ ...options, region: undefined }, context);
  return region === undefined ? [] : [region];
}

function wrongUse(
  folder: string | undefined,
  environment: string | undefined,
  options: ListOptions,
  regions: readonly string[],
): Diagnostic | undefined {
  if (folder !== undefined && environment === undefined) {
    return mistake('input/option', `the environment of the stack ${folder} is missing`, {
      help: 'write stack-deploy list STACK_DIR STACK_ENV',
    });
  }
  if (options.our && options.notOur) return mistake('input/option', '--our and --not-our leave nothing to list');
  if ((options.our || options.notOur) && folder === undefined) {
    const option = options.our ? '--our' : '--not-our';
    return mistake('input/option', `${option} needs a stack to know what is ours`, {
      help: `write stack-deploy list STACK_DIR STACK_ENV ${option}`,
    });
  }
  if (options.type.length === 0 && folder === undefined) {
    return mistake('input/option', 'there is nothing that says which resources', {
      help: "name types with -t, or a stack; -t '*' lists everything that can be listed",
    });
  }
  if (regions.length === 0) {
    return mistake('input/region', 'no region is known', { help: 'name one with --region, or set AWS_REGION' });
  }
  return undefined;
}

async function managedBy(stack: PreparedStack, target: Target, masker: Masker, context: Context) {
  const [{ findManaged }, { createEnginesForAuth }, { createScriptRunner }] = await Promise.all([
    import('../../lifecycle/find-managed.ts'),
    import('../../engine/cloud-control/engines-for-auth.ts'),
    import('../run-script.ts'),
  ]);
  const { defaultRegion, registry } = stack;
  const engineFor = createEnginesForAuth({ ...target, registry, defaultRegion, signal: context.signal });
  return findManaged({
    ...stack,
    engine: engineFor(usualAuth),
    engineFor,
    clock: context.clock,
    random: context.random,
    signal: context.signal,
    emit: () => undefined,
    learnSecrets: (secrets) => masker.add(secrets),
    exactPatch: false,
    onFailure: 'error',
    scripts: createScriptRunner(context.environment),
  });
}

function listed(live: LiveResource, managed: readonly Managed[] = []): ListedLive {
  const { type, region, identifier, properties } = live;
  const ours = managed.find(
    (one) => one.typeName === type.typeName && one.region === region && one.identifier === identifier,
  );
  const shown = Object.fromEntries(properties.map(([name, value]) => [name, redact(value)]));
  return {
    region,
    identifier,
    properties,
    name: plainText(resourceLabel(type, shown) ?? identifier),
    managedBy: ours?.resource,
  };
}

function isWanted(options: ListOptions): (resource: ListedLive) => boolean {
  const name = options.name === undefined ? undefined : globOf(options.name);
  return (resource) =>
    !(options.our && resource.managedBy === undefined) &&
    !(options.notOur && resource.managedBy !== undefined) &&
    (name === undefined || name.test(resource.name));
}

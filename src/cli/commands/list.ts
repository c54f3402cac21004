import { givenRegion, regionMistake } from '../../api/find-region.ts';
import { openRegistry } from '../../api/open-registry.ts';
import type { OpenedStack } from '../../api/opened-stack.ts';
import { openTarget } from '../../api/open-target.ts';
import { ok } from '../../base/result.ts';
import { hasErrors, type Diagnostic, type Parsed } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { openLister } from '../../api/open-lister.ts';
import type { FoundManaged } from '../../lifecycle/find-managed.ts';
import { formatDuration } from '../../report/duration.ts';
import { failureLines } from '../../report/failure-lines.ts';
import { formatBoxes, type ListingLayout } from '../../report/listing/boxes.ts';
import { listingToJson } from '../../report/listing/listing-json.ts';
import type { Listing } from '../../report/listing/listing.ts';
import { formatSummary } from '../../report/listing/summary.ts';
import { listingTroubleLines } from '../../report/listing/trouble-lines.ts';
import type { Palette } from '../../report/palette.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import { openingOf, schemasOf, targetOf, variablesOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { paletteFor } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { chooseTypes, typesOfStack, type ChosenTypes } from '../listing/chosen-types.ts';
import { gatherListing } from '../listing/gather-listing.ts';
import { isWantedBy, noRegion, usualRegion, wrongUse, type ListOptions } from '../listing/list-options.ts';
import { placesOf, placesWith, type PlacesAsked } from '../listing/listing-places.ts';
import { createListingProgress } from '../listing/listing-progress.ts';
import { memoryInUse } from '../memory-in-use.ts';

/** Shows what is in the cloud, and what of it a stack manages. */
export async function list(
  folder: string | undefined,
  environment: string | undefined,
  options: ListOptions,
  context: Context,
): Promise<ExitCode> {
  const started = context.clock.now();
  const palette = paletteFor(options, context);
  const request = await readRequest(folder, environment, options, context);
  if (request.diagnostics.length > 0) tell(request.diagnostics, palette, context);
  if (request.value === undefined) return exitCodes.failed.code;
  const listing = await listFrom(request.value, options, palette, context);
  if (listing === undefined) return exitCodes.failed.code;
  show(listing, options, palette, context);
  const elapsed = formatDuration(context.clock.now() - started);
  context.errors.write(`Executed in ${elapsed}, ${Math.round(memoryInUse() / 1e6)} MB\n`);
  const isWhole = listing.types.every((type) => type.troubles.length === 0);
  return isWhole ? exitCodes.done.code : exitCodes.failed.code;
}

/** What is to be listed. */
interface ListRequest {
  readonly places: PlacesAsked;
  readonly stack: OpenedStack | undefined;
  readonly registry: FileRegistry;
  readonly chosen: ChosenTypes;
}

/** Reads options and stack; `value` is undefined where anything is wrong with them. */
async function readRequest(
  folder: string | undefined,
  environment: string | undefined,
  options: ListOptions,
  context: Context,
): Promise<{ readonly value: ListRequest | undefined; readonly diagnostics: readonly Diagnostic[] }> {
  const wrong = wrongUse(folder, environment, options, context);
  if (wrong !== undefined) return { value: undefined, diagnostics: [wrong] };
  const namedRegions = [...new Set(options.region)];
  const [firstRegion] = namedRegions;
  const diagnostics: Diagnostic[] = [];
  let stack: OpenedStack | undefined;
  let defaultRegion: string | undefined;
  if (folder !== undefined && environment !== undefined) {
    const { openStack } = await import('../../api/open-stack.ts');
    const region = firstRegion ?? usualRegion(options, context);
    const opening = await openStack({ ...openingOf(options, context), folder, environment, region });
    diagnostics.push(...opening.diagnostics);
    stack = opening.value;
    if (stack === undefined) return { value: undefined, diagnostics };
    defaultRegion = stack.defaultRegion;
  } else if (firstRegion === undefined) {
    const found = await regionWithoutStack(options, context);
    diagnostics.push(...found.diagnostics);
    defaultRegion = found.value;
  }
  const { workingDirectory } = context;
  const opened =
    stack === undefined
      ? openRegistry({ ...schemasOf(options, context), workingDirectory, stackFolder: workingDirectory })
      : ok(stack.registry);
  if (!opened.ok) return { value: undefined, diagnostics: [...diagnostics, opened.error] };
  const registry = opened.value;
  const chosen =
    stack !== undefined && options.type.length === 0
      ? typesOfStack(stack)
      : chooseTypes(options.type, registry, stack !== undefined);
  diagnostics.push(...chosen.diagnostics);
  const places: PlacesAsked = { namedRegions, defaultRegion, stack };
  if (!hasErrors(diagnostics) && chosen.types.some((type) => placesOf(type, places).length === 0))
    diagnostics.push(noRegion);
  return { value: hasErrors(diagnostics) ? undefined : { places, stack, registry, chosen }, diagnostics };
}

/** The region that variables, environment or profile name, where no stack and no option says one. */
async function regionWithoutStack(options: ListOptions, context: Context): Promise<Parsed<string>> {
  const { loadVariables } = await import('../../api/load-variables.ts');
  const variables = await loadVariables(variablesOf(options, context), context);
  if (variables.value === undefined || hasErrors(variables.diagnostics))
    return { value: undefined, diagnostics: variables.diagnostics };
  const usual = usualRegion(options, context);
  const region = givenRegion(variables.value, usual) ?? usual;
  const wrong = regionMistake(region);
  const diagnostics = [...variables.diagnostics, ...(wrong === undefined ? [] : [wrong])];
  return { value: region?.name, diagnostics };
}

/** Asks the cloud, and shows how far it is; undefined where it cannot be asked at all. */
async function listFrom(
  { places, stack, registry, chosen }: ListRequest,
  options: ListOptions,
  palette: Palette,
  context: Context,
): Promise<Listing | undefined> {
  const { masker, stopping, workingDirectory, clock, random } = context;
  const progress = createListingProgress(context.errors, palette, () => clock.now());
  const [region] = places.namedRegions;
  const opened = await openTarget(targetOf({ ...options, region }, context), {
    workingDirectory,
    clock,
    random,
    registry,
  });
  if (!opened.ok) {
    tell([opened.error], palette, context);
    return undefined;
  }
  try {
    const wrong = await stack?.wrongAccount(opened.value);
    if (wrong !== undefined) {
      tell([wrong], palette, context);
      return undefined;
    }
    const { managed, failed }: FoundManaged =
      stack === undefined
        ? { managed: [], failed: [] }
        : await stack.findManaged({ ...opened.value, signal: stopping, clock, selectTimeoutMs: Infinity });
    if (failed.length > 0) {
      tellUnknown(failed, palette, context);
      return undefined;
    }
    progress.initialised();
    const { providerFor } = opened.value;
    const gathered = await gatherListing({
      types: chosen.types,
      placesOf: (type) => placesWith(managed, type, places),
      listerFor: (signing) => openLister(providerFor(signing), registry, stopping.stop),
      registry,
      managed,
      isWanted: isWantedBy(options),
      masker,
      progress,
    });
    return {
      types: gathered.types,
      leftOut: [...chosen.leftOut, ...gathered.leftOut],
      knowsManaged: stack !== undefined,
    };
  } finally {
    progress.close();
    await opened.value.close();
  }
}

function show(listing: Listing, options: ListOptions, palette: Palette, context: Context): void {
  const { output, errors, masker } = context;
  const mask = (text: string): string => masker.mask(text);
  const layout: ListingLayout = { width: output.isTerminal ? output.columns() : undefined, palette, mask };
  if (options.json) {
    const document = listingToJson(listing, { summary: options.summary, mask });
    output.write(JSON.stringify(document, undefined, 2) + '\n');
  } else {
    const boxes = options.summary ? '' : formatBoxes(listing, layout);
    output.write((boxes === '' ? '' : boxes + '\n\n') + formatSummary(listing, layout));
  }
  for (const line of listingTroubleLines(listing, layout)) errors.write(mask(line) + '\n');
}

/** Without knowing whether a resource of the stack is there nobody can say what is not the stack's. */
function tellUnknown(failed: FoundManaged['failed'], palette: Palette, context: Context): void {
  const lines = failed.flatMap(({ resource, reason }) => {
    const [first = '', ...more] = failureLines(reason, palette);
    return [`it cannot be said whether ${resource} is there: ${first}`, ...more.map((line) => '  ' + line)];
  });
  context.errors.write(context.masker.mask(lines.join('\n')) + '\n');
}

function tell(diagnostics: readonly Diagnostic[], palette: Palette, { errors, masker }: Context): void {
  const mask = (text: string): string => masker.mask(text);
  errors.write(mask(formatDiagnostics(diagnostics, palette, { maskText: mask })) + '\n');
}

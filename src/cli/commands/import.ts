import { resolve } from 'node:path';
import { openRegistry } from '../../api/open-registry.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { count, enumerate } from '../../base/text.ts';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import { networkMistakes, regionOf, schemasOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { paletteFor } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { EntryPlace } from '../importing/entry-place.ts';
import { importLive } from '../importing/import-live.ts';
import type { ImportOptions } from '../importing/import-options.ts';
import { resourcesOfStateFile } from '../importing/state-resources.ts';
import { importDeployedStack, importTemplate } from '../importing/import-template.ts';
import { refusedFor, type ImportedParts, type ImportRefusal } from '../importing/imported-parts.ts';
import { manifestWith, newManifestWith, readManifestBefore, writeManifest } from '../importing/manifest-before.ts';
import { resourcesOfQuery } from '../importing/query-resources.ts';
import { sameTarget } from '../same-target.ts';
import { wantedResource, type WantedResource } from '../importing/wanted-resources.ts';

/** Adds an entry to a manifest for each resource that is named, or makes a manifest of what another tool has. */
export async function importResources(
  folder: string,
  environment: string,
  options: ImportOptions,
  context: Context,
): Promise<ExitCode> {
  const { workingDirectory, masker, errors, output } = context;
  const say = (text: string): void => {
    errors.write(masker.mask(text) + '\n');
  };
  const tell = (diagnostics: readonly Diagnostic[]): void => {
    if (diagnostics.length > 0) say(formatDiagnostics(diagnostics, paletteFor(options, context)));
  };
  const refuse = (refusal: ImportRefusal): ExitCode => {
    if (refusal.kind === 'mistakes') tell(refusal.diagnostics);
    else say(refusal.text);
    return exitCodes.failed.code;
  };
  const stackFolder = resolve(workingDirectory, folder);
  const opened = openRegistry({ ...schemasOf(options, context), workingDirectory, stackFolder });
  if (!opened.ok) return refuse(refusedFor(opened.error));
  const before = readManifestBefore(stackFolder, workingDirectory);
  if (!before.ok) return refuse(refusedFor(before.error));
  const { stack, names, shown } = before.value;
  const place = { stack, environment, names, takeOver: options.takeOver };
  const imported = await importParts(place, options, opened.value, context);
  if (!imported.ok) return refuse(imported.error);
  const { entries, diagnostics, notes, variables } = imported.value;
  tell(diagnostics);
  for (const line of notes) say(line);
  if (entries.length === 0) {
    say('nothing to import');
    return exitCodes.failed.code;
  }
  if (options.print) {
    output.write(newManifestWith(before.value, imported.value));
    say(`made ${count(entries.length, 'entry', 'entries')}`);
    return exitCodes.done.code;
  }
  const text = manifestWith(before.value, imported.value);
  if (!text.ok) return refuse(refusedFor(text.error));
  writeManifest(before.value, text.value);
  say(`added ${count(entries.length, 'entry', 'entries')} to ${shown}`);
  if (variables.length > 0) say(`missing values: ${enumerate(variables)}`);
  const given = variables.map((name) => ` -e ${name}=…`).join('');
  say(`next: stack-deploy plan ${folder} ${environment}${sameTarget(options)}${given}`);
  return exitCodes.done.code;
}

/** What is imported, from wherever the options say. */
async function importParts(
  place: Omit<EntryPlace, 'region'>,
  options: ImportOptions,
  registry: FileRegistry,
  context: Context,
): Promise<Result<ImportedParts, ImportRefusal>> {
  const { cloudformation, cloudformationStack, terraformState, resource, query } = options;
  const region = regionOf(options, context)?.name;
  const refuse = (message: string, help: string, code: Diagnostic['code'] = 'input/option') =>
    err(refusedFor(mistake(code, message, { help })));
  const isLive = resource.length > 0 || query.length > 0 || terraformState !== undefined;
  const sources = [isLive, cloudformation !== undefined, cloudformationStack !== undefined].filter(Boolean).length;
  if (sources === 0)
    return refuse(
      'no resource is named',
      'write --resource TYPE=IDENTIFIER, such as AWS::SQS::Queue=*, or name a source with --query, --terraform-state, --cloudformation or --cloudformation-stack',
    );
  if (sources > 1) {
    const option = cloudformation === undefined ? '--cloudformation-stack' : '--cloudformation';
    return refuse(`${option} cannot be combined with other sources`, 'run the command once for each');
  }
  if (cloudformation !== undefined) return importTemplate(cloudformation, region, options, registry, context);
  if (region === undefined) return refuse('no region is known', 'give --region, or set AWS_REGION', 'input/region');
  const wrong = networkMistakes(options, context);
  if (wrong.length > 0) return err(refusedFor(...wrong));
  if (cloudformationStack !== undefined) {
    if (options.local)
      return refuse('the local cloud has no CloudFormation stacks', 'use --cloudformation FILE, or leave out --local');
    return importDeployedStack(cloudformationStack, region, options, registry, context);
  }
  const named = namedResources(resource, registry, region);
  if (!named.ok) return named;
  const wanted = [...named.value];
  const notes: string[] = [];
  for (const one of query) {
    const found = await resourcesOfQuery(one, options, context);
    if (!found.ok) return found;
    wanted.push(...found.value);
  }
  if (terraformState !== undefined) {
    const state = resourcesOfStateFile(terraformState, region, registry, context.workingDirectory);
    if (!state.ok) return state;
    wanted.push(...state.value.wanted);
    notes.push(...state.value.notes);
  }
  const made = await importLive(wanted, { ...place, region }, options, registry, context);
  return made.ok ? ok({ ...made.value, notes: [...notes, ...made.value.notes] }) : made;
}

function namedResources(
  named: readonly string[],
  registry: FileRegistry,
  region: string,
): Result<readonly WantedResource[], ImportRefusal> {
  const read = named.map((text) => wantedResource(text, registry, region));
  const wrong = read.flatMap((one) => (one.ok ? [] : [one.error]));
  return wrong.length > 0 ? err(refusedFor(...wrong)) : ok(read.flatMap((one) => (one.ok ? [one.value] : [])));
}

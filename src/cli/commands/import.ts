import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { openLister } from '../../api/open-lister.ts';
import { openRegistry } from '../../api/open-registry.ts';
import { openTarget } from '../../api/open-target.ts';
import type { JsonObject } from '../../base/json.ts';
import { count } from '../../base/text.ts';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import type { Lister, LiveResource } from '../../engine/lister.ts';
import { entryName } from '../../import/entry-name.ts';
import { importedEntry } from '../../import/imported-entry.ts';
import { referToEntries, type Imported } from '../../import/refer-to-entries.ts';
import { appendEntries, newManifest } from '../../manifest/append-entries.ts';
import { parseManifest } from '../../manifest/parse-manifest.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import { didYouMeanType } from '../../resource-types/suggest-type.ts';
import { manifestFileName } from '../../stack/load-stack.ts';
import { shownPath } from '../../stack/load-source.ts';
import { reveal, secretsIn } from '../../values/reading.ts';
import { formatStatementFailure } from '../../report/failure-lines.ts';
import { plainPalette } from '../../report/palette.ts';
import { regionOf, schemasOf, targetOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { paletteFor } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { StackOptions } from '../options.ts';

export type ImportOptions = StackOptions & {
  readonly resource: readonly string[];
  readonly print: boolean;
};

/** Adds an entry to a manifest for each resource that is named. */
export async function importResources(
  folder: string,
  environment: string,
  options: ImportOptions,
  context: Context,
): Promise<ExitCode> {
  const { workingDirectory, clock, random, stopping, masker, errors, output } = context;
  const palette = paletteFor(options, context);
  const refuse = (...told: readonly Diagnostic[]): ExitCode => {
    errors.write(masker.mask(formatDiagnostics(told, palette)) + '\n');
    return exitCodes.failed.code;
  };
  if (options.resource.length === 0) {
    const help = 'write --resource TYPE=IDENTIFIER, such as AWS::SQS::Queue=*';
    return refuse(mistake('input/option', 'no resource is named', { help }));
  }
  const stackFolder = resolve(workingDirectory, folder);
  const opened = openRegistry({ ...schemasOf(options, context), workingDirectory, stackFolder });
  if (!opened.ok) return refuse(opened.error);
  const registry = opened.value;
  const region = regionOf(options, context)?.name;
  if (region === undefined)
    return refuse(mistake('input/region', 'no region is known', { help: 'give --region, or set AWS_REGION' }));
  const wanted = options.resource.map((text) => wantedResource(text, registry));
  const wrong = wanted.flatMap((one) => ('code' in one ? [one] : []));
  if (wrong.length > 0) return refuse(...wrong);
  const path = join(stackFolder, manifestFileName);
  const before = readManifest(path, shownPath(path, workingDirectory));
  if (before !== undefined && 'code' in before) return refuse(before);
  const target = await openTarget(targetOf(options, context), { workingDirectory, clock, random, registry });
  if (!target.ok) return refuse(target.error);
  try {
    const lister = openLister(target.value.provider, registry, stopping.stop);
    const found: LiveResource[] = [];
    for (const one of wanted) {
      if ('code' in one) continue;
      const read = await findWanted(lister, one, region);
      if (typeof read === 'string') {
        errors.write(masker.mask(read) + '\n');
        return exitCodes.failed.code;
      }
      if ('code' in read) return refuse(read);
      found.push(...read);
    }
    const { entries, leftOut } = entriesOf(found, new Set(before?.names));
    if (options.print) output.write(newManifest(basename(stackFolder), entries));
    else {
      const text =
        before === undefined ? newManifest(basename(stackFolder), entries) : appendEntries(before.text, entries);
      if (text === undefined) {
        const help = 'write the resources as a list, each behind "- " on a line of its own';
        return refuse(mistake('input/option', 'the entries cannot be added to the manifest', { help }));
      }
      mkdirSync(stackFolder, { recursive: true });
      writeFileSync(path, text);
    }
    const where = options.print ? '' : ` to ${shownPath(path, workingDirectory)}`;
    errors.write(`${options.print ? 'made' : 'added'} ${count(entries.length, 'entry', 'entries')}${where}\n`);
    for (const line of leftOut) errors.write(`${line}\n`);
    if (!options.print)
      errors.write(`next: stack-deploy plan ${folder} ${environment}${options.local ? ' --local' : ''}\n`);
    return exitCodes.done.code;
  } finally {
    await target.value.close();
  }
}

interface Wanted {
  readonly type: ResourceType;
  readonly identifier: string;
}

function wantedResource(text: string, registry: FileRegistry): Wanted | Diagnostic {
  const [name = '', ...rest] = text.split('=');
  const type = registry.find(name);
  if (type === undefined) {
    const help = didYouMeanType(name, registry);
    return mistake('resource/unknown', `unknown resource type "${name}"`, help === undefined ? {} : { help });
  }
  const identifier = rest.join('=');
  if (identifier !== '') return { type, identifier };
  return mistake('input/option', `--resource ${text} has no identifier`, {
    help: `write ${name}=IDENTIFIER, or ${name}=* for all of them`,
  });
}

/** The resources that are meant; a text where the cloud cannot be asked. */
async function findWanted(
  lister: Lister,
  { type, identifier }: Wanted,
  region: string,
): Promise<readonly LiveResource[] | Diagnostic | string> {
  if (!identifier.includes('*')) {
    const read = await lister.read(type, region, identifier);
    if (!read.ok) return formatStatementFailure(read.error, plainPalette);
    return read.value === undefined
      ? mistake('input/option', `${type.typeName} ${identifier} does not exist in ${region}`)
      : [read.value];
  }
  const listed = await lister.list(type, region);
  if (!listed.ok) return formatStatementFailure(listed.error, plainPalette);
  const pattern = new RegExp(`^${identifier.split('*').map(escaped).join('.*')}$`, 's');
  const found = listed.value.filter((live) => pattern.test(live.identifier));
  return found.length > 0
    ? found
    : mistake('input/option', `no ${type.typeName} in ${region} has an identifier like ${identifier}`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The entries, and a line for each secret that is not in them. */
function entriesOf(found: readonly LiveResource[], taken: ReadonlySet<string>) {
  const names = new Set(taken);
  const leftOut: string[] = [];
  const imported = found.map(({ type, identifier, properties }): Imported => {
    const secret = properties.filter(([, value]) => secretsIn(value).length > 0).map(([name]) => name);
    // reveal() of a map is a map.
    const plain = reveal(Object.fromEntries(properties.filter(([name]) => !secret.includes(name)))) as JsonObject;
    const name = entryName(type, plain, names);
    names.add(name);
    const readOnly = new Set(type.properties.filter((one) => one.readOnly).map((one) => one.name));
    for (const one of secret.filter((each) => !readOnly.has(each)))
      leftOut.push(`left out: ${one} of "${name}" is secret; give it from a variable`);
    const live = { type, identifier, properties: plain };
    return { entry: importedEntry(name, live), live };
  });
  return { entries: referToEntries(imported), leftOut };
}

interface ManifestBefore {
  readonly text: string;
  readonly names: readonly string[];
}

/** Undefined where there is none. */
function readManifest(path: string, shown: string): ManifestBefore | Diagnostic | undefined {
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, 'utf8');
  const { value, diagnostics } = parseManifest({ path: shown, text });
  const [broken] = diagnostics.filter(({ severity }) => severity === 'error');
  if (value === undefined || broken !== undefined) return broken ?? mistake('input/option', `${shown} cannot be read`);
  return { text, names: value.resources.map(({ name }) => name) };
}

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openStack } from '../../api/open-stack.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { ejectEntry } from '../../manifest/eject-entry.ts';
import { manifestFileName } from '../../stack/load-stack.ts';
import { shownPath } from '../../stack/load-source.ts';
import { shortFormProps } from '../../stack/short-form-source.ts';
import type { Stack, StackResource } from '../../stack/stack.ts';
import { openingOf, regionOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { paletteFor } from '../create-reporter.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { StackOptions } from '../options.ts';

export type EjectOptions = StackOptions & {
  readonly entry: string;
  readonly print: boolean;
};

/** Writes the query file of an entry in the short form, and makes the entry one that uses it. */
export async function eject(
  folder: string,
  environment: string,
  options: EjectOptions,
  context: Context,
): Promise<ExitCode> {
  // Nothing is sent, so that any region will do where none is given.
  const region = regionOf({ ...options, local: false }, context) ?? 'us-east-1';
  const { value, diagnostics } = await openStack({ ...openingOf(options, context), folder, environment, region });
  const refuse = (told: readonly Diagnostic[]): ExitCode => {
    context.errors.write(context.masker.mask(formatDiagnostics(told, paletteFor(options, context))) + '\n');
    return exitCodes.failed.code;
  };
  if (value === undefined) return refuse(diagnostics);
  const { stack } = value;
  const resource = stack.resources.find(({ address }) => address.entry === options.entry);
  const text = resource?.derivedText?.text;
  if (resource === undefined || text === undefined) return refuse([notInShortForm(options.entry, stack, resource)]);
  if (options.print) {
    context.output.write(text);
    return exitCodes.done.code;
  }
  const later = usedBelow(stack, resource);
  if (later !== undefined) return refuse([later]);
  const path = join(stack.folder, 'resources', `${options.entry}.iql`);
  const shown = shownPath(path, context.workingDirectory);
  if (existsSync(path)) {
    const help = 'remove it, or give the entry another name';
    return refuse([mistake('input/option', `${shown} is there already`, { help })]);
  }
  const manifest = ejectEntry(stack.manifest.source.text, {
    name: options.entry,
    exports: resource.manifest.exports,
    usesDefaultTags: text.includes(shortFormProps.defaultTags),
  });
  if (manifest === undefined) {
    const help = 'write the entry out: it must not be an alias';
    return refuse([mistake('input/option', `"${options.entry}" cannot be found in the manifest`, { help })]);
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  writeFileSync(join(stack.folder, manifestFileName), manifest);
  context.errors.write(`wrote ${shown}, and changed "${options.entry}" in ${stack.manifest.source.path}\n`);
  return exitCodes.done.code;
}

function notInShortForm(name: string, { resources }: Stack, resource: StackResource | undefined): Diagnostic {
  const known = resources.flatMap(({ address, derivedText }) => (derivedText === undefined ? [] : [address.entry]));
  if (resource === undefined) {
    const help = didYouMean(name, known);
    return mistake(
      'input/option',
      `--entry ${name} names no resource of the manifest`,
      help === undefined ? {} : { help },
    );
  }
  return mistake('input/option', `"${name}" is not in the short form`, { at: resource.manifest.at });
}

/** With a query file, an entry sees only what is above it. */
function usedBelow({ graph, resources }: Stack, { name, position, manifest }: StackResource): Diagnostic | undefined {
  const below = graph.edgesFrom(name).find(({ to }) => {
    const used = resources.find((one) => one.name === to);
    return used !== undefined && used.position > position;
  });
  if (below === undefined) return undefined;
  return mistake('input/option', `"${manifest.name}" uses "${below.to}", which comes later in the manifest`, {
    at: manifest.at,
    help: `move it below "${below.to}": an entry with a query file sees only what is above it`,
  });
}

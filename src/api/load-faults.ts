import { shorten } from '../base/text.ts';
import { mistake, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import type { Source } from '../diagnostics/source.ts';
import type { Fault } from '../emulator/faults/fault.ts';
import type { ManifestValue } from '../manifest/manifest.ts';
import { itemsOf, memberOf, textOf } from '../manifest/manifest-value.ts';
import type { FileRegistry } from '../resource-types/create-registry.ts';
import { didYouMeanType } from '../resource-types/suggest-type.ts';
import { loadSource } from '../stack/load-source.ts';
import { documentKind, parseDocument } from './load-document.ts';

/** What a file of faults says: what the emulator takes as `faults` and `seed`. */
export interface FaultFile {
  readonly faults: readonly Fault[];
  readonly seed: string | undefined;
}

const fileOfFaults = documentKind('faults', 'fault');

/**
 * Reads a file of faults: YAML or JSON, as `schemas/faults.schema.json` describes it. A type that `registry` lacks is a mistake, as the
 * fault would strike nothing. The value is absent beside an error.
 */
export function loadFaults(path: string, workingDirectory: string, registry: FileRegistry): Parsed<FaultFile> {
  const source = loadSource(path, { workingDirectory, what: 'the file of faults' });
  return source.value === undefined ? { ...source, value: undefined } : parseFaults(source.value, registry);
}

/** Reads the text of a file of faults, as `loadFaults` does. */
export function parseFaults(source: Source, registry: FileRegistry): Parsed<FaultFile> {
  const { value, diagnostics } = parseDocument(source, fileOfFaults, (root) => unknownTypes(root, registry));
  if (value === undefined) return { value: undefined, diagnostics };
  // The schema vouches for the shape.
  const file = value as unknown as { readonly faults: readonly Fault[]; readonly seed?: string | number };
  const seed = file.seed === undefined ? undefined : String(file.seed);
  return { value: { faults: file.faults, seed }, diagnostics };
}

function unknownTypes(root: ManifestValue, registry: FileRegistry): readonly Diagnostic[] {
  return itemsOf(memberOf(root, 'faults')).flatMap((fault) => {
    const named = memberOf(fault, 'typeName');
    const typeName = textOf(named);
    // The registry knows types under other names too; requests do not.
    if (named === undefined || !typeName || registry.find(typeName)?.typeName === typeName) return [];
    const help = didYouMeanType(typeName, registry);
    return [
      mistake('input/faults', `unknown resource type "${shorten(typeName, 60)}"`, {
        at: named.at,
        ...(help === undefined ? {} : { help }),
      }),
    ];
  });
}

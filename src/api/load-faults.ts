import { join } from 'node:path';
import { packageRoot } from '../base/package-root.ts';
import { shorten } from '../base/text.ts';
import { inOrder } from '../diagnostics/in-order.ts';
import { hasErrors, mistake, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import type { Source } from '../diagnostics/source.ts';
import type { Fault } from '../emulator/faults/fault.ts';
import { checkShape, type DocumentShape } from '../manifest/check-shape.ts';
import type { ManifestValue } from '../manifest/manifest.ts';
import { headOf, itemsOf, jsonOf, memberOf, textOf } from '../manifest/manifest-value.ts';
import { schemaValidator } from '../manifest/manifest-schema.ts';
import { parseYaml } from '../manifest/parse-yaml.ts';
import type { FileRegistry } from '../resource-types/create-registry.ts';
import { didYouMeanType } from '../resource-types/suggest-type.ts';
import { loadSource } from '../stack/load-source.ts';

/** What a file of faults says: what the emulator takes as `faults` and `seed`. */
export interface FaultFile {
  readonly faults: readonly Fault[];
  readonly seed: string | undefined;
}

const shape: DocumentShape = {
  name: 'the file of faults',
  nouns: new Map([['faults', 'fault']]),
  errors: schemaValidator(join(packageRoot, 'schemas', 'faults.schema.json')),
  code: 'input/faults',
};

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
  const { value: root, diagnostics } = parseYaml(source);
  if (root === undefined || hasErrors(diagnostics)) return { value: undefined, diagnostics };
  if (root.kind !== 'map') {
    const found = mistake('input/faults', 'a file of faults must be a map', {
      at: headOf(root),
      help: 'begin it with "faults:", and each fault with "- kind: "',
    });
    return { value: undefined, diagnostics: [...diagnostics, found] };
  }
  const found = inOrder([...diagnostics, ...checkShape(root, shape), ...unknownTypes(root, registry)]);
  if (hasErrors(found)) return { value: undefined, diagnostics: found };
  // The schema vouches for the shape.
  const file = jsonOf(root) as unknown as { readonly faults: readonly Fault[]; readonly seed?: string | number };
  return {
    value: { faults: file.faults, seed: file.seed === undefined ? undefined : String(file.seed) },
    diagnostics: found,
  };
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

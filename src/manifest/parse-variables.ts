import { mistake, type Parsed } from '../diagnostics/diagnostic.ts';
import type { Source } from '../diagnostics/source.ts';
import type { Value } from '../values/value.ts';
import { headOf, valueOf } from './manifest-value.ts';
import { parseYaml } from './parse-yaml.ts';

/**
 * A variables file: a YAML or JSON map of names to values of any type, nested ones too. An empty file has no variables. The value is
 * absent where the text is no map, or over a budget.
 */
export function parseVariables(source: Source): Parsed<ReadonlyMap<string, Value>> {
  const { value: root, diagnostics } = parseYaml(source);
  if (root === undefined || diagnostics.some((found) => found.code === 'manifest/too-complex')) {
    return { value: undefined, diagnostics };
  }
  if (root.kind === 'scalar' && root.value === null) return { value: new Map(), diagnostics };
  if (root.kind !== 'map') {
    const found = mistake('input/variable', 'a variables file must be a map of names to values', {
      at: headOf(root),
      help: 'write each as name: value',
    });
    return { value: undefined, diagnostics: [...diagnostics, found] };
  }
  const nameless = root.entries
    .filter((entry) => entry.key.trim() === '')
    .map((entry) => mistake('input/variable', 'a variable must have a name', { at: entry.keyAt }));
  return {
    value: new Map(root.entries.map((entry) => [entry.key, valueOf(entry.value)])),
    diagnostics: [...diagnostics, ...nameless],
  };
}

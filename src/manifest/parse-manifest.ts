import { inOrder } from '../diagnostics/in-order.ts';
import { mistake, type Parsed } from '../diagnostics/diagnostic.ts';
import type { Source } from '../diagnostics/source.ts';
import { buildManifest } from './build-manifest.ts';
import { checkShape } from './check-shape.ts';
import type { Manifest } from './manifest.ts';
import { headOf } from './manifest-value.ts';
import { parseYaml } from './parse-yaml.ts';
import { refusedVersion } from './required-version.ts';
import { manifestRules } from './rules/all.ts';

/**
 * A stack's manifest, with every mistake in it in the order of the file. The value is absent where the text is no YAML map or over a
 * budget, or where it requires another version of stack-deploy; beside other mistakes it holds what could be understood.
 */
export function parseManifest(source: Source): Parsed<Manifest> {
  const parsed = parseYaml(source);
  const root = parsed.value;
  if (root === undefined) return { value: undefined, diagnostics: parsed.diagnostics };
  if (root.kind !== 'map') {
    const isEmpty = root.kind === 'scalar' && root.value === null;
    const found = mistake('manifest/wrong-type', isEmpty ? 'the manifest is empty' : 'the manifest must be a map', {
      at: headOf(root),
      help: 'it begins with version: 1, name: … and resources:',
    });
    return { value: undefined, diagnostics: [...parsed.diagnostics, found] };
  }
  // A document that repeats itself too often or without end must not be unfolded.
  if (parsed.diagnostics.some((diagnostic) => diagnostic.code === 'manifest/too-complex')) {
    return { value: undefined, diagnostics: parsed.diagnostics };
  }
  // What another version knows may look like a mistake to this one: nothing else is said then.
  const refused = refusedVersion(root);
  if (refused !== undefined) return { value: undefined, diagnostics: [refused] };
  const manifest = buildManifest(source, root);
  const diagnostics = [...parsed.diagnostics, ...checkShape(root), ...manifestRules.flatMap((rule) => rule(manifest))];
  return { value: manifest, diagnostics: inOrder(diagnostics) };
}

import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Manifest, ManifestValue } from '../manifest.ts';

/** A global without a value is most often a forgotten one. */
export function emptyGlobals(manifest: Manifest): readonly Diagnostic[] {
  return manifest.globals
    .filter((global) => isEmpty(global.value))
    .map((global) =>
      mistake('manifest/empty-value', `global "${global.name}" has no value`, {
        at: global.value.at.end > global.value.at.start ? global.value.at : global.at,
        help: 'give it a value, or remove it',
      }),
    );
}

function isEmpty(value: ManifestValue): boolean {
  if (value.kind === 'scalar') return value.value === null;
  return value.kind === 'text' && value.excerpt.text.trim() === '';
}

import { warning } from '../../diagnostics/diagnostic.ts';
import { memberOf } from '../../manifest/manifest-value.ts';
import type { ManifestEntry } from '../../manifest/manifest.ts';
import type { Tell, ValueReader } from './understand-value.ts';

/** An output that is a property of a resource. */
export interface Output {
  readonly name: string;
  readonly entry: string;
  readonly property: string;
}

/** None, and told, where the manifest cannot export such a value. */
export function readOutput({ key, keyAt, value }: ManifestEntry, reader: ValueReader, tell: Tell): readonly Output[] {
  const given = memberOf(value, 'Value');
  const meaning = given === undefined ? undefined : reader.read(given);
  if (meaning === undefined) return [];
  const [only, second] = meaning.kind === 'joined' ? meaning.parts : [meaning];
  if (only?.kind === 'member' && second === undefined && !only.path.includes('.'))
    return [{ name: key, entry: only.entry, property: only.path }];
  const message = `the output ${key} is not a property of one resource, and the manifest exports nothing else`;
  tell(warning('input/import', message, { at: keyAt, help: 'export its parts' }));
  return [];
}

import { join } from 'node:path';
import type { Json } from '../base/json.ts';
import { packageRoot } from '../base/package-root.ts';
import { inOrder } from '../diagnostics/in-order.ts';
import { hasErrors, mistake, type Diagnostic, type Parsed } from '../diagnostics/diagnostic.ts';
import type { Source } from '../diagnostics/source.ts';
import { checkShape, type DocumentShape } from '../manifest/check-shape.ts';
import type { ManifestValue } from '../manifest/manifest.ts';
import { schemaValidator } from '../manifest/manifest-schema.ts';
import { headOf, jsonOf } from '../manifest/manifest-value.ts';
import { parseYaml } from '../manifest/parse-yaml.ts';

/** A kind of file that the emulator is told something by: a YAML or JSON map that a schema describes. */
export interface DocumentKind {
  /** `file of faults`. */
  readonly name: string;
  readonly shape: DocumentShape;
  /** How such a file begins, for one that is no map. */
  readonly help: string;
}

/** `list` names the list that the file holds, `item` what is in it; the schema is `schemas/LIST.schema.json`. */
export function documentKind(list: string, item: string): DocumentKind {
  const name = `file of ${list}`;
  return {
    name,
    shape: {
      name: `the ${name}`,
      nouns: new Map([[list, item]]),
      errors: schemaValidator(join(packageRoot, 'schemas', `${list}.schema.json`)),
      code: 'input/faults',
    },
    help: `begin it with "${list}:", and each ${item} with "- "`,
  };
}

/** Reads a document of a kind, with all that is wrong in it in the order of the file. The value satisfies the schema; it is absent beside an error. */
export function parseDocument(
  source: Source,
  { name, shape, help }: DocumentKind,
  check: (root: ManifestValue) => readonly Diagnostic[] = () => [],
): Parsed<Json> {
  const { value: root, diagnostics } = parseYaml(source);
  if (root === undefined || hasErrors(diagnostics)) return { value: undefined, diagnostics };
  if (root.kind !== 'map') {
    const found = mistake('input/faults', `a ${name} must be a map`, { at: headOf(root), help });
    return { value: undefined, diagnostics: [...diagnostics, found] };
  }
  const found = inOrder([...diagnostics, ...checkShape(root, shape), ...check(root)]);
  return { value: hasErrors(found) ? undefined : jsonOf(root), diagnostics: found };
}

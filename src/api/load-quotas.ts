import type { Parsed } from '../diagnostics/diagnostic.ts';
import type { Source } from '../diagnostics/source.ts';
import type { Quota } from '../resource-types/quotas/quota.ts';
import { loadSource } from '../stack/load-source.ts';
import { documentKind, parseDocument } from './load-document.ts';

const fileOfQuotas = documentKind('quotas', 'quota');

/** Reads a file of quotas: YAML or JSON, as `schemas/quotas.schema.json` describes it. The value is absent beside an error. */
export function loadQuotas(path: string, workingDirectory: string): Parsed<readonly Quota[]> {
  const source = loadSource(path, { workingDirectory, what: 'the file of quotas' });
  return source.value === undefined ? { ...source, value: undefined } : parseQuotas(source.value);
}

/** Reads the text of a file of quotas, as `loadQuotas` does. */
export function parseQuotas(source: Source): Parsed<readonly Quota[]> {
  const { value, diagnostics } = parseDocument(source, fileOfQuotas);
  // The schema vouches for the shape.
  const file = value as unknown as { readonly quotas: readonly Quota[] } | undefined;
  return { value: file?.quotas, diagnostics };
}

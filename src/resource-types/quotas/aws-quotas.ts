import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../base/package-root.ts';
import type { Quota } from './quota.ts';

let known: readonly Quota[] | undefined;

/** The quotas of AWS as far as they are known; those that AWS does not publish are marked as a guess. */
export function awsQuotas(): readonly Quota[] {
  if (known !== undefined) return known;
  const text = readFileSync(join(packageRoot, 'schemas', 'quotas', 'aws.json'), 'utf8');
  // The file is part of this package, and a test holds it to its schema.
  known = (JSON.parse(text) as { readonly quotas: readonly Quota[] }).quotas;
  return known;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../../src/base/package-root.ts';

/** The rows of a table of names, each a list of cells. */
export function readTable(name: string): readonly (readonly string[])[] {
  const text = readFileSync(join(packageRoot, 'test', 'fixtures', 'naming', name), 'utf8');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
}

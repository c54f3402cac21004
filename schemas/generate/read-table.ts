import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';

/** The rows of a table of facts in this folder under its line of headings, by the text of their first cell. */
export function readTable(name: string): ReadonlyMap<string, readonly (readonly string[])[]> {
  const text = readFileSync(join(packageRoot, 'schemas', 'generate', name), 'utf8');
  const rows = new Map<string, (readonly string[])[]>();
  for (const line of text.trimEnd().split('\n').slice(1)) {
    const [key = '', ...cells] = line.split('\t');
    const others = rows.get(key);
    if (others === undefined) rows.set(key, [cells]);
    else others.push(cells);
  }
  return rows;
}

/** The entries of a cell with commas between them. */
export function listOf(cell: string | undefined): readonly string[] {
  return cell === undefined || cell === '' ? [] : cell.split(',');
}

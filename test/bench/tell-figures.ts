import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';

/** Prints figures; where `--write` was given, they stand between `<!-- NAME -->` and `<!-- end NAME -->` in docs/performance.md too. */
export function tellFigures(name: 'runs' | 'asking' | 'alike', lines: readonly string[]): void {
  process.stdout.write(lines.join('\n') + '\n');
  if (!process.argv.includes('--write')) return;
  const path = join(packageRoot, 'docs/performance.md');
  const [from, to] = [`<!-- ${name} -->`, `<!-- end ${name} -->`];
  const text = readFileSync(path, 'utf8');
  const [before = '', rest = ''] = text.split(from);
  const after = rest.split(to)[1];
  if (after === undefined) throw new Error(`${path} has no place for ${name}.`);
  writeFileSync(path, `${before}${from}\n\n${lines.join('\n')}\n\n${to}${after}`);
  execFileSync(process.execPath, [join(packageRoot, 'node_modules/prettier/bin/prettier.cjs'), '--write', path]);
}

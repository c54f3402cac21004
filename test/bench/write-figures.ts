import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';
import type { Told } from './section.ts';

const page = join(packageRoot, 'docs/performance.md');
const plotFolder = join(packageRoot, 'docs/performance');

/** Puts the figures of a section between `<!-- NAME -->` and `<!-- end NAME -->` of docs/performance.md, and its plots beside it. */
export function writeFigures(name: string, { lines, plots = {} }: Told): void {
  const [from, to] = [`<!-- ${name} -->`, `<!-- end ${name} -->`];
  const [before = '', rest = ''] = readFileSync(page, 'utf8').split(from);
  const after = rest.split(to)[1];
  if (after === undefined) throw new Error(`${page} has no place for ${name}.`);
  const pictures = Object.entries(plots).map(([file, picture]) => `![${titleOf(picture)}](performance/${file})`);
  const shown = [lines.join('\n'), ...pictures].join('\n\n');
  writeFileSync(page, `${before}${from}\n\n${shown}\n\n${to}${after}`);
  execFileSync(process.execPath, [join(packageRoot, 'node_modules/prettier/bin/prettier.cjs'), '--write', page]);
  mkdirSync(plotFolder, { recursive: true });
  for (const [file, picture] of Object.entries(plots)) writeFileSync(join(plotFolder, file), picture);
}

/** What a plot shows, as it says itself. */
function titleOf(picture: string): string {
  return /<title[^>]*>(.*)<\/title>/.exec(picture)?.[1] ?? '';
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import '../support/quiet-sdk.ts';
import { fetchNode } from '../support/fetched-node.ts';
import { keptFigures } from './kept-figures.ts';
import type { Section } from './section.ts';
import { askingSection } from './sections/asking.ts';
import { growthSection } from './sections/growth.ts';
import { matrixSection } from './sections/matrix.ts';
import { ownSection } from './sections/own.ts';
import { parallelSection } from './sections/parallel.ts';
import { realTimeSection } from './sections/real-time.ts';
import { runsSection } from './sections/runs.ts';
import { startSection } from './sections/start.ts';
import { writeFigures } from './write-figures.ts';

/**
 * `npm run bench` prints tables of docs/performance.md, with `--write` it puts them there:
 *
 * - `--all`: those, too, that take minutes. `--only start,matrix`: these alone.
 * - `--most 100`: stacks of more resources are left out, of those that take minutes.
 * - `--resume`: what was measured before with the same program is not measured again.
 * - `--node PATH` or `--node 22`, several times: the versions of Node.js. Default: NODE_BINARIES, paths as in PATH, or this one.
 * - `--against DIR [--only TEXT]` compares this checkout with another one instead, in the figures whose names have TEXT.
 */
const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    all: { type: 'boolean', default: false },
    most: { type: 'string', default: '2000' },
    node: { type: 'string', multiple: true },
    only: { type: 'string', default: '' },
    resume: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

/** In the order in which the page shows them. */
const sections: readonly Section[] = [
  ...[startSection, ownSection, growthSection, askingSection, runsSection],
  ...[matrixSection, parallelSection, realTimeSection],
];

if (values.against === undefined) await tellSections();
else {
  const { compareWith } = await import('./against.ts');
  compareWith(values.against, values.only);
}

async function tellSections(): Promise<void> {
  const names = values.only === '' ? [] : values.only.split(',');
  for (const name of names)
    if (!sections.some((section) => section.name === name))
      throw new Error(`There is no ${name}: ${sections.map((section) => section.name).join(', ')}`);
  const chosen = sections.filter(({ name, isLong }) =>
    names.length > 0 ? names.includes(name) : values.all || !isLong,
  );
  const fetched = mkdtempSync(join(tmpdir(), 'stack-deploy-node-'));
  try {
    const bench = { nodes: nodesIn(fetched), most: Number(values.most), keep: keptFigures(values.resume) };
    for (const section of chosen) {
      const told = await section.tell(bench);
      process.stdout.write(`${section.name}\n\n${told.lines.join('\n')}\n\n`);
      if (values.write) writeFigures(section.name, told);
    }
  } finally {
    rmSync(fetched, { recursive: true, force: true });
  }
}

/** A number is a version that is fetched into the folder. */
function nodesIn(folder: string): readonly string[] {
  const asked = values.node ?? process.env['NODE_BINARIES']?.split(delimiter) ?? [process.execPath];
  return asked.map((node) => (/^[\d.]+$/.test(node) ? join(fetchNode(node, folder), 'node') : node));
}

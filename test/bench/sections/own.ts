import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeThings } from '../../support/side-by-side.ts';
import { writesAtOnce } from '../matrix/least-time.ts';
import { shapesOf, thingsOf, titleOf, type Shape } from '../matrix/shape.ts';
import { leastUsage, ownProgram, type ProgramUsage } from '../run-program.ts';
import type { Section } from '../section.ts';

const verbs = ['validate', 'build', 'no change', 'plan', 'test', 'teardown'] as const;

type Verb = (typeof verbs)[number];

/** What the program itself needs where the cloud takes no time: the embedded Cloud Control is part of it. */
export const ownSection: Section = {
  name: 'own',
  isLong: true,
  tell: async ({ keep, most }) => {
    const lines = [`| stack | ${verbs.join(' | ')} |`, `| --- | ${verbs.map(() => '--:').join(' | ')} |`];
    for (const shape of shapesOf([1, 10, 100, 1000].filter((count) => count <= most))) {
      const usages = await keep(`own, ${titleOf(shape)}`, () => Promise.resolve(usagesOf(shape)));
      lines.push(`| ${[titleOf(shape), ...usages.map(cellOf)].join(' | ')} |`);
    }
    return { lines };
  },
};

function usagesOf(shape: Shape): readonly ProgramUsage[] {
  const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-bench-'));
  try {
    writeThings(join(folder, 'stack'), thingsOf(shape));
    return verbs.map((verb) => {
      const changes = verb === 'build' || verb === 'teardown';
      return leastUsage(ownProgram, argvOf(verb), changes || shape.count > 100 ? 1 : 3, { folder });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function argvOf(verb: Verb): readonly string[] {
  const parallelism = ['--parallelism', String(writesAtOnce)];
  switch (verb) {
    case 'validate':
      return ['validate', 'stack', 'dev'];
    case 'plan':
    case 'test':
      return [verb, 'stack', 'dev', '--local'];
    case 'build':
    case 'teardown':
      return [verb, 'stack', 'dev', '--local', ...parallelism];
    case 'no change':
      return ['build', 'stack', 'dev', '--local', ...parallelism];
  }
}

function cellOf({ elapsedMs, processorMs, megabytes }: ProgramUsage): string {
  return [elapsedMs, processorMs, megabytes].map(Math.round).join(' / ');
}

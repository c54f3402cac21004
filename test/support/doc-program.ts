import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { directiveOf, placeOf, sectionsOf } from './doc-blocks.ts';
import { withRig } from './rig.ts';

/** Runs every block of a page that is marked `program`, beside the example, and compares what it prints with the block behind it. */
export async function runPrograms(page: string): Promise<void> {
  const blocks = sectionsOf(page).flatMap((section) => section.blocks);
  const programs = blocks.filter((block) => directiveOf(block, 'program') !== undefined);
  expect(programs).not.to.be.empty;
  await withRig((rig) => {
    rig.copy('examples/cognito-user-pool');
    mkdirSync(join(rig.folder, 'node_modules'));
    symlinkSync(packageRoot, join(rig.folder, 'node_modules/stack-deploy'));
    for (const program of programs) {
      rig.write('program.mjs', program.text);
      const output = execFileSync(process.execPath, ['program.mjs'], {
        cwd: rig.folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      expect(output, placeOf(program)).to.equal(blocks[blocks.indexOf(program) + 1]?.text);
    }
    return Promise.resolve();
  });
}

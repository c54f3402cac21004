import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { readDocument } from '../support/doc-blocks.ts';
import { withRig } from '../support/rig.ts';
import { terminalPicture } from '../support/terminal-picture.ts';

const path = 'docs/first-run.svg';

describe('the picture of the README', () => {
  it('shows what the program prints: a plan, a build and a mistake', async () => {
    await withRig(async (rig) => {
      rig.environment.set('FORCE_COLOR', '1');
      const shown: string[] = [];
      const show = async (line: string): Promise<void> => {
        const { output, errors } = await rig.run(...line.split(' '));
        shown.push(`\x1b[2m$\x1b[22m stack-deploy ${line}`, `${errors}${output}`.trimEnd(), '');
      };
      await rig.run('init', 'my-stack');
      await rig.run('build', 'my-stack', 'dev', '--local');
      rig.edit('my-stack/stackql_manifest.yml', 'RefreshTokenValidity: 30', 'RefreshTokenValidity: 7');
      await show('plan my-stack dev --local');
      await show('build my-stack dev --local');
      rig.edit('my-stack/stackql_manifest.yml', 'ClientName:', 'ClientNme:');
      await show('validate my-stack dev');
      const picture = terminalPicture(
        shown.join('\n'),
        'A plan, a build and a mistake: what stack-deploy prints in a terminal',
      );
      if (process.env['UPDATE_FIXTURES'] !== undefined) writeFileSync(join(packageRoot, path), picture);
      expect(readDocument(path)).to.equal(picture);
    });
  });
});

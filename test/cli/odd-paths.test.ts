import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { withRig, type Rig } from '../support/rig.ts';

async function withStack(use: (rig: Rig) => Promise<void>): Promise<void> {
  await withRig((rig) => {
    rig.copy('examples/cognito-user-pool', 'shop');
    rig.write('file', 'a: b');
    return use(rig);
  });
}

const long = 'x'.repeat(300);

describe('paths that lead nowhere', () => {
  const wrong: readonly (readonly [argv: readonly string[], says: string])[] = [
    [['build', '--output-file', 'file/out.json'], 'file/out.json cannot be written: a part of its path is a file'],
    [['build', '--output-file', 'file/a/out.json'], 'file/a/out.json cannot be written: a part of its path is a file'],
    [['build', '--output-file', long], `${long} cannot be written: its name is too long`],
    // The file is written under a longer name first.
    [['build', '--output-file', 'x'.repeat(240)], 'cannot be written: its name is too long'],
    [['build', '--output-file', ''], 'the output file has no name'],
    [['build', '--schema-dir', 'file'], 'the schema folder file cannot be used: it is a file'],
    [['build', '--schema-dir', 'file/schemas'], 'file/schemas cannot be used: a part of its path is a file'],
    [['build', '--schema-dir', long], `${long} cannot be used: its name is too long`],
    [['build', '--local-dir', ''], '--local-dir has no folder name'],
    [['build', '--local-dir', 'file/local'], 'a part of its path is a file'],
    [['build', '--vars-file', 'file/vars.yml'], 'file/vars.yml does not exist'],
    [['build', '--vars-file', long], 'cannot be read (ENAMETOOLONG)'],
    [['build', '--env-file', long], 'cannot be read (ENAMETOOLONG)'],
  ];
  for (const [[verb = '', option = '', path = ''], says] of wrong) {
    it(`are refused: ${option} ${path.slice(0, 20)}`, async () => {
      await withStack(async (rig) => {
        const run = await rig.run(verb, 'shop', 'dev', '--local', option, path);
        expect(run).to.deep.include({ code: 1, output: '' });
        expect(run.errors).to.include(says);
        expect(run.errors).not.to.include('Building');
      });
    });
  }

  if (process.platform !== 'win32') {
    for (const option of ['--vars-file', '--env-file']) {
      it(`have an end where files have none: ${option} /dev/zero`, async () => {
        await withStack(async (rig) => {
          const run = await rig.run('build', 'shop', 'dev', '--local', option, '/dev/zero');
          expect(run).to.deep.include({ code: 1, output: '' });
          expect(run.errors).to.include('/dev/zero is larger than the 1048576 bytes that are read');
        });
      });
    }

    it('may be a pipe', async () => {
      await withStack(async (rig) => {
        execFileSync('mkfifo', [join(rig.folder, 'pipe')]);
        const run = await rig.run('query', '-f', 'pipe', '--local');
        expect(run).to.deep.include({ code: 1, output: '' });
        expect(run.errors).to.include('there is no statement in pipe');
      });
    });
  }
});

describe('the folder of the embedded Cloud Control', () => {
  it('is kept out of version control where the program makes it, and nothing else is', async () => {
    await withStack(async (rig) => {
      await rig.run('build', 'shop', 'dev', '--local');
      expect(rig.read('.stack-deploy/.gitignore')).to.equal('*\n');
      await rig.run('build', 'shop', 'dev', '--local', '--local-dir', 'made/for/this');
      expect(rig.read('made/.gitignore')).to.equal('*\n');
      rig.write('mine/notes.txt', 'kept');
      await rig.run('build', 'shop', 'dev', '--local', '--local-dir', 'mine');
      expect(existsSync(join(rig.folder, 'mine/.gitignore'))).to.equal(false);
      rig.write('.stack-deploy/.gitignore', '# ours\n');
      await rig.run('build', 'shop', 'dev', '--local');
      expect(rig.read('.stack-deploy/.gitignore')).to.equal('# ours\n');
    });
  });
});

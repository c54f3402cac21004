import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { withRig, type Rig } from '../support/rig.ts';
import { spawnProgram, type Spawned } from '../support/spawn-program.ts';

const stack = 'examples/cognito-user-pool';
const user = process.getuid?.() ?? 'user';

/** A rig whose compiled code is kept in a folder of its own. */
class Kept {
  readonly rig: Rig;
  readonly folder: string;

  constructor(rig: Rig) {
    this.rig = rig;
    this.folder = join(rig.folder, 'compiled', `stack-deploy-compiled-${user}`);
    rig.copy(stack);
  }

  run(argv: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Spawned> {
    const { folder } = this.rig;
    return spawnProgram(argv, {
      folder,
      environment: { NODE_COMPILE_CACHE: join(folder, 'compiled'), ...environment },
    });
  }

  validate(): Promise<Spawned> {
    return this.run(['validate', stack, 'dev']);
  }

  /** What stands after the build and the version of Node.js. */
  commands(): readonly string[] {
    return readdirSync(this.folder).map((name) => name.split('-').at(-1) ?? name);
  }

  /** The only file. */
  file(): string {
    const names = readdirSync(this.folder);
    expect(names).to.have.length(1);
    return join(this.folder, names[0] ?? '');
  }
}

const withKept = (use: (kept: Kept) => Promise<void>): Promise<void> => withRig((rig) => use(new Kept(rig)));

const valid = { code: 0, signal: null, output: '', errors: 'valid: 3 resources, no request was sent\n' };

describe('compiled code', () => {
  it('is kept in a file a command, and is not written again by the next run', async () => {
    await withKept(async (kept) => {
      expect(await kept.validate()).to.deep.equal(valid);
      const written = statSync(kept.file());
      expect(written.mode & 0o777).to.equal(0o600);
      expect(statSync(kept.folder).mode & 0o777).to.equal(0o700);
      expect(await kept.validate()).to.deep.equal(valid);
      expect(statSync(kept.file()).ino).to.equal(written.ino);
      await kept.run(['--help']);
      expect([...kept.commands()].sort()).to.deep.equal(['help', 'validate']);
    });
  });

  it('is kept by itself for a large stack, which V8 is prepared for', async () => {
    await withKept(async (kept) => {
      await kept.validate();
      const entries = Array.from(
        { length: 500 },
        (_, index) => `  - {name: p_${index}, type: query, if: 'false', sql: SELECT 1 AS one}\n`,
      );
      kept.rig.write('large/stackql_manifest.yml', `version: 1\nname: large\nresources:\n${entries.join('')}`);
      for (const argv of [
        ['large', 'dev'],
        ['dev', '--json', 'large'],
        ['large/stackql_manifest.yml', 'dev'],
      ])
        await kept.run(['validate', ...argv]);
      const { code, errors } = await kept.run(['validate', 'large', 'dev']);
      expect(errors).to.equal('valid: 500 resources, no request was sent\n');
      expect(code).to.equal(0);
      const inodes = (): readonly number[] =>
        readdirSync(kept.folder).map((name) => statSync(join(kept.folder, name)).ino);
      const written = inodes();
      expect([...kept.commands()].sort()).to.deep.equal(['large', 'validate']);
      await kept.run(['validate', 'large', 'dev']);
      await kept.validate();
      expect(inodes()).to.deep.equal(written);
    });
  });

  it('is written again by a run that loads what was not kept', async () => {
    await withKept(async (kept) => {
      await kept.run(['validate', '--help']);
      const { size } = statSync(kept.file());
      expect(await kept.validate()).to.deep.equal(valid);
      expect(statSync(kept.file()).size).to.be.above(size * 2);
    });
  });

  for (const [what, damage] of [
    [
      'a byte that is another',
      (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 1 : byte))),
    ],
    ['an end that is missing', (bytes: Buffer) => bytes.subarray(0, bytes.length - 100)],
    ['nothing in it', () => Buffer.alloc(0)],
    ['another text', () => Buffer.from('[["main.cjs",4]]\nabcd'.repeat(2))],
    ['no list of files', () => Buffer.from('{}\n{}\n')],
  ] as const) {
    it(`is compiled anew, and written, where the file has ${what}`, async () => {
      await withKept(async (kept) => {
        await kept.validate();
        const damaged = kept.file();
        writeFileSync(damaged, damage(readFileSync(damaged)));
        const { ino } = statSync(damaged);
        expect(await kept.validate()).to.deep.equal(valid);
        expect(statSync(kept.file()).ino).not.to.equal(ino);
      });
    });
  }

  it('is neither read nor written where others may write', async () => {
    await withKept(async (kept) => {
      mkdirSync(kept.folder, { recursive: true });
      chmodSync(kept.folder, 0o777);
      expect(await kept.validate()).to.deep.equal(valid);
      expect(readdirSync(kept.folder)).to.deep.equal([]);
    });
  });

  it('is neither read nor written where the folder is a link', async () => {
    await withKept(async (kept) => {
      await kept.validate();
      const elsewhere = join(kept.rig.folder, 'elsewhere');
      renameSync(kept.folder, elsewhere);
      symlinkSync(elsewhere, kept.folder);
      await kept.run(['--help']);
      expect(readdirSync(elsewhere)).to.have.length(1);
    });
  });

  it('is not kept by a run that failed, nor where a person does without', async () => {
    await withKept(async (kept) => {
      mkdirSync(kept.folder, { recursive: true, mode: 0o700 });
      expect((await kept.run(['validate', 'nowhere', 'dev'])).code).to.equal(1);
      expect((await kept.run(['--help'], { NODE_DISABLE_COMPILE_CACHE: '1' })).code).to.equal(0);
      expect(readdirSync(kept.folder)).to.deep.equal([]);
    });
  });

  it('does without a folder that cannot be made', async () => {
    await withKept(async (kept) => {
      writeFileSync(join(kept.rig.folder, 'compiled'), 'a file');
      expect(await kept.validate()).to.deep.equal(valid);
    });
  });
});

import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { withRig, type Rig } from '../support/rig.ts';

const queries =
  "/*+ exists */\nSELECT user_pool_id FROM awscc.cognito.user_pools WHERE region = 'eu-west-1' AND user_pool_name = 'a'\n" +
  "/*+ create */\nINSERT INTO awscc.cognito.user_pools (UserPoolName, UserPoolTags, region) SELECT 'a', '{{ tags }}', 'eu-west-1'\n";
const manifest =
  'version: 1\nname: shop\nresources:\n  - name: pool\n    props:\n      - name: tags\n        value: file(tags.json)\n';

function writeStack(rig: Rig, folder = 'stack'): void {
  rig.write(`${folder}/stackql_manifest.yml`, manifest);
  rig.write(`${folder}/resources/pool.iql`, queries);
  rig.write(`${folder}/resources/tags.json`, '{"team": "web"}');
}

/** A folder that belongs to nobody's project. */
async function withElsewhere<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'elsewhere-')));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('symbolic links in a stack', () => {
  it('lead to files and folders beside the stack', () =>
    withRig(async (rig) => {
      writeStack(rig);
      rig.write('shared/pool.iql', queries);
      for (const name of ['pool.iql', 'tags.json']) {
        mkdirSync(join(rig.folder, 'shared'), { recursive: true });
        renameSync(join(rig.folder, 'stack/resources', name), join(rig.folder, 'shared', name));
        symlinkSync(join('../../shared', name), join(rig.folder, 'stack/resources', name));
      }
      expect(await rig.run('validate', 'stack', 'dev')).to.deep.include({ code: 0 });
      rmSync(join(rig.folder, 'stack/resources'), { recursive: true });
      symlinkSync('../shared', join(rig.folder, 'stack/resources'));
      expect(await rig.run('validate', 'stack', 'dev')).to.deep.include({ code: 0 });
    }));

  it('lead no farther, be they links of files or of folders', () =>
    withRig((rig) =>
      withElsewhere(async (elsewhere) => {
        writeStack(rig);
        writeFileSync(join(elsewhere, 'pool.iql'), queries);
        writeFileSync(join(elsewhere, 'tags.json'), '{}');
        const told = async (): Promise<readonly string[]> => {
          const { code, errors } = await rig.run('validate', 'stack', 'dev');
          expect(code).to.equal(1);
          expect(errors).to.include(
            'help: a symbolic link may lead to what is below the parent of the stack folder, or below the folder in which you run the ' +
              'command: run it from a folder that holds both, or copy the file',
          );
          return errors.split('\n').filter((line) => line.startsWith('error'));
        };
        const ofQueries = `error[query/file-missing]: the query file of resource "pool" is a link to ${elsewhere}/pool.iql, which is not part of the project`;
        const ofTags = `error[manifest/invalid-name]: file(tags.json) is a link to ${elsewhere}/tags.json, which is not part of the project`;
        const resources = join(rig.folder, 'stack/resources');
        rmSync(join(resources, 'pool.iql'));
        symlinkSync(join(elsewhere, 'pool.iql'), join(resources, 'pool.iql'));
        expect(await told()).to.deep.equal([ofQueries]);
        rmSync(join(resources, 'tags.json'));
        symlinkSync(join(elsewhere, 'tags.json'), join(resources, 'tags.json'));
        expect(await told()).to.have.members([ofQueries, ofTags]);
        rmSync(resources, { recursive: true });
        symlinkSync(elsewhere, resources);
        expect(await told()).to.have.members([ofQueries, ofTags]);
      }),
    ));
});

describe('a manifest under another name', () => {
  for (const name of ['stackql_manifest.yaml', 'manifest.yml', 'Stackql_Manifest.yml']) {
    it(`is suggested: ${name}`, () =>
      withRig(async (rig) => {
        writeStack(rig);
        renameSync(join(rig.folder, 'stack/stackql_manifest.yml'), join(rig.folder, 'stack', name));
        const { code, errors } = await rig.run('validate', 'stack', 'dev');
        expect(code).to.equal(1);
        expect(errors).to.equal(
          'error[input/file-missing]: the manifest stack/stackql_manifest.yml does not exist\n' +
            `  = help: did you mean ${name}? Rename it to stackql_manifest.yml\n\nnot valid: 1 mistake\n`,
        );
      }));
  }
});

describe('a file in another encoding', () => {
  const bytesOf: Readonly<Record<string, (text: string) => Uint8Array>> = {
    'UTF-16 (little-endian)': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
    'UTF-16 (big-endian)': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  };
  for (const [name, encode] of Object.entries(bytesOf)) {
    for (const withMark of [true, false]) {
      it(`says what it looks like: ${name}, ${withMark ? 'with' : 'without'} byte order mark`, () =>
        withRig(async (rig) => {
          writeStack(rig);
          const bytes = encode(manifest);
          writeFileSync(join(rig.folder, 'stack/stackql_manifest.yml'), bytes.subarray(withMark ? 0 : 2));
          writeFileSync(join(rig.folder, 'values.yml'), encode('a: b\n').subarray(withMark ? 0 : 2));
          const { code, errors } = await rig.run('validate', 'stack', 'dev', '--vars-file', 'values.yml');
          expect(code).to.equal(1);
          for (const path of ['stack/stackql_manifest.yml', 'values.yml']) {
            expect(errors).to.include(
              `error[input/not-text]: ${path} is not UTF-8 text\n  = help: it looks like ${name}: save it as UTF-8\n`,
            );
          }
        }));
    }
  }

  it('is told to be saved as UTF-8 where nobody can say which it is', () =>
    withRig(async (rig) => {
      writeStack(rig);
      writeFileSync(join(rig.folder, 'stack/resources/pool.iql'), Buffer.from(`-- caf\u00e9\n${queries}`, 'latin1'));
      const { code, errors } = await rig.run('validate', 'stack', 'dev');
      expect(code).to.equal(1);
      expect(errors).to.include('error[input/not-text]: stack/resources/pool.iql is not UTF-8 text');
      expect(errors).to.include('= help: save it as UTF-8');
    }));
});

describe('keys that begin with x-', () => {
  it('are taken at the top of the manifest, and nowhere else', () =>
    withRig(async (rig) => {
      writeStack(rig);
      rig.write('stack/stackql_manifest.yml', `x-team: &team [web]\nx-: 1\n${manifest}`);
      expect(await rig.run('validate', 'stack', 'dev')).to.deep.include({ code: 0 });
      rig.write('stack/stackql_manifest.yml', `x_team: 1\n${manifest}    x-note: 1\n`);
      const { errors } = await rig.run('validate', 'stack', 'dev');
      expect(errors.split('\n').filter((line) => line.startsWith('error'))).to.deep.equal([
        'error[manifest/unknown-key]: unknown key "x_team" in the manifest',
        'error[manifest/unknown-key]: unknown key "x-note" in resource "pool"',
      ]);
    }));
});

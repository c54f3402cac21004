import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { withRig, type Rig } from '../support/rig.ts';
import { spawnProgram } from '../support/spawn-program.ts';

const recorder = pathToFileURL(join(packageRoot, 'dist/test/support/record-modules.js')).href;

interface Loaded {
  /** Packages, each once. */
  readonly packages: readonly string[];
  /** Folders of src. */
  readonly folders: readonly string[];
  /** Files of src: `cli/main.ts`. */
  readonly sources: readonly string[];
  /** Modules of Node.js that files import. */
  readonly builtins: readonly string[];
  /** Files of the bundle. */
  readonly programFiles: readonly string[];
}

/** What a file of the bundle was made of, as its map tells; any other file is itself. */
function sourcesOf(path: string): readonly string[] {
  if (dirname(path) !== join(packageRoot, 'dist/program')) return [path];
  // Written by the bundler.
  const { sources } = JSON.parse(readFileSync(`${path}.map`, 'utf8')) as { readonly sources: readonly string[] };
  return sources.map((source) => resolve(dirname(path), source));
}

async function loadedBy(rig: Rig, ...argv: readonly string[]): Promise<Loaded> {
  const record = join(rig.folder, 'modules.txt');
  const { code, errors } = await spawnProgram(argv, {
    folder: rig.folder,
    // Whether compiled code is kept must not decide what is loaded.
    environment: { RECORDED_MODULES: record, NODE_DISABLE_COMPILE_CACHE: '1' },
    nodeOptions: ['--import', recorder],
  });
  expect(code, errors).to.equal(0);
  const urls = readFileSync(record, 'utf8').split('\n');
  const files = urls.filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url));
  const paths = files.flatMap((path) => sourcesOf(path));
  const packages = paths.flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(path)?.[1] ?? [],
  );
  const sources = paths
    .map((path) => relative(join(packageRoot, 'src'), path).split(sep).join('/'))
    .filter((path) => !path.startsWith('..'));
  const folders = sources.map((path) => path.split('/')[0] ?? path);
  return {
    packages: [...new Set(packages)].sort(),
    folders: [...new Set(folders)].sort(),
    sources: [...new Set(sources)].sort(),
    builtins: [...new Set(urls.filter((url) => url.startsWith('node:')))].sort(),
    programFiles: files.filter((path) => dirname(path) === join(packageRoot, 'dist/program')),
  };
}

describe('starting up', () => {
  for (const argv of [['--help'], ['help', 'build'], ['build', '--help'], ['--version']]) {
    it(`loads commander and nothing else for ${argv.join(' ')}`, async () => {
      await withRig(async (rig) => {
        const { packages, folders } = await loadedBy(rig, ...argv);
        expect(packages).to.deep.equal(['commander']);
        // Of our own code what main needs to write safely, and nothing that does a command's work.
        expect(['api', 'base', 'cli', 'report', 'values']).to.include.members([...folders]);
      });
    });
  }

  it('loads no SDK and no SQLite to validate', async () => {
    await withRig(async (rig) => {
      rig.copy('examples/cognito-user-pool');
      const { packages, folders } = await loadedBy(rig, 'validate', 'examples/cognito-user-pool', 'dev');
      expect(packages).to.include('yaml');
      expect(packages.filter((name) => /aws|smithy|sqlite|re2js/.test(name))).to.deep.equal([]);
      expect(folders).not.to.include('emulator');
    });
  });

  it('runs against the embedded Cloud Control without the SDK', async () => {
    await withRig(async (rig) => {
      rig.copy('examples/cognito-user-pool');
      const { packages } = await loadedBy(rig, 'build', 'examples/cognito-user-pool', 'dev', '--local');
      expect(packages.filter((name) => /aws|smithy/.test(name))).to.deep.equal([]);
    });
  });

  it('reads few files to validate, and imports no module of Node.js that takes long to load', async () => {
    await withRig(async (rig) => {
      rig.copy('examples/cognito-user-pool');
      const { builtins, programFiles } = await loadedBy(rig, 'validate', 'examples/cognito-user-pool', 'dev');
      expect(programFiles).to.have.length.below(30);
      expect(builtins.filter((name) => /child_process|crypto|http|net|worker_threads|zlib/.test(name))).to.deep.equal(
        [],
      );
    });
  });

  it('reads nothing of what runs stacks to validate', async () => {
    await withRig(async (rig) => {
      rig.copy('examples/cognito-user-pool');
      const { sources } = await loadedBy(rig, 'validate', 'examples/cognito-user-pool', 'dev');
      const ofRuns = /^(?:lifecycle|api|cli\/commands)\/(?:build|teardown|run-verb|run-stack|plan|shell|list)\.ts$/;
      expect(sources.filter((path) => ofRuns.test(path))).to.deep.equal([]);
    });
  });

  it("keeps the SDK's warning about Node versions from the person", async () => {
    await withRig(async (rig) => {
      rig.copy('examples/cognito-user-pool');
      const argv = ['build', 'examples/cognito-user-pool', 'dev', '--local'];
      const { code, errors } = await spawnProgram(argv, { folder: rig.folder });
      expect(code).to.equal(0);
      expect(errors).to.include('3 created').and.not.to.include('Warning');
    });
  });
});

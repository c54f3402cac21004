import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { pathToFileURL } from 'node:url';
import { createTestCloud } from 'stack-deploy/testing';
import * as api from 'stack-deploy';
import * as emulator from 'stack-deploy/emulator';
import { packageRoot } from '../../src/base/package-root.ts';
import { packInto } from '../support/packed-package.ts';
import { withRig } from '../support/rig.ts';

interface PackageJson {
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

// It is our own file, and what is looked at is there.
const packageJson = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as PackageJson;
const example = join(packageRoot, 'examples/cognito-user-pool');

/** What npm would publish. */
function packedFiles(): readonly string[] {
  const told = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: packageRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const parsed = JSON.parse(told) as unknown;
  // Older versions of npm tell a list of packages, newer ones a map.
  const [packed] = Object.values(parsed as object) as { readonly files: readonly { readonly path: string }[] }[];
  return packed?.files.map((file) => file.path) ?? [];
}

describe('the package', () => {
  it('holds the program, its types, schemas and help, and nothing of its tests or sources', () => {
    const files = packedFiles();
    const kinds = new Set(
      files.map((file) => file.replace(/^(dist\/\w+|docs|examples|schemas|templates)\/.*?((?:\.d)?\.\w+)$/, '$1/…$2')),
    );
    // Starters may be of any kind.
    const known = [...kinds].filter((kind) => !kind.startsWith('templates/'));
    expect(known.sort()).to.deep.equal([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin/package.json',
      'bin/stack-deploy.js',
      'dist/THIRD-PARTY-LICENSES.txt',
      'dist/library/….js',
      'dist/packages/….cjs',
      'dist/packages/….wasm',
      'dist/program/….cjs',
      'dist/program/….js',
      'dist/sbom.cdx.json',
      'dist/types/….d.ts',
      'docs/….md',
      'docs/….svg',
      'examples/….iql',
      'examples/….yml',
      'examples/….zip',
      'package.json',
      'schemas/….bin',
      'schemas/….json',
      'schemas/….tsv',
      'schemas/….txt',
    ]);
    // What the catalogue is made with stays here.
    expect(files.filter((file) => file.startsWith('schemas/generate/'))).to.deep.equal([]);
    const needed = [
      packageJson.bin['stack-deploy'] ?? '',
      'dist/program/main.cjs',
      'dist/program/start.cjs',
      'dist/program/sqlite-worker.js',
    ].concat(
      Object.entries(packageJson.exports).flatMap(([name, target]) =>
        typeof target === 'string'
          ? name.includes('*')
            ? []
            : [target.slice(2)]
          : Object.values(target).map((path) => path.slice(2)),
      ),
    );
    expect(needed.filter((path) => !files.includes(path))).to.deep.equal([]);
  }).timeout(60_000);

  it('is packed twice to the same bytes', async () => {
    await withRig((rig) => {
      const [first, second] = ['first', 'second'].map((name) => {
        mkdirSync(join(rig.folder, name));
        return readFileSync(packInto(join(rig.folder, name)));
      });
      expect(second !== undefined && first?.equals(second)).to.equal(true);
      return Promise.resolve();
    });
  }).timeout(60_000);

  it('is bundled in parts whose files export each name once', async () => {
    // What it exports is written there.
    const { parts } = (await import(pathToFileURL(join(packageRoot, 'bin/bundle-parts.mjs')).href)) as {
      readonly parts: Readonly<Record<string, readonly string[]>>;
    };
    for (const files of Object.values(parts)) {
      const compiled = files.map((file) => pathToFileURL(join(packageRoot, 'dist', file.replace(/ts$/, 'js'))).href);
      const modules = (await Promise.all(compiled.map((url) => import(url)))) as readonly object[];
      const names = modules.flatMap((module) => Object.keys(module));
      expect(names.filter((name, index) => names.indexOf(name) !== index)).to.deep.equal([]);
    }
  });

  it('pins what it depends on exactly', () => {
    // What it depends on is bundled: a person who installs it gets no other package.
    for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies']) {
      expect(packageJson).not.to.have.property(kind);
    }
    const versions = Object.values(packageJson.devDependencies);
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).to.deep.equal([]);
  });

  it('offers its entry points to programs', () => {
    expect(Object.keys(api)).to.include.members(['openStack', 'createCloudControlProvider', 'createHumanReporter']);
    expect(Object.keys(emulator)).to.include.members(['createEmulator', 'serveEmulator', 'openFileStore']);
  });

  it('lets a person test a stack in process', async () => {
    const cloud = createTestCloud();
    const events: string[] = [];
    const { value: stack, diagnostics } = await api.openStack({ folder: example, environment: 'dev' });
    expect(diagnostics).to.deep.equal([]);
    const run = {
      provider: cloud.provider,
      clock: cloud.clock,
      reporter: { report: ({ kind }: api.Event) => void events.push(kind), close: () => undefined },
    };
    expect(stack?.dryRun('teardown')).to.include('DELETE FROM awscc.cognito.user_pools');
    const built = await stack?.build(run);
    expect(built?.ok).to.equal(true);
    expect(built === undefined ? [] : Object.keys(api.exportedValues(built))).to.include('user_pool_id');
    expect(cloud.mutations).to.deep.equal([
      'CreateResource AWS::Cognito::UserPool',
      'CreateResource AWS::Cognito::UserPoolClient',
      'CreateResource AWS::Cognito::UserPoolClient',
    ]);
    const [pool] = await cloud.resources('AWS::Cognito::UserPool');
    await cloud.change('AWS::Cognito::UserPool', pool?.identifier ?? '', { DeletionProtection: 'ACTIVE' });
    const tested = await stack?.test(run);
    expect(tested?.outcomes.map(({ resource, outcome }) => `${resource} ${outcome.kind}`)).to.deep.equal([
      'user_pool failed',
      'browser_client passed',
      'machine_client passed',
    ]);
    expect((await stack?.build(run))?.ok).to.equal(true);
    expect((await stack?.teardown(run))?.ok).to.equal(true);
    expect(await cloud.resources('AWS::Cognito::UserPool')).to.deep.equal([]);
    expect(events).to.include.members(['run.started', 'resource.finished', 'run.finished']);
    await cloud.close();
  });

  it('tells a program what is wrong with a stack', async () => {
    await withRig(async (rig) => {
      rig.copy('examples/cognito-user-pool', 'stack');
      rig.edit('stack/resources/user_pool.iql', 'DeletionProtection,', 'DeletionProtektion,');
      const { value, diagnostics } = await api.openStack({
        folder: 'stack',
        environment: 'dev',
        workingDirectory: rig.folder,
      });
      expect(value).to.equal(undefined);
      expect(api.formatDiagnostics(diagnostics)).to.include('did you mean "DeletionProtection"?');
    });
  });

  describe('that is not compiled', () => {
    /** The files of a clone that these cases need. */
    function clone(folder: string): void {
      mkdirSync(folder, { recursive: true });
      for (const name of ['bin', 'package.json', 'tsconfig.json', 'tsconfig.build.json']) {
        cpSync(join(packageRoot, name), join(folder, name), { recursive: true });
      }
    }

    it('says in one line what to run', async () => {
      await withRig((rig) => {
        clone(rig.folder);
        let told: unknown;
        try {
          execFileSync(process.execPath, ['bin/stack-deploy.js', '--help'], { cwd: rig.folder, stdio: 'pipe' });
        } catch (error) {
          told = error;
        }
        expect(told).to.have.property('status', 1);
        expect(String((told as { stderr?: unknown }).stderr)).to.equal(
          'stack-deploy is not compiled yet: run "npm ci --include=dev && npm run build" in its folder.\n',
        );
        return Promise.resolve();
      });
    });

    it('is prepared without a compiler, and says so', async () => {
      await withRig((rig) => {
        clone(rig.folder);
        expect(existsSync(join(rig.folder, 'node_modules'))).to.equal(false);
        execFileSync(process.execPath, ['bin/prepare.mjs'], { cwd: rig.folder, stdio: 'pipe' });
        expect(existsSync(join(rig.folder, 'dist'))).to.equal(false);
        return Promise.resolve();
      });
    });
  });
});

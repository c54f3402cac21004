import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { installFrom, installedJson, npm, packInto, run } from '../support/packed-package.ts';
import { Rig } from '../support/rig.ts';

/** What a program does with each entry point of the library. */
const program = `
import { openStack, formatDiagnostics } from 'stack-deploy';
import { createEmulator, memoryStore } from 'stack-deploy/emulator';
import { createTestStack } from 'stack-deploy/testing';

const { value, diagnostics } = await openStack({ folder: 'my-stack', environment: 'dev' });
console.log(value === undefined ? formatDiagnostics(diagnostics) : 'opened');
const stack = await createTestStack('my-stack', 'dev');
console.log((await stack.build()).ok, stack.resources.length, (await stack.teardown()).ok);
await stack.close();
console.log(typeof createEmulator, typeof memoryStore);
`;

describe('the packed package, installed into an empty folder', () => {
  const rig = new Rig();
  const shell = (line: string): string => run(rig.folder, 'sh', ['-ec', line]);
  before(() => {
    installFrom(packInto(rig.folder), rig.folder);
  });
  after(() => {
    rig.close();
  });

  it('brings no other package, and no script that an install runs', () => {
    const listed: unknown = JSON.parse(npm(rig.folder, 'ls', '--omit=dev', '--all', '--json'));
    expect(listed).to.have.nested.property('dependencies.stack-deploy.version');
    expect(listed).not.to.have.nested.property('dependencies.stack-deploy.dependencies');
    expect(readdirSync(join(rig.folder, 'node_modules')).filter((name) => !name.startsWith('.'))).to.deep.equal([
      'stack-deploy',
    ]);
    const { scripts } = installedJson(rig.folder, 'package.json') as { readonly scripts: object };
    const run = ['preinstall', 'install', 'postinstall', 'prepare'];
    expect(Object.keys(scripts).filter((name) => run.includes(name))).to.deep.equal([]);
  });

  it('writes a stack and builds it with the line for newcomers', () => {
    const output = shell('npx stack-deploy init my-stack && npx stack-deploy build my-stack dev --local');
    expect(output).to.match(/^user_pool\.UserPoolId {2}us-east-1_\w{9}\nclient\.ClientId {7}\w{26}\n$/);
  });

  it('evaluates patterns and describes mistakes, for which packages are loaded at once', () => {
    const select = `SELECT regexp_like(user_pool_name, '^my') AS found FROM awscc.cognito.user_pools WHERE region = 'us-east-1'`;
    expect(shell(`npx stack-deploy query "${select}" --local --format json`).replace(/\s/g, '')).to.equal(
      '[{"found":1}]',
    );
    const manifest = join(rig.folder, 'wrong/stackql_manifest.yml');
    shell('npx stack-deploy init wrong --template empty');
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/^version: .*$/m, 'version: [1]'));
    expect(shell('npx stack-deploy validate wrong dev 2>&1 || true')).to.include('error[manifest/');
  });

  it('offers its entry points to programs', () => {
    shell('npx stack-deploy init my-stack 2>/dev/null || true');
    writeFileSync(join(rig.folder, 'use.mjs'), program);
    expect(shell('node use.mjs')).to.equal('opened\ntrue 2 true\nfunction function\n');
    // The report's form is that of the version.
    expect(shell('cd my-stack && node --test')).to.match(/^\S+ pass 1$/m);
  });

  it('declares its types without the types of other packages', () => {
    writeFileSync(join(rig.folder, 'use.mts'), program.replace('value === undefined', '!value'));
    const compiler = join(packageRoot, 'node_modules/typescript/bin/tsc');
    const types = ['--types', 'node', '--typeRoots', join(packageRoot, 'node_modules/@types')];
    const strict = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false'];
    const target = ['--module', 'nodenext', '--target', 'es2023', '--lib', 'es2023'];
    expect(run(rig.folder, process.execPath, [compiler, ...strict, ...target, ...types, 'use.mts'])).to.equal('');
  });

  it('names in its bill of materials the packages that it holds, and their licences', () => {
    const bill = installedJson(rig.folder, 'dist/sbom.cdx.json') as {
      readonly components: readonly { readonly purl: string }[];
      readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
    };
    const named = bill.components.map(({ purl }) =>
      decodeURIComponent(purl)
        .replace(/^pkg:\w+\//, '')
        .replace(/@(?=[^@]*$)/, ' '),
    );
    const installed = join(rig.folder, 'node_modules/stack-deploy');
    const licences = readFileSync(join(installed, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    const licensed = [...licences.matchAll(/^(@?[\w./-]+ \d+\.\d+\.\d+): /gm)].map(([, name]) => name);
    expect(named.slice(0, -1)).to.have.members(licensed);
    expect(named.at(-1)).to.match(/^sqlite \d+\.\d+\.\d+$/);
    expect(named).to.include.members(['yaml 2.9.1', '@aws-sdk/client-cloudcontrol 3.1142.0', 're2js 2.10.0']);
    // Whatever is in it got there as a dependency of something.
    const reached = new Set(bill.dependencies.flatMap(({ dependsOn }) => dependsOn));
    expect(bill.components.map(({ purl }) => purl).filter((purl) => !reached.has(purl))).to.deep.equal([]);
  });

  it('says nothing of the machine that it was made on', () => {
    const installed = join(rig.folder, 'node_modules/stack-deploy');
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter((path) =>
      statSync(join(installed, path)).isFile(),
    );
    const telling = files.filter((path) => readFileSync(join(installed, path), 'latin1').includes(packageRoot));
    expect(telling).to.deep.equal([]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';

/** Each folder may import itself and the folders before it. */
const order = [
  'base',
  'diagnostics',
  'values',
  'manifest',
  'template',
  'query',
  'stack',
  'resource-types',
  'provider',
  'engine',
  'operations',
  'check',
  'plan',
  'lifecycle',
  'events',
  'report',
  'api',
  'emulator',
  'testing',
  'cli',
];

/** The emulator stands apart: it knows the types and the wire, and nothing of the client. */
const emulatorMayImport = ['base', 'diagnostics', 'values', 'resource-types', 'provider/cloud-control/wire.ts'];

/** Which folder a package is known to. */
const packages: Readonly<Record<string, readonly string[]>> = {
  '@aws-sdk/client-cloudcontrol': ['provider'],
  ajv: ['manifest', 'resource-types'],
  commander: ['cli'],
  'node-sqlite3-wasm': ['engine'],
  nunjucks: ['template'],
  '@aws-sdk/client-cloudformation': ['provider'],
  '@aws-sdk/client-sts': ['provider'],
  '@aws-sdk/credential-provider-node': ['provider'],
  'p-limit': ['engine', 'provider'],
  picocolors: ['report'],
  re2js: ['engine'],
  rfc6902: ['emulator'],
  yaml: ['manifest'],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const root = join(packageRoot, 'src');

function sourceFiles(): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '');
  const found = code.matchAll(/\bfrom '([^'\s]+)';$|^import '([^'\s]+)';$|\bimport\('([^'\s]+)'\)/gm);
  return [...found].map(([, from, bare, call]) => ({ from: file, to: from ?? bare ?? call ?? '' }));
}

function strays(imports: readonly Import[]): readonly string[] {
  return imports.flatMap(({ from, to }) => {
    const folder = from.split('/')[0] ?? '';
    if (!from.includes('/')) return [];
    if (to.startsWith('node:')) return [];
    if (!to.startsWith('.')) {
      const name = to
        .split('/')
        .slice(0, to.startsWith('@') ? 2 : 1)
        .join('/');
      return packages[name]?.includes(folder) === true ? [] : [`${from} imports the package ${name}`];
    }
    const target = relative(root, join(root, from, '..', to));
    const targetFolder = target.split('/')[0] ?? '';
    if (targetFolder === folder) return [];
    const allowed =
      folder === 'emulator'
        ? emulatorMayImport.some((prefix) => target === prefix || target.startsWith(prefix + '/'))
        : targetFolder === 'emulator'
          ? folder === 'cli' || folder === 'testing'
          : order.includes(targetFolder) && order.indexOf(targetFolder) < order.indexOf(folder);
    return allowed ? [] : [`${from} imports ${target}`];
  });
}

describe('the import table', () => {
  it('names every folder of src', () => {
    const folders = new Set(sourceFiles().flatMap((file) => (file.includes('/') ? [file.split('/')[0]] : [])));
    expect([...folders].sort()).to.deep.equal([...order].sort());
  });

  it('is kept by every file', () => {
    expect(strays(sourceFiles().flatMap(importsOf))).to.deep.equal([]);
  });

  it('names a stray', () => {
    expect(
      strays([
        { from: 'base/text.ts', to: '../cli/main.ts' },
        { from: 'emulator/world.ts', to: '../engine/engine.ts' },
        { from: 'stack/stack.ts', to: 'yaml' },
      ]),
    ).to.deep.equal([
      'base/text.ts imports cli/main.ts',
      'emulator/world.ts imports engine/engine.ts',
      'stack/stack.ts imports the package yaml',
    ]);
  });

  it('leaves the process to cli', () => {
    const touching = sourceFiles()
      .filter((file) => !file.startsWith('cli/'))
      .filter((file) => {
        const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
        const clock = file === 'base/clock.ts' || file === 'base/random.ts';
        return /\bprocess\.|\bconsole\./.test(code) || (!clock && /\bDate\.now\(|\bMath\.random\(/.test(code));
      });
    expect(touching).to.deep.equal([]);
  });
});

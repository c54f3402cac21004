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
  'short-form',
  'provider',
  'lock',
  'engine',
  'operations',
  'flow',
  'check',
  'plan',
  'import',
  'lifecycle',
  'events',
  'report',
  'api',
  'emulator',
  'testing',
  'soak',
  'cli',
];

/** The emulator stands apart: it knows the types and the wire, and nothing of the client. */
const emulatorMayImport = ['base', 'diagnostics', 'values', 'resource-types', 'provider/cloud-control/wire.ts'];

/** Which folder or file a package is known to. */
const packages: Readonly<Record<string, readonly string[]>> = {
  '@aws-sdk/client-cloudcontrol': ['provider'],
  ajv: ['base/schema-errors.ts'],
  commander: ['cli'],
  'node-sqlite3-wasm': ['engine'],
  nunjucks: ['template/syntax/nunjucks.ts'],
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
      return packages[name]?.some((place) => place === folder || place === from) === true
        ? []
        : [`${from} imports the package ${name}`];
    }
    const target = relative(root, join(root, from, '..', to));
    const targetFolder = target.split('/')[0] ?? '';
    if (targetFolder === folder) return [];
    const allowed =
      folder === 'emulator'
        ? emulatorMayImport.some((prefix) => target === prefix || target.startsWith(prefix + '/'))
        : targetFolder === 'emulator'
          ? ['api', 'cli', 'testing', 'soak'].includes(folder)
          : order.includes(targetFolder) && order.indexOf(targetFolder) < order.indexOf(folder);
    return allowed ? [] : [`${from} imports ${target}`];
  });
}

/** Every set of files that reach each other (Tarjan's strongly connected components), in the order of their names. */
function circlesIn(imports: readonly Import[]): readonly (readonly string[])[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) {
    if (!to.startsWith('.')) continue;
    targets.set(from, [...(targets.get(from) ?? []), relative(root, join(root, from, '..', to))]);
  }
  const indexes = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: (readonly string[])[] = [];
  const visit = (file: string): number => {
    const index = indexes.size;
    indexes.set(file, index);
    open.push(file);
    let low = index;
    for (const target of targets.get(file) ?? []) {
      if (!indexes.has(target)) low = Math.min(low, visit(target));
      else if (open.includes(target)) low = Math.min(low, lowest.get(target) ?? indexes.get(target) ?? low);
    }
    lowest.set(file, low);
    if (low === index) {
      const circle = open.splice(open.indexOf(file));
      if (circle.length > 1) circles.push(circle.sort());
    }
    return low;
  };
  for (const file of targets.keys()) if (!indexes.has(file)) visit(file);
  return circles.sort((left, right) => String(left).localeCompare(String(right)));
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
        { from: 'base/json.ts', to: 'ajv' },
      ]),
    ).to.deep.equal([
      'base/text.ts imports cli/main.ts',
      'emulator/world.ts imports engine/engine.ts',
      'stack/stack.ts imports the package yaml',
      'base/json.ts imports the package ajv',
    ]);
  });

  it('has no circles, of types neither', () => {
    expect(circlesIn(sourceFiles().flatMap(importsOf))).to.deep.equal([]);
  });

  it('leaves the adapter of the engine to the factories that api calls', () => {
    const factories: Readonly<Record<string, readonly string[]>> = {
      'api/open-lister.ts': ['create-lister.ts'],
      'api/open-stack.ts': ['create-binder.ts'],
      'api/open-statements.ts': ['create-engine.ts', 'create-lazy-binder.ts', 'sqlite-thread.ts'],
      'api/run-verb.ts': ['engines-for-auth.ts'],
      'api/special-table-names.ts': ['special-tables/index.ts'],
    };
    const adapter = 'engine/cloud-control/';
    const found = new Map<string, string[]>();
    for (const { from, to } of sourceFiles().flatMap(importsOf)) {
      const target = relative(root, join(root, from, '..', to));
      if (from.startsWith('engine/') || !to.startsWith('.') || !target.startsWith(adapter)) continue;
      found.set(from, [...(found.get(from) ?? []), target.slice(adapter.length)].sort());
    }
    // Whole, so that a factory that nobody calls any more is taken off the list.
    expect(Object.fromEntries([...found].sort())).to.deep.equal(factories);
  });

  it('finds a circle', () => {
    expect(
      circlesIn([
        { from: 'a/one.ts', to: './two.ts' },
        { from: 'a/two.ts', to: '../b/three.ts' },
        { from: 'b/three.ts', to: '../a/one.ts' },
        { from: 'b/three.ts', to: './four.ts' },
        { from: 'b/four.ts', to: 'yaml' },
      ]),
    ).to.deep.equal([['a/one.ts', 'a/two.ts', 'b/three.ts']]);
  });

  it('leaves what nunjucks and ajv call things to one file each', () => {
    const theirs: Readonly<Record<string, RegExp>> = {
      'template/syntax/nunjucks.ts': /\b(?:lineno|colno)\b/,
      'base/schema-errors.ts': /\b(?:ErrorObject|ValidateFunction)\b/,
    };
    const using = (words: RegExp): readonly string[] =>
      sourceFiles().filter((file) => words.test(readFileSync(join(root, file), 'utf8')));
    for (const [file, words] of Object.entries(theirs)) expect(using(words)).to.deep.equal([file]);
  });

  it('leaves the process to cli, but for scripts, the lock of a folder and the version of Node', () => {
    const edges = ['api/process-facts.ts', 'api/shell-scripts.ts', 'engine/cloud-control/simple-compiler.ts'];
    const touching = sourceFiles()
      .filter((file) => !file.startsWith('cli/') && !edges.includes(file))
      .filter((file) => {
        const code = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
        const clock = file === 'base/clock.ts' || file === 'base/random.ts';
        return /\bprocess\.|\bconsole\./.test(code) || (!clock && /\bDate\.now\(|\bMath\.random\(/.test(code));
      });
    expect(touching).to.deep.equal([]);
  });
});

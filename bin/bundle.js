// Gathers the program and what it depends on into few files: finding and reading some six hundred modules one by one was the greater
// part of a short run. The library's entry points stay as they are compiled.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { fastModules } from './bundle-modules.js';
import { parts } from './bundle-parts.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'dist/program');

rmSync(folder, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { main: 'src/cli/main.ts', 'sqlite-worker': 'src/engine/cloud-control/sqlite-worker.ts' },
  outdir: folder,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // Modules where a package has them: of these only what is used is taken.
  mainFields: ['module', 'main'],
  // Packages that are CommonJS ask for Node's own modules with `require`.
  banner: {
    js: "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);",
  },
  plugins: [{ name: 'parts', setup: joinParts }, fastModules],
  // A shorter text is compiled sooner. Names stay, so that stack traces can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  lineLimit: 120,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
writeFileSync(join(folder, 'LICENSES.txt'), licensesOf(Object.keys(metafile.inputs)));

/** Whoever asks for a file of a part with `import()` is given the whole part. */
function joinParts(bundler) {
  bundler.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
    if (kind !== 'dynamic-import') return undefined;
    const file = relative(root, resolve(resolveDir, path));
    const part = Object.keys(parts).find((name) => parts[name].includes(file));
    return part === undefined ? undefined : { path: part, namespace: 'part' };
  });
  bundler.onLoad({ filter: /^/, namespace: 'part' }, ({ path }) => ({
    contents: parts[path].map((file) => `export * from './${file}';`).join('\n'),
    resolveDir: root,
  }));
}

/** The licence of every package that something was taken from. */
function licensesOf(inputs) {
  const packages = new Set(inputs.flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
  return [...packages].sort().map(licenseOf).join('\n');
}

function licenseOf(path) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
  const file = readdirSync(join(root, path)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? '' : `\n${readFileSync(join(root, path, file), 'utf8').trimEnd()}\n`;
  return `${name} ${version}: ${license}\n${text}`;
}

// Gathers the program, the library and what they depend on into few files, so that the package needs no other package; finding and
// reading some six hundred modules one by one was the greater part of a short run, too.
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { fastModules, packagesBeside } from './bundle-modules.mjs';
import { entries, parts } from './bundle-parts.mjs';
import { bundledPackages } from './bundled-packages.mjs';
import { copyDeclarations } from './copy-declarations.mjs';
import { licensesOf } from './licenses.mjs';
import { outputSettings } from './output-settings.mjs';
import { writeProgramScripts } from './program-scripts.mjs';
import { softwareBill } from './software-bill.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

/** Whoever asks for a file of a part with `import()` is given the whole part. */
const joinedParts = {
  name: 'parts',
  setup(bundler) {
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
  },
};

const beside = new Set();
for (const folder of ['dist/program', 'dist/library', 'dist/packages'])
  rmSync(join(root, folder), { recursive: true, force: true });
const program = await bundleModules('dist/program', entries.program, [joinedParts], {
  outExtension: { '.js': '.cjs' },
  // Scripts are given one.
  banner: {},
});
await writeProgramScripts(join(root, 'dist/program'), join(root, 'bin/program-loader.js'));
const inputs = [
  ...program,
  ...(await bundleModules('dist/library', entries.library, [])),
  ...(await bundleModules('dist/program', entries.worker, [])),
  ...(await bundleModules('dist/library', entries.worker, [])),
  ...(await bundlePackages('dist/packages', [...beside])),
];
copyDeclarations(root, entries.declarations);

const packages = bundledPackages(root, inputs);
writeFileSync(join(root, 'dist/THIRD-PARTY-LICENSES.txt'), licensesOf(root, packages));
writeFileSync(join(root, 'dist/sbom.cdx.json'), JSON.stringify(softwareBill(root, packages), undefined, 2) + '\n');

/** Modules that need no package that is not beside them. */
function bundleModules(folder, entryPoints, plugins, options = {}) {
  return bundle(folder, {
    entryPoints,
    splitting: true,
    format: 'esm',
    // Modules where a package has them: of these only what is used is taken.
    mainFields: ['module', 'main'],
    // Packages that are CommonJS ask for Node's own modules with `require`.
    banner: {
      js: "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);",
    },
    plugins: [...plugins, packagesBeside('../packages', (name) => beside.add(name)), fastModules],
    ...options,
  });
}

/** Whole packages, a file each. SQLite finds its WebAssembly in the folder that it is in. */
async function bundlePackages(folder, names) {
  const files = await bundle(folder, {
    entryPoints: Object.fromEntries(names.sort().map((name) => [name, require.resolve(name)])),
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  });
  const wasm = 'node-sqlite3-wasm.wasm';
  copyFileSync(join(dirname(require.resolve('node-sqlite3-wasm')), wasm), join(root, folder, wasm));
  return files;
}

/** The files that it was made of. */
async function bundle(folder, options) {
  const outdir = join(root, folder);
  const { metafile } = await build({
    absWorkingDir: root,
    outdir,
    bundle: true,
    ...outputSettings,
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'warning',
    ...options,
  });
  return Object.keys(metafile.inputs);
}

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const packages = fileURLToPath(new URL('../node_modules', import.meta.url));

/**
 * Modules of Node.js that take milliseconds to load and that a short run may not need. `crypto` takes longest, because `import` reads all
 * of its exports, and one of them loads WebCrypto.
 */
const slowModules = [
  'child_process',
  'crypto',
  'http',
  'https',
  'net',
  'readline',
  'readline/promises',
  'stream/consumers',
  'worker_threads',
  'v8',
  'zlib',
];

/** What the program uses of nunjucks, and the file that it comes from. Its compiler and its loaders are left out. */
const usedOfNunjucks = { parser: './src/parser' };

/** How the sources load a package at the moment when they need it, and not a moment later. */
const loadedAtOnce = /createRequire\(import\.meta\.url\)\('([^']+)'\)/g;

/** Replaces modules with equivalents that take less time to start. */
export const fastModules = {
  name: 'fast-modules',
  setup(bundler) {
    const slow = new RegExp(`^(?:node:)?(?:${slowModules.join('|')})$`);
    bundler.onResolve({ filter: slow }, ({ kind, path, namespace }) =>
      kind === 'dynamic-import' || namespace === 'slow'
        ? { path, external: true }
        : { path: path.replace(/^(?:node:)?/, 'node:'), namespace: 'slow' },
    );
    bundler.onLoad({ filter: /^/, namespace: 'slow' }, ({ path }) => ({
      contents: onFirstUse(Object.keys(require(path)).map((name) => [name, `require('${path}').${name}`])),
    }));
    bundler.onLoad({ filter: /[\\/]node_modules[\\/]nunjucks[\\/]index\.js$/ }, () => ({
      contents: onFirstUse(Object.entries(usedOfNunjucks).map(([name, path]) => [name, `require('${path}')`])),
    }));
    // What the package gives to bundlers: the same sources as modules, of which only what is used is taken.
    bundler.onResolve({ filter: /^yaml$/ }, () => ({ path: join(packages, 'yaml/browser/dist/index.js') }));
  },
};

/**
 * Finds packages that are loaded at once in a folder beside the bundle, each in a file of its own: few runs need them, and within the
 * bundle every run would read them. `onPackage` is told which they are.
 */
export function packagesBeside(folder, onPackage) {
  return {
    name: 'packages-beside',
    setup(bundler) {
      bundler.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        if (!text.includes('createRequire(')) return undefined;
        const contents = text.replace(loadedAtOnce, (_, name) => {
          onPackage(name);
          return `require('${folder}/${name}.cjs')`;
        });
        return { contents, loader: 'ts' };
      });
      bundler.onResolve({ filter: /\.cjs$/ }, ({ path }) =>
        path.startsWith(`${folder}/`) ? { path, external: true } : undefined,
      );
    },
  };
}

/** A module that evaluates each export when it is used for the first time. */
function onFirstUse(values) {
  return `module.exports = { ${values.map(([name, value]) => `get ${name}() { return ${value}; }`).join(', ')} };`;
}

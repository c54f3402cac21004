import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build as bundle, transform } from 'esbuild';
import { outputSettings } from './output-settings.mjs';

/**
 * Turns the modules of a folder into what the loader of the program asks for: each into one function of `exports`, `require` and `module`. V8
 * can keep what it has compiled of such a file after it was used, which it cannot for modules. The loader itself is written beside them,
 * `start.cjs`, and knows the build by the contents of all of them.
 */
export async function writeProgramScripts(folder, loader) {
  const build = createHash('sha256');
  const names = readdirSync(folder).filter((name) => name.endsWith('.cjs'));
  for (const name of names.sort()) {
    const script = await scriptOf(join(folder, name), name);
    build.update(`${name}\n${script.code}`);
    writeWithMap(join(folder, name), script);
  }
  await bundle({
    entryPoints: [loader],
    outfile: join(folder, 'start.cjs'),
    bundle: true,
    ...outputSettings,
    sourcemap: 'linked',
    logLevel: 'warning',
    define: { $build: JSON.stringify(build.digest('hex').slice(0, 16)) },
  });
}

async function scriptOf(path, name) {
  const text = readFileSync(path, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\n?$/, '\n');
  const map = readFileSync(`${path}.map`).toString('base64');
  return transform(`${text}//# sourceMappingURL=data:application/json;base64,${map}\n`, {
    sourcefile: name,
    format: 'cjs',
    ...outputSettings,
    sourcemap: 'external',
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': '$module.url' },
    banner: '(function (exports, require, module) { const $module = module;',
    footer: '});',
  });
}

function writeWithMap(path, { code, map }) {
  writeFileSync(path, `${code}//# sourceMappingURL=${basename(path)}.map\n`);
  writeFileSync(`${path}.map`, map);
}

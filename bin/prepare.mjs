// Runs after `npm ci`: compiles where the compiler was installed. Without development dependencies there is none, and that is no failure.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('..', import.meta.url));
const compiler = findCompiler();
if (compiler === undefined) {
  process.stderr.write(
    'stack-deploy is not compiled: the compiler is a development dependency, and those were left out.\n',
  );
} else {
  process.exitCode = run(compiler, '-p', 'tsconfig.build.json') || run('bin/bundle.mjs');
}

function run(...args) {
  return spawnSync(process.execPath, args, { cwd: folder, stdio: 'inherit' }).status ?? 1;
}

function findCompiler() {
  try {
    return createRequire(import.meta.url).resolve('typescript/bin/tsc');
  } catch {
    return undefined;
  }
}

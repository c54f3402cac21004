import { copyFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Copies from dist/src to dist/types what the entry points of the library declare, and what that is declared with. */
export function copyDeclarations(root, entries) {
  const types = join(root, 'dist/types');
  rmSync(types, { recursive: true, force: true });
  const needed = new Set(entries);
  for (const path of needed) {
    const text = readFileSync(join(root, 'dist/src', path), 'utf8');
    for (const module of importedBy(text)) {
      if (module.startsWith('node:')) continue;
      // A program that uses the library does not have our packages.
      if (!module.startsWith('.')) throw new Error(`${path} is a type of the library and imports ${module}.`);
      needed.add(join(dirname(path), module).replace(/\.ts$/, '.d.ts'));
    }
    mkdirSync(dirname(join(types, path)), { recursive: true });
    copyFileSync(join(root, 'dist/src', path), join(types, path));
  }
}

function importedBy(declarations) {
  const code = declarations.replace(/\/\*[^]*?\*\//g, '');
  return [...code.matchAll(/\b(?:from\s*|import\(\s*)['"]([^'"]+)['"]/g)].map(([, module]) => module);
}

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { applyMutant, type Mutant } from './mutant.ts';

/** A copy of what is compiled in which single files are spoilt; everything else of the repository is linked. */
export interface ScratchCopy {
  readonly folder: string;
  /** Spoils one file for as long as the work lasts. */
  withMutant<T>(mutant: Mutant, work: () => Promise<T>): Promise<T>;
  remove(): void;
}

/** `compiled`: what of `dist` is needed. Only that is a copy: what is linked finds its neighbours in the repository. */
export function createScratchCopy(root: string, compiled: readonly string[]): ScratchCopy {
  // Beside the sources, so that packages and fixtures are found from it; git and the linter leave dist-* alone.
  const folder = mkdtempSync(join(root, 'dist-mutants-'));
  for (const name of readdirSync(root)) {
    if (name !== 'dist' && name !== '.git' && !name.startsWith('dist-'))
      symlinkSync(join(root, name), join(folder, name));
  }
  for (const name of compiled) cpSync(join(root, 'dist', name), join(folder, 'dist', name), { recursive: true });
  return {
    folder,
    withMutant: async (mutant, work) => {
      const file = join(folder, 'dist', mutant.file.replace(/\.ts$/, '.js'));
      const before = readFileSync(file);
      const source = applyMutant(readFileSync(join(root, mutant.file), 'utf8'), mutant);
      writeFileSync(file, transpile(source));
      try {
        return await work();
      } finally {
        writeFileSync(file, before);
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function transpile(source: string): string {
  return ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      rewriteRelativeImportExtensions: true,
    },
  }).outputText;
}

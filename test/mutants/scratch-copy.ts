import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A copy of what is compiled in which files can be written anew; everything else of the repository is linked. */
export interface ScratchCopy {
  readonly folder: string;
  /** Compiles a source (`src/plan/plan.ts`) with another text. */
  write(file: string, text: string): void;
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
    write: (file, text) => writeFileSync(join(folder, 'dist', file.replace(/\.ts$/, '.js')), transpile(text)),
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

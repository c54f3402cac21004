import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatDiagnostics } from '../../src/diagnostics/format-diagnostic.ts';
import { plainPalette } from '../../src/report/palette.ts';
import { loadStack } from '../../src/stack/load-stack.ts';
import type { Stack } from '../../src/stack/stack.ts';

/** A stack of these files (path below the folder → text), and what is wrong with it as a person reads it. */
export function loadFiles(files: Readonly<Record<string, string>>): { readonly stack: Stack; readonly told: string } {
  const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-loaded-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { value, diagnostics } = loadStack({ folder, environment: 'dev', workingDirectory: folder });
    if (value === undefined) throw new Error(formatDiagnostics(diagnostics, plainPalette));
    return { stack: value, told: diagnostics.length === 0 ? '' : formatDiagnostics(diagnostics, plainPalette) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

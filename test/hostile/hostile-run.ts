import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Rig, type Run } from '../support/rig.ts';
import { goodInput, hostileInput, type HostileInput, type HostileKind } from './hostile-input.ts';

/** Milliseconds that one input may take. */
export const mostTimeMs = 5000;

export interface HostileResult {
  readonly index: number;
  readonly kind: HostileKind;
  readonly elapsedMs: number;
  readonly run: Run | undefined;
  /** What is wrong with the program, if anything is. */
  readonly trouble: string | undefined;
}

/**
 * Hands hostile inputs to the program, one after the other in this process, as a long-lived one would get them. After each that strains
 * the parser, a good stack follows and has to be found good.
 */
export async function runHostile(
  seed: string,
  indexes: Iterable<number>,
  nowMs: () => number,
  tell: (result: HostileResult) => void,
): Promise<void> {
  const rig = new Rig();
  try {
    for (const index of indexes) {
      const input = hostileInput(seed, index);
      const start = nowMs();
      let run: Run | undefined;
      let trouble: string | undefined;
      try {
        run = await hand(rig, input);
        trouble = troubleIn(run);
      } catch (error) {
        trouble = `it threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
      }
      const elapsedMs = nowMs() - start;
      if (elapsedMs > mostTimeMs) trouble ??= `it took ${Math.round(elapsedMs)} ms`;
      if (input.kind === 'chained operators' || input.kind === 'deep nesting') {
        const good = await hand(rig, { ...goodInput, others: {}, isBuilt: false });
        if (good.code !== 0) trouble ??= `a good stack behind it is refused:\n${good.errors}`;
      }
      tell({ index, kind: input.kind, elapsedMs, run, trouble });
    }
  } finally {
    rig.close();
  }
}

async function hand(rig: Rig, input: Omit<HostileInput, 'kind'>): Promise<Run> {
  const { manifest, queries, others, isBuilt } = input;
  mkdirSync(join(rig.folder, 'resources'), { recursive: true });
  writeFileSync(join(rig.folder, 'stackql_manifest.yml'), manifest);
  writeFileSync(join(rig.folder, 'resources', 'pool.iql'), queries);
  for (const [path, text] of Object.entries(others)) writeFileSync(join(rig.folder, path), text);
  if (!isBuilt) return rig.run('validate', '.', 'dev');
  rmSync(join(rig.folder, '.stack-deploy'), { recursive: true, force: true });
  return rig.run('build', '.', 'dev', '--local');
}

function troubleIn({ code, errors, output }: Run): string | undefined {
  if (code !== 0 && code !== 1) return `its exit code is ${code}`;
  if (code === 1 && !/error\[|failed/.test(errors)) return 'it fails without saying why';
  const trace = /^ +at .*[(:]\S*:\d+:\d+\)?$/m.exec(errors + output)?.[0];
  return trace === undefined ? undefined : `it shows a stack trace: ${trace.trim()}`;
}

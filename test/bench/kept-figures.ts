import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';
import type { Bench } from './section.ts';

const path = join(packageRoot, 'dist/bench/figures.json');

/** The bundle, in which everything is that figures are about. */
const program = join(packageRoot, 'dist/program');

interface Kept {
  /** What it was measured with. */
  readonly digest: string;
  readonly figures: Readonly<Record<string, unknown>>;
}

/** Keeps each figure in a file as soon as it is measured. With `resumes`, those of this very program are not measured again. */
export function keptFigures(resumes: boolean): Bench['keep'] {
  const digest = programDigest();
  /** Read again for each figure: another run may measure other sections meanwhile. */
  const figuresNow = (): Kept['figures'] => {
    const kept = readKept();
    return kept?.digest === digest ? kept.figures : {};
  };
  return async <T>(key: string, measure: () => Promise<T>): Promise<T> => {
    const before = figuresNow()[key];
    // It was written below, by the same code under the same key.
    if (resumes && before !== undefined) return before as T;
    process.stderr.write(`measuring ${key}\n`);
    const measured = await measure();
    mkdirSync(dirname(path), { recursive: true });
    const kept: Kept = { digest, figures: { ...figuresNow(), [key]: measured } };
    // Who stops a run loses none of it.
    writeFileSync(`${path}.new`, JSON.stringify(kept, undefined, 1));
    renameSync(`${path}.new`, path);
    return measured;
  };
}

function readKept(): Kept | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Kept;
  } catch {
    // Nothing was kept.
    return undefined;
  }
}

function programDigest(): string {
  const hash = createHash('sha256');
  const names = readdirSync(program, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((one) => one.endsWith('.js')).toSorted())
    hash.update(name).update(readFileSync(join(program, name)));
  return hash.digest('hex');
}

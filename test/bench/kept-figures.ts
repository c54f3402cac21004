import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from '../../src/base/package-root.ts';
import type { Bench } from './section.ts';

const path = join(packageRoot, 'dist/bench/figures.json');

/** What figures depend on: the program, and what measures it. */
const folders = ['dist/program', 'dist/test/bench'];

interface Kept {
  readonly program: string;
  readonly figures: Readonly<Record<string, unknown>>;
}

/** Keeps each figure in a file as soon as it is measured. With `resumes`, those of this very program are not measured again. */
export function keptFigures(resumes: boolean): Bench['keep'] {
  const program = programDigest();
  const before = readKept();
  const figures = new Map(before?.program === program ? Object.entries(before.figures) : []);
  return async <T>(key: string, measure: () => Promise<T>): Promise<T> => {
    // It was written below, by the same code under the same key.
    if (resumes && figures.has(key)) return figures.get(key) as T;
    process.stderr.write(`measuring ${key}\n`);
    const measured = await measure();
    figures.set(key, measured);
    mkdirSync(dirname(path), { recursive: true });
    const kept: Kept = { program, figures: Object.fromEntries(figures) };
    writeFileSync(path, JSON.stringify(kept, undefined, 1));
    return measured;
  };
}

function readKept(): Kept | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Kept;
  } catch {
    // Nothing was kept, or the last run was stopped while it wrote.
    return undefined;
  }
}

function programDigest(): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const names = readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' });
    for (const name of names.filter((one) => one.endsWith('.js')).toSorted())
      hash.update(name).update(readFileSync(join(packageRoot, folder, name)));
  }
  return hash.digest('hex');
}

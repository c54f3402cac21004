import type { RunResult } from '../lifecycle/outcome.ts';
import { reveal } from '../values/reading.ts';
import type { PlainValue } from '../values/value.ts';

/** The stack's exports as plain data, secret ones in clear: what a program hands on, and never prints. */
export function exportedValues(result: RunResult): Readonly<Record<string, PlainValue>> {
  return Object.fromEntries([...result.exports].map(([name, value]) => [name, reveal(value)]));
}

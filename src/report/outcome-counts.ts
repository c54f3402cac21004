import { count } from '../base/text.ts';
import type { RunResult } from '../lifecycle/outcome.ts';
import { outcomeText } from './outcome-text.ts';
import type { Palette } from './palette.ts';

/** `2 created, 1 unchanged`. */
export function countOutcomes({ outcomes }: Pick<RunResult, 'outcomes'>, palette: Palette): string {
  const words = new Map<string, { amount: number; paint: (text: string) => string }>();
  for (const { outcome } of outcomes) {
    const { word, paint } = outcomeText(outcome, palette);
    words.set(word, { amount: (words.get(word)?.amount ?? 0) + 1, paint });
  }
  if (words.size === 0) return count(0, 'resource');
  return [...words].map(([word, { amount, paint }]) => paint(`${amount} ${word}`)).join(', ');
}

import { compareModel } from '../../src/resource-types/comparison/compare-model.ts';
import type { RecordedCase } from './recorded-case.ts';
import { percent, shortJson, type Section } from './section.ts';

/** What differs between declared and live although nobody changed anything. */
export function falseDifferences(cases: readonly RecordedCase[]): Section {
  const rules = new Map<string, number>();
  const lines: string[] = [];
  let clean = 0;
  let differing = 0;
  let drifted = 0;
  for (const { name, type, declared, live, region, account, isDrifted } of cases) {
    const comparison = compareModel(type, declared, live, { region, account });
    if (comparison.kind === 'equal') {
      for (const rule of new Set(comparison.by.map((one) => one.rule))) rules.set(rule, (rules.get(rule) ?? 0) + 1);
      clean += 1;
      continue;
    }
    if (isDrifted) drifted += 1;
    else differing += 1;
    for (const { pointer, desired, live: actual } of comparison.differences) {
      const kind = isDrifted ? 'changed by hand' : 'false?';
      lines.push(`${kind}: ${name} ${pointer}: ${shortJson(desired)} is ${shortJson(actual)}`);
    }
  }
  const used = [...rules].sort(([, a], [, b]) => b - a).map(([rule, count]) => `${rule} ${count}`);
  return {
    title: 'Declared against live',
    figures: [
      `false differences: ${differing} of ${cases.length} cases (${percent(differing, cases.length)})`,
      `changed by hand, by the case's name: ${drifted}; equal: ${clean}`,
      `cases that are equal by a rule: ${used.join(', ')}`,
    ],
    details: lines,
  };
}

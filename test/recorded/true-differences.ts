import { compareModel } from '../../src/resource-types/comparison/compare-model.ts';
import { compareProperty } from '../../src/resource-types/comparison/compare-property.ts';
import { isJsonObject } from '../../src/base/json.ts';
import { changesOf, type ChangeKind } from './changes.ts';
import type { RecordedCase } from './recorded-case.ts';
import { percent, type Section } from './section.ts';

/** Whether every change of what is live is seen. Members swapped count apart: whether their order means anything is itself a rule. */
export function trueDifferences(cases: readonly RecordedCase[]): Section {
  const counts = new Map<ChangeKind, { made: number; seen: number }>();
  const hidden = new Map<string, number>();
  for (const { type, declared, live, region, account } of cases) {
    const context = { region, account };
    if (compareModel(type, declared, live, context).kind === 'different') continue;
    const isSame = (
      path: readonly string[],
      desired: Parameters<typeof compareProperty>[2],
      item: typeof desired,
    ): boolean => compareProperty(type, path, desired, item, context).kind === 'equal';
    for (const { kind, pointer, live: changed } of changesOf(declared, live, isSame)) {
      if (!isJsonObject(changed)) continue;
      const count = counts.get(kind) ?? { made: 0, seen: 0 };
      counts.set(kind, count);
      count.made += 1;
      const comparison = compareModel(type, declared, changed, context);
      if (comparison.kind === 'different') {
        count.seen += 1;
        continue;
      }
      const rules = new Set(comparison.by.filter((one) => isAround(one.pointer, pointer)).map((one) => one.rule));
      const line = `${kind}, hidden by ${[...rules].join(', ') || 'nothing'}: ${type.typeName} ${pointer}`;
      hidden.set(line, (hidden.get(line) ?? 0) + 1);
    }
  }
  const main = [...counts].filter(([kind]) => kind !== 'two members of a list swapped');
  const made = main.reduce((sum, [, count]) => sum + count.made, 0);
  const seen = main.reduce((sum, [, count]) => sum + count.seen, 0);
  return {
    title: 'Changes of what is live',
    figures: [
      `true differences seen: ${seen} of ${made} (${percent(seen, made)})`,
      ...[...counts].map(([kind, count]) => `  ${kind}: ${count.seen} of ${count.made}`),
    ],
    details: [...hidden]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([line, count]) => `${line}${count > 1 ? ` (${count})` : ''}`),
  };
}

/** Whether one of two pointers is at or inside the other; `*` and an index are the same. */
function isAround(one: string, other: string): boolean {
  const [left, right] = [one.split('/'), other.split('/')];
  const shorter = Math.min(left.length, right.length);
  return left.slice(0, shorter).every((part, index) => part === right[index] || right[index] === '*');
}

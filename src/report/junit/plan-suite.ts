import type { ResourceRecord } from '../../check/resource-records.ts';
import type { StackPlan } from '../../lifecycle/plan.ts';
import { formatAddress } from '../../stack/address.ts';
import { failureLines } from '../failure-lines.ts';
import type { MaskText } from '../mask-text.ts';
import { plainPalette } from '../palette.ts';
import { planDocument, type PlannedEntry } from '../plan/plan-lines.ts';
import { formatSections } from '../plan/sections-text.ts';
import type { RecordedRun } from '../run-report/recorded-run.ts';
import type { JUnitCase, JUnitEnd, JUnitSuite } from './junit-suite.ts';
import { groupOf, messageOf, runSuite, typeOf } from './run-suite.ts';

/**
 * A plan as a suite, a case per resource: it passes whatever the plan would change, says what in its output, and fails where the
 * resource could not be planned. `told` has the mistakes and warnings.
 */
export function planSuite(
  plan: StackPlan,
  records: readonly ResourceRecord[],
  told: RecordedRun,
  maskText: MaskText,
): JUnitSuite {
  const byName = new Map(records.map((record) => [formatAddress(record.address), record]));
  const rest = runSuite({ ...told, stack: plan.stack, environment: plan.environment, resources: [] }, maskText);
  return {
    ...rest,
    cases: [...rest.cases, ...plan.resources.map((entry) => planCase(entry, plan, byName, maskText))],
    output: maskText(formatSections(planDocument(plan, maskText), plainPalette)),
  };
}

function planCase(
  entry: PlannedEntry,
  plan: StackPlan,
  records: ReadonlyMap<string, ResourceRecord>,
  maskText: MaskText,
): JUnitCase {
  const { resource, index } = entry;
  const name = index === undefined ? resource : `${resource}[${index}]`;
  return {
    group: groupOf(plan, name),
    name: `${name}: plan`,
    seconds: 0,
    place: records.get(resource),
    end: planEnd(entry, plan, maskText),
  };
}

function planEnd(entry: PlannedEntry, plan: StackPlan, maskText: MaskText): JUnitEnd {
  const { action } = entry;
  if (action.kind === 'failed') {
    const lines = failureLines(action.reason, plainPalette, maskText);
    return {
      kind: 'failure',
      type: typeOf(action.reason),
      message: maskText(messageOf(lines)),
      text: maskText(`\n${lines.join('\n')}\n`),
    };
  }
  const { sections } = planDocument({ ...plan, resources: [entry], besides: [], notLookedFor: [] }, maskText);
  const [section] = sections;
  switch (action.kind) {
    case 'skipped':
    case 'not-selected':
    case 'not-looked-for':
    case 'unknown':
    case 'left':
    case 'run':
      return { kind: 'skipped', message: maskText(section?.about ?? 'not selected') };
    default: {
      const changes = (section?.lines ?? []).map(({ sign, depth, text }) => `${'  '.repeat(depth + 1)}${sign} ${text}`);
      return { kind: 'passed', output: maskText([action.kind, ...changes].join('\n')) };
    }
  }
}

import { enumerate } from '../../base/text.ts';
import type { ResourceRecord } from '../../check/resource-records.ts';
import type { StackDrift } from '../../lifecycle/find-drift.ts';
import { isDrifted } from '../../plan/drift.ts';
import { formatAddress } from '../../stack/address.ts';
import { driftDocument } from '../drift/drift-lines.ts';
import { failureLines } from '../failure-lines.ts';
import type { MaskText } from '../mask-text.ts';
import { plainPalette } from '../palette.ts';
import { formatSections } from '../plan/sections-text.ts';
import type { RecordedRun } from '../run-report/recorded-run.ts';
import type { JUnitCase, JUnitEnd, JUnitSuite } from './junit-suite.ts';
import { groupOf, messageOf, runSuite, typeOf } from './run-suite.ts';

type Entry = StackDrift['resources'][number];

/**
 * Drift as a suite, a case per resource: it fails where the resource is not as declared, and where it could not be looked at. `told` has
 * the mistakes and warnings.
 */
export function driftSuite(
  drift: StackDrift,
  records: readonly ResourceRecord[],
  told: RecordedRun,
  maskText: MaskText,
): JUnitSuite {
  const byName = new Map(records.map((record) => [formatAddress(record.address), record]));
  const rest = runSuite({ ...told, stack: drift.stack, environment: drift.environment, resources: [] }, maskText);
  const cases = drift.resources.map((entry): JUnitCase => ({
    group: groupOf(drift, entry.resource),
    name: `${entry.resource}: drift`,
    seconds: 0,
    place: byName.get(entry.resource),
    end: driftEnd(entry, drift, maskText),
  }));
  return {
    ...rest,
    cases: [...rest.cases, ...cases],
    output: maskText(formatSections(driftDocument(drift, maskText), plainPalette)),
  };
}

function driftEnd(entry: Entry, drift: StackDrift, maskText: MaskText): JUnitEnd {
  const { state } = entry;
  switch (state.kind) {
    case 'failed': {
      const lines = failureLines(state.reason, plainPalette, maskText);
      return failure(typeOf(state.reason), lines, maskText);
    }
    case 'absent':
      return failure('absent', ['it does not exist'], maskText);
    case 'compared': {
      if (!isDrifted(state)) return { kind: 'passed' };
      const [section] = driftDocument({ ...drift, resources: [entry] }, maskText).sections;
      const lines = (section?.lines ?? []).map(({ sign, depth, text }) => `${'  '.repeat(depth)}${sign} ${text}`);
      return failure('drift', ['it is not as declared', ...lines], maskText);
    }
    case 'not-compared':
    case 'skipped':
      return { kind: 'skipped', message: maskText(state.reason) };
    case 'not-looked-for':
      return {
        kind: 'skipped',
        message: maskText(`not looked for: needs ${enumerate(state.needs.map(({ name }) => name))}`),
      };
    case 'not-selected':
      return { kind: 'skipped', message: 'not selected' };
  }
}

function failure(type: string, lines: readonly string[], maskText: MaskText): JUnitEnd {
  return {
    kind: 'failure',
    type,
    message: maskText(messageOf(lines)),
    text: maskText(`\n${lines.join('\n')}\n`),
  };
}

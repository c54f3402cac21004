import type { JsonObject } from '../base/json.ts';
import { count } from '../base/text.ts';
import { jsonFormatVersion } from '../report/json.ts';
import type { SoakReport } from './soak-stack.ts';

/** What was tried, and for each violation what is wrong and the line that replays it. `replay` writes the line of a scenario. */
export function formatSoak(report: SoakReport, replay: (scenario: string) => string): string {
  const { counts, violations, leftOut, tried, of, runs, requests } = report;
  const head = ['disturbed', 'tried', 'of', 'violations', 'failed and put right'];
  const rows = counts.map((one) => [one.group, one.tried, one.of, one.violations, one.mended].map(String));
  const widths = head.map((name, index) => Math.max(name.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  ');
  return [
    line(head),
    ...rows.map(line),
    '',
    ...leftOut.map(({ name, why }) => `not tried: ${name}: ${why}`),
    `${tried} of ${count(of, 'scenario')}, ${count(runs, 'run')}, ${count(requests, 'request')}: ${count(violations.length, 'violation')}`,
    ...violations.flatMap(({ scenario, problems }) => [
      '',
      ...problems.map((problem) => `violation: ${problem}`),
      `  ${replay(scenario)}`,
    ]),
    '',
  ].join('\n');
}

/** The same for programs. */
export function soakToJson(report: SoakReport, replay: (scenario: string) => string): JsonObject {
  const { counts, violations, leftOut, tried, of, runs, requests } = report;
  return {
    format: jsonFormatVersion,
    ok: violations.length === 0,
    tried,
    of,
    runs,
    requests,
    counts: counts.map((one) => ({ ...one })),
    not_tried: leftOut.map((one) => ({ ...one })),
    violations: violations.map(({ scenario, problems }) => ({
      scenario,
      problems: [...problems],
      replay: replay(scenario),
    })),
  };
}

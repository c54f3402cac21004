import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { falseDifferences } from './false-differences.ts';
import { readRecordedCases } from './recorded-case.ts';
import type { Section } from './section.ts';
import { stateChecks } from './state-checks.ts';
import { trueDifferences } from './true-differences.ts';

const say = (line: string): void => void process.stdout.write(line + '\n');

/**
 * `npm run test:recorded -- RECORDINGS`: what recorded reads of AWS say of the comparison. The recordings are in no repository of this
 * project; the file has one JSON object a line.
 */
function testRecorded(path: string | undefined): void {
  if (path === undefined) {
    say('usage: npm run test:recorded -- RECORDINGS.jsonl');
    process.exitCode = 2;
    return;
  }
  const { cases, leftOut } = readRecordedCases(path, createRegistry({ schemaFolders: [shippedSchemas] }));
  say(`${cases.length} cases; left out: ${leftOut.join('; ')}`);
  // Further measures of the same recordings are added here.
  for (const measure of [falseDifferences, trueDifferences, stateChecks]) print(measure(cases));
}

function print({ title, figures, details }: Section): void {
  say(`\n${title}`);
  for (const line of figures) say(`  ${line}`);
  for (const line of details) say(`    ${line}`);
}

testRecorded(process.argv[2]);

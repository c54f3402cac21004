import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { contradictedRules } from './contradictions.ts';
import { differingReads, falseRefusals, judgeReads } from './emulator-reads.ts';
import { falseDifferences } from './false-differences.ts';
import { noReason, planRecordings } from './plans-of-recordings.ts';
import { readRecordedCases } from './recorded-case.ts';
import type { Section } from './section.ts';
import { stateChecks } from './state-checks.ts';
import { suggestRules } from './suggest-rules.ts';
import { trueDifferences } from './true-differences.ts';

const say = (line: string): void => void process.stdout.write(line + '\n');

/**
 * `npm run test:recorded -- RECORDINGS [--suggest | --plans]`: what recorded reads of AWS say of the comparison, of what the embedded Cloud
 * Control reads back, and of what is refused. The recordings are in no repository of this project; the file has one JSON object a line.
 * Exit code 1 where a model is refused that AWS took, or a rule contradicts a recording. With --plans it plans a strict stack of each recorded
 * model over what AWS has read back; exit code 1 where a plan is not empty and no reason for it is known.
 */
async function testRecorded([path, option]: readonly string[]): Promise<void> {
  if (path === undefined) {
    say('usage: npm run test:recorded -- RECORDINGS.jsonl [--suggest | --plans]');
    process.exitCode = 2;
    return;
  }
  const { cases, leftOut } = readRecordedCases(path, createRegistry({ schemaFolders: [shippedSchemas] }));
  say(`${cases.length} cases; left out: ${leftOut.join('; ')}`);
  if (option === '--plans') {
    const plans = await planRecordings(cases);
    print(plans);
    if (plans.details.some((line) => line.includes(noReason))) process.exitCode = 1;
    return;
  }
  for (const measure of [falseDifferences, trueDifferences, stateChecks]) print(measure(cases));
  const reads = await judgeReads(cases);
  print(differingReads(reads));
  const mistakes = [falseRefusals(reads), contradictedRules(reads.judged.map(({ recorded }) => recorded))];
  for (const section of mistakes) print(section);
  if (option === '--suggest') print(suggestRules(reads.judged));
  if (mistakes.some(({ details }) => details.length > 0)) process.exitCode = 1;
}

function print({ title, figures, details }: Section): void {
  say(`\n${title}`);
  for (const line of figures) say(`  ${line}`);
  for (const line of details) say(`    ${line}`);
}

await testRecorded(process.argv.slice(2));

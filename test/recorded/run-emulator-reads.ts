import { createRegistry, shippedSchemas } from '../../src/resource-types/create-registry.ts';
import { contradictionsOf } from './contradictions.ts';
import { formatReadFigures, judgeReads } from './emulator-reads.ts';
import { readRecordings } from './recorded-read.ts';
import { suggestRules } from './suggest-rules.ts';

/**
 * `npm run test:reads -- RECORDINGS [--suggest]`: what the embedded Cloud Control reads back of models whose reads on AWS were recorded.
 * Exit code 1 where a model is refused that AWS took, or a table contradicts a recording.
 */
async function runEmulatorReads([file, option]: readonly string[]): Promise<void> {
  if (file === undefined) throw new Error('name the file of recordings');
  const say = (line: string): void => void process.stdout.write(line + '\n');
  const figures = await judgeReads(readRecordings(file));
  const registry = createRegistry({ schemaFolders: [shippedSchemas] });
  const contradictions = figures.judged.flatMap(({ recorded }) => {
    const type = registry.find(recorded.type);
    return type === undefined ? [] : contradictionsOf(type, recorded);
  });
  for (const line of formatReadFigures(figures)) say(line);
  say(`rules that contradict a recording: ${contradictions.length}`);
  for (const { recorded, rule, live, expected } of contradictions) {
    say(`  ${recorded.case}: ${JSON.stringify(rule.path)} ${JSON.stringify(expected)}, AWS: ${JSON.stringify(live)}`);
  }
  if (option === '--suggest') for (const line of suggestRules(figures.judged)) say(line);
  if (contradictions.length > 0 || figures.judged.some(({ refusals }) => refusals.length > 0)) process.exitCode = 1;
}

await runEmulatorReads(process.argv.slice(2));

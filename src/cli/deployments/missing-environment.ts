import { enumerate } from '../../base/text.ts';
import type { RunSubject } from '../../report/run-report/recorded-run.ts';
import { environmentsIn, manifestIn } from '../completion/stack-facts.ts';
import type { Context } from '../context.ts';

/** What is said to who names no environment: which ones there are, as far as the manifest names them. */
export function missingEnvironment(
  command: RunSubject['command'],
  folder: string,
  { workingDirectory }: Context,
): string {
  const manifest = manifestIn(folder, workingDirectory);
  const known = manifest === undefined ? [] : environmentsIn(manifest);
  const about = known.length === 0 ? '' : `; ${folder} has ${enumerate(known)}`;
  const example = `stack-deploy ${command} ${folder} ${known[0] ?? 'dev'}`;
  return `error: missing argument 'STACK_ENV': name the environment${about}\n(for example: ${example})\n`;
}

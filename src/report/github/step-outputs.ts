import type { RunResult } from '../../lifecycle/outcome.ts';
import { plainText } from '../../values/reading.ts';
import type { MaskText } from '../mask-text.ts';
import { publicExports } from '../public-exports.ts';

/** All exports in one output, as JSON: the one that an action can hand on without knowing their names. */
const allOutputs = 'deployment_outputs';

/**
 * The exports of a run as the file `$GITHUB_OUTPUT` takes them: one output each, and `deployment_outputs` with all of them as JSON. Secrets are
 * left out. `delimiter`: a line that no value has.
 */
export function stepOutputs(result: RunResult, maskText: MaskText, delimiter: string): string {
  const exports = publicExports(result, maskText);
  return [...exports]
    .map(([name, value]) => [name.replace(/[^\w-]/g, '_'), plainText(value)] as const)
    .filter(([name]) => name !== allOutputs)
    .concat([[allOutputs, JSON.stringify(Object.fromEntries(exports))]])
    .map(([name, text]) => `${name}<<${delimiter}\n${text}\n${delimiter}\n`)
    .join('');
}

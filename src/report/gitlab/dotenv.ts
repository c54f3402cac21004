import type { RunResult } from '../../lifecycle/outcome.ts';
import { plainText } from '../../values/reading.ts';
import type { MaskText } from '../mask-text.ts';
import { publicExports } from '../public-exports.ts';

/**
 * The exports of a run as a dotenv report of GitLab, `pool_id=eu-west-1_abc`: variables of later jobs. Left out are secrets, since
 * everybody who can read the job can read the file, and values of several lines, which the format does not have. Characters that a variable
 * may not have in its name are underscores (https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreportsdotenv).
 */
export function exportsToDotenv(result: RunResult | undefined, maskText: MaskText): string {
  return [...publicExports(result, maskText)]
    .map(([name, value]) => [name.replace(/\W/g, '_'), plainText(value)] as const)
    .filter(([, text]) => !/[\r\n]/.test(text))
    .map(([name, text]) => `${name}=${text}\n`)
    .join('');
}

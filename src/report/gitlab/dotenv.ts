import type { RunResult } from '../../lifecycle/outcome.ts';
import { holdsSecret, plainText, redact } from '../../values/reading.ts';
import type { MaskText } from '../mask-text.ts';

/**
 * The exports of a run as a dotenv report of GitLab, `pool_id=eu-west-1_abc`: variables of later jobs. Left out are secrets, since
 * everybody who can read the job can read the file, and values of several lines, which the format does not have. Characters that a variable may not
 * have in its name are underscores (https://docs.gitlab.com/ci/yaml/artifacts_reports/#artifactsreportsdotenv).
 */
export function exportsToDotenv(result: RunResult | undefined, maskText: MaskText): string {
  return [...(result?.exports ?? [])]
    .flatMap(([name, value]) => {
      const text = plainText(redact(value));
      if (holdsSecret(value) || maskText(text) !== text || /[\r\n]/.test(text)) return [];
      return [`${name.replace(/\W/g, '_')}=${text}\n`];
    })
    .join('');
}

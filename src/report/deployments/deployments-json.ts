import type { JsonObject } from '../../base/json.ts';
import { jsonFormatVersion } from '../json.ts';
import type { DeploymentResults } from './deployment-result.ts';

/** All runs as one document; `report` is what each would have written alone. */
export function deploymentsToJson({ command, results }: DeploymentResults): JsonObject {
  return {
    format: jsonFormatVersion,
    command,
    ok: results.every(({ end }) => end === 'done' || end === 'changes'),
    has_changes: results.some(({ end }) => end === 'changes'),
    runs: results.map(({ folder, stack, environment, region, end, detail, report }) => ({
      folder,
      stack,
      environment,
      ...(region === undefined ? {} : { region }),
      end,
      detail,
      ...(report === undefined ? {} : { report: report.document }),
    })),
  };
}

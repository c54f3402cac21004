import { isJsonObject, type JsonObject } from '../../base/json.ts';
import { about, diagnosticToJson, isName, jsonFormatVersion, outcomeToJson, resultToJson } from '../json.ts';
import type { Masker } from '../masker.ts';
import type { RecordedRun } from './recorded-run.ts';

/**
 * A run as one document: what the event `run.finished` says, with the time and the
 * statements of each resource, and the diagnostics. Secrets are `***`.
 */
export function runReportToJson(run: RecordedRun, masker: Masker): JsonObject {
  const { command, stack, environment, diagnostics, resources, records, result } = run;
  const { verb: _, ...rest } = result === undefined ? {} : resultToJson(result, (address) => about(address, records));
  const document: JsonObject = {
    format: jsonFormatVersion,
    command,
    stack,
    environment,
    ok: false,
    elapsedMs: 0,
    exports: {},
    ...rest,
    diagnostics: diagnostics.map(diagnosticToJson),
    resources: resources.map(({ address, outcome, elapsedMs, queries }) => ({
      ...about(address, records),
      ...outcomeToJson(outcome),
      elapsedMs,
      queries: queries.map(({ anchor, statements }) => ({ anchor, statements })),
    })),
  };
  const masked = masker.maskJson(document, isName);
  return isJsonObject(masked) ? masked : {};
}

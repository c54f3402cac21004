import type { ResourceRecord } from '../../check/resource-records.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Location } from '../../diagnostics/source.ts';
import { positionOf } from '../../diagnostics/source-lines.ts';
import type { FailureReason } from '../../lifecycle/outcome.ts';
import { failureLines } from '../failure-lines.ts';
import type { MaskText } from '../mask-text.ts';
import { plainPalette } from '../palette.ts';
import { workflowCommand } from './workflow-command.ts';

export interface AnnotationOptions {
  readonly maskText: MaskText;
  /** The path of a file as GitHub knows it: from the top of the repository. */
  readonly pathOf: (path: string) => string;
}

/** A mistake or warning beside the lines that it is about. */
export function diagnosticAnnotation(diagnostic: Diagnostic, { maskText, pathOf }: AnnotationOptions): string {
  const { severity, code, message, at, help } = diagnostic;
  const text = help === undefined ? message : `${message}\n${help}`;
  const place = at === undefined ? {} : placeOf(at, pathOf);
  return workflowCommand(severity, maskText(text), { ...place, title: code });
}

/** Why a resource failed: beside the condition that is false, or else beside its entry in the manifest. */
export function failureAnnotation(
  resource: string,
  reason: FailureReason,
  record: ResourceRecord | undefined,
  { maskText, pathOf }: AnnotationOptions,
): string {
  const text = failureLines(reason, plainPalette, maskText).join('\n');
  const explanation = 'explanation' in reason ? reason.explanation : undefined;
  const at = explanation?.kind === 'false-terms' ? explanation.terms[0]?.at : undefined;
  const place =
    at !== undefined
      ? placeOf(at, pathOf)
      : record === undefined
        ? {}
        : { file: pathOf(record.file), line: record.line };
  return workflowCommand('error', maskText(text), { ...place, title: resource });
}

function placeOf(
  { source, start, end }: Location,
  pathOf: (path: string) => string,
): Readonly<Record<string, string | number>> {
  const first = positionOf(source, start);
  const last = positionOf(source, end);
  const file = pathOf(source.path);
  // GitHub takes columns of a single line only.
  return first.line === last.line
    ? { file, line: first.line, col: first.column, endColumn: last.column }
    : { file, line: first.line, endLine: last.line };
}

import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Reporter } from '../events/reporter.ts';
import type { RunResult } from '../lifecycle/outcome.ts';
import { diagnosticAnnotation, failureAnnotation, type AnnotationOptions } from '../report/github/annotation.ts';
import { createGithubReporter } from '../report/github/github-reporter.ts';
import { stepOutputs } from '../report/github/step-outputs.ts';
import { createGitlabReporter } from '../report/gitlab/gitlab-reporter.ts';
import type { PlannedRun } from '../report/run-report/seen-run.ts';
import { formatAddress } from '../stack/address.ts';
import { appendToFile } from './append-file.ts';
import type { Context } from './context.ts';
import { repositoryPath, type Pipeline } from './pipeline.ts';

/** Marks what is written for the log of the pipeline. `hasGroups`: what is said of a resource is put together. */
export function createPipelineReporter(hasGroups: boolean, context: Context): readonly Reporter[] {
  const { pipeline, writeMark: write, clock } = context;
  switch (pipeline.kind) {
    case 'github':
      return [createGithubReporter({ write, hasGroups, ...annotationOptions(pipeline, context) })];
    case 'gitlab':
      return hasGroups ? [createGitlabReporter({ write, now: () => clock.now() })] : [];
    case 'none':
      return [];
  }
}

function annotationOptions(
  { workspace }: Pipeline & { kind: 'github' },
  { masker, workingDirectory }: Context,
): AnnotationOptions {
  return {
    maskText: (text) => masker.mask(text),
    pathOf: (path) => repositoryPath(path, workspace, workingDirectory),
  };
}

/** Of a command that goes through no resources. */
export function annotateDiagnostics(
  diagnostics: readonly Diagnostic[],
  pipeline: Pipeline & { kind: 'github' },
  context: Context,
): void {
  const options = annotationOptions(pipeline, context);
  for (const diagnostic of diagnostics) context.writeMark(diagnosticAnnotation(diagnostic, options));
}

/** A plan tells of its failures at its end. */
export function annotatePlan({ plan, records }: PlannedRun, context: Context): void {
  const { pipeline, writeMark } = context;
  if (pipeline.kind !== 'github') return;
  const options = annotationOptions(pipeline, context);
  for (const { resource, action } of plan.resources) {
    const record = records.find(({ address }) => formatAddress(address) === resource);
    if (action.kind === 'failed') writeMark(failureAnnotation(resource, action.reason, record, options));
  }
}

/** Adds to the files that GitHub gives a step: the summary, and the exports of a run that ended well. */
export function writePipelineFiles(
  result: RunResult | undefined,
  markdown: () => string,
  { pipeline, masker, random }: Context,
): readonly Diagnostic[] {
  if (pipeline.kind !== 'github') return [];
  const { summaryFile, outputFile } = pipeline;
  const outputs = (run: RunResult): string =>
    stepOutputs(run, (text) => masker.mask(text), `stack_deploy_${random.uuid()}`);
  return [
    summaryFile === undefined
      ? undefined
      : appendToFile('the step summary', summaryFile, masker.maskCertain(markdown()) + '\n'),
    outputFile === undefined || result?.ok !== true || result.verb === 'teardown'
      ? undefined
      : appendToFile('the file of step outputs', outputFile, outputs(result)),
  ].filter((trouble) => trouble !== undefined);
}

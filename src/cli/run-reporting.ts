import { basename, resolve } from 'node:path';
import type { JsonObject } from '../base/json.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { several, type Reporter } from '../events/reporter.ts';
import { exportsToDotenv } from '../report/gitlab/dotenv.ts';
import type { JUnitSuite } from '../report/junit/junit-suite.ts';
import { formatJUnit } from '../report/junit/junit-xml.ts';
import { planSuite } from '../report/junit/plan-suite.ts';
import { runSuite } from '../report/junit/run-suite.ts';
import type { Masker } from '../report/masker.ts';
import type { MaskText } from '../report/mask-text.ts';
import { driftSuite } from '../report/junit/drift-suite.ts';
import { maskedDrift } from '../report/drift/masked-drift.ts';
import { maskedPlan } from '../report/plan/masked-plan.ts';
import type { SeenRun } from '../report/run-report/seen-run.ts';
import { createRunRecorder, type RecordedRun, type RunSubject } from '../report/run-report/recorded-run.ts';
import { runReportToJson } from '../report/run-report/run-report-json.ts';
import { runReportToMarkdown } from '../report/run-report/run-report-markdown.ts';
import type { Context } from './context.ts';
import { annotatePlan, createPipelineReporter, writePipelineFiles } from './pipeline-reporter.ts';
import { reportFileTrouble, writeReports, type ReportTexts } from './report-files.ts';

/** Everybody who is told of a run, and the reports that are written once it is over. */
export interface RunReporting {
  readonly reporter: Reporter;
  /** What is wrong with the files that are to be written. */
  readonly diagnostics: readonly Diagnostic[];
  /** Writes the reports, also those of the pipeline; false where one could not be written, which the reporter is told. */
  finish(seen?: SeenStack): boolean;
}

/** What a command has found that only looks. */
export interface SeenStack {
  readonly markdown: (maskText: MaskText) => string;
  readonly seen: SeenRun;
}

/** A run that is one of many, for the reports of all of them. */
export interface ReportedRun {
  readonly recorded: RecordedRun;
  /** What was found by a command that only looks, where it could. */
  readonly seen: SeenRun | undefined;
  readonly suite: () => JUnitSuite;
  readonly document: () => JsonObject;
  readonly markdown: () => string;
}

/**
 * `teller` tells people or programs what happens. `receive` is given the run once it is over, and no report is written of it alone; default:
 * its reports are written.
 */
export function openRunReporting(
  command: RunSubject['command'],
  { folder, environment }: { readonly folder: string; readonly environment: string },
  { report = [] }: { readonly report?: readonly string[] },
  context: Context,
  teller: Reporter,
  receive?: (run: ReportedRun) => void,
): RunReporting {
  const recorder = createRunRecorder();
  const hasGroups = command !== 'plan' && command !== 'drift';
  // A group is closed before people are told how its resource ended.
  const reporter = several([recorder, ...createPipelineReporter(hasGroups, context), teller]);
  const subject: RunSubject = { command, stack: basename(resolve(context.workingDirectory, folder)), environment };
  return {
    reporter,
    diagnostics: reportFileTrouble(report, command, context),
    finish: (seen) => {
      const recorded = recorder.recorded(subject);
      const reported = reportedRun(recorded, seen, context);
      const texts = textsOf(reported, context);
      if (seen?.seen.kind === 'plan') annotatePlan(seen.seen, context);
      if (receive !== undefined) {
        receive(reported);
        return true;
      }
      const trouble = [
        ...writeReports(report, command, texts, context),
        ...writePipelineFiles(recorded.result, texts['.md'], context),
      ];
      if (trouble.length > 0) teller.report({ kind: 'run.diagnostics', diagnostics: trouble });
      return trouble.length === 0;
    },
  };
}

function reportedRun(run: RecordedRun, found: SeenStack | undefined, { masker }: Context): ReportedRun {
  const maskText = (text: string): string => masker.mask(text);
  const markdown = found?.markdown ?? (() => runReportToMarkdown(run, maskText));
  const seen = found?.seen;
  return {
    recorded: run,
    seen,
    suite: () => suiteOf(run, seen, maskText),
    document: () => documentOf(run, seen, masker),
    markdown: () => maskText(markdown(maskText)),
  };
}

function suiteOf(run: RecordedRun, seen: SeenRun | undefined, maskText: MaskText): JUnitSuite {
  switch (seen?.kind) {
    case undefined:
      return runSuite(run, maskText);
    case 'plan':
      return planSuite(seen.plan, seen.records, run, maskText);
    case 'drift':
      return driftSuite(seen.drift, seen.records, run, maskText);
  }
}

function documentOf(run: RecordedRun, seen: SeenRun | undefined, masker: Masker): JsonObject {
  switch (seen?.kind) {
    case undefined:
      return runReportToJson(run, masker);
    case 'plan':
      return maskedPlan(seen.plan, masker);
    case 'drift':
      return maskedDrift(seen.drift, masker);
  }
}

function textsOf({ recorded, suite, document, markdown }: ReportedRun, { masker }: Context): ReportTexts {
  return {
    '.xml': () => formatJUnit([suite()]),
    '.json': () => JSON.stringify(document(), undefined, 2) + '\n',
    '.md': markdown,
    '.env': () => exportsToDotenv(recorded.result, (text) => masker.mask(text)),
  };
}

import { basename, resolve } from 'node:path';
import type { ResourceRecord } from '../check/resource-records.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { several, type Reporter } from '../events/reporter.ts';
import type { StackPlan } from '../lifecycle/plan.ts';
import { exportsToDotenv } from '../report/gitlab/dotenv.ts';
import { formatJUnit } from '../report/junit/junit-xml.ts';
import { planSuite } from '../report/junit/plan-suite.ts';
import { runSuite } from '../report/junit/run-suite.ts';
import { maskedPlan } from '../report/plan/masked-plan.ts';
import { planToMarkdown } from '../report/plan/plan-markdown.ts';
import { createRunRecorder, type RecordedRun, type RunSubject } from '../report/run-report/recorded-run.ts';
import { runReportToJson } from '../report/run-report/run-report-json.ts';
import { runReportToMarkdown } from '../report/run-report/run-report-markdown.ts';
import type { Context } from './context.ts';
import { reportFileTrouble, writeReports, type ReportTexts } from './report-files.ts';

/** Everybody who is told of a run, and the reports that are written once it is over. */
export interface RunReporting {
  readonly reporter: Reporter;
  /** What is wrong with the files that are to be written. */
  readonly diagnostics: readonly Diagnostic[];
  /** Writes the reports; false where one could not be written, which the reporter is told. */
  finish(planned?: PlannedRun): boolean;
}

/** A plan that was made, for its report. */
export interface PlannedRun {
  readonly plan: StackPlan;
  readonly records: readonly ResourceRecord[];
}

/** `teller` tells people or programs what happens. */
export function openRunReporting(
  command: RunSubject['command'],
  { folder, environment }: { readonly folder: string; readonly environment: string },
  { report = [] }: { readonly report?: readonly string[] },
  context: Context,
  teller: Reporter,
): RunReporting {
  const recorder = createRunRecorder();
  const reporter = several([recorder, teller]);
  const subject: RunSubject = { command, stack: basename(resolve(context.workingDirectory, folder)), environment };
  return {
    reporter,
    diagnostics: reportFileTrouble(report, command, context),
    finish: (planned) => {
      const recorded = recorder.recorded(subject);
      const texts = planned === undefined ? runTexts(recorded, context) : planTexts(planned, recorded, context);
      const trouble = writeReports(report, command, texts, context);
      if (trouble.length > 0) teller.report({ kind: 'run.diagnostics', diagnostics: trouble });
      return trouble.length === 0;
    },
  };
}

function runTexts(run: RecordedRun, { masker }: Context): ReportTexts {
  const maskText = (text: string): string => masker.mask(text);
  return {
    '.xml': () => formatJUnit([runSuite(run, maskText)]),
    '.json': () => jsonText(runReportToJson(run, masker)),
    '.md': () => maskText(runReportToMarkdown(run, maskText)),
    '.env': () => exportsToDotenv(run.result, maskText),
  };
}

function planTexts({ plan, records }: PlannedRun, told: RecordedRun, { masker }: Context): ReportTexts {
  const maskText = (text: string): string => masker.mask(text);
  return {
    '.xml': () => formatJUnit([planSuite(plan, records, told, maskText)]),
    '.json': () => jsonText(maskedPlan(plan, masker)),
    '.md': () => maskText(planToMarkdown(plan, { maskText })),
    '.env': () => '',
  };
}

function jsonText(document: unknown): string {
  return JSON.stringify(document, undefined, 2) + '\n';
}

import { basename, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { several, type Reporter } from '../events/reporter.ts';
import { exportsToDotenv } from '../report/gitlab/dotenv.ts';
import { formatJUnit } from '../report/junit/junit-xml.ts';
import { planSuite } from '../report/junit/plan-suite.ts';
import { runSuite } from '../report/junit/run-suite.ts';
import type { MaskText } from '../report/mask-text.ts';
import { maskedPlan } from '../report/plan/masked-plan.ts';
import type { PlannedRun } from '../report/run-report/planned-run.ts';
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
  /** Of a plan. */
  readonly planned?: PlannedRun;
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
  const hasGroups = command !== 'plan' && command !== 'drift';
  // A group is closed before people are told how its resource ended.
  const reporter = several([recorder, ...createPipelineReporter(hasGroups, context), teller]);
  const subject: RunSubject = { command, stack: basename(resolve(context.workingDirectory, folder)), environment };
  return {
    reporter,
    diagnostics: reportFileTrouble(report, command, context),
    finish: (seen) => {
      const recorded = recorder.recorded(subject);
      const texts = textsOf(recorded, seen, context);
      if (seen?.planned !== undefined) annotatePlan(seen.planned, context);
      const trouble = [
        ...writeReports(report, command, texts, context),
        ...writePipelineFiles(recorded.result, texts['.md'], context),
      ];
      if (trouble.length > 0) teller.report({ kind: 'run.diagnostics', diagnostics: trouble });
      return trouble.length === 0;
    },
  };
}

function textsOf(run: RecordedRun, seen: SeenStack | undefined, { masker }: Context): ReportTexts {
  const maskText = (text: string): string => masker.mask(text);
  const markdown = seen?.markdown ?? (() => runReportToMarkdown(run, maskText));
  const planned = seen?.planned;
  return {
    '.xml': () =>
      formatJUnit([
        planned === undefined ? runSuite(run, maskText) : planSuite(planned.plan, planned.records, run, maskText),
      ]),
    '.json': () =>
      JSON.stringify(
        planned === undefined ? runReportToJson(run, masker) : maskedPlan(planned.plan, masker),
        undefined,
        2,
      ) + '\n',
    '.md': () => maskText(markdown(maskText)),
    '.env': () => exportsToDotenv(run.result, maskText),
  };
}

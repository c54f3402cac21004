import { basename, extname, resolve } from 'node:path';
import { enumerate } from '../base/text.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { RunSubject } from '../report/run-report/recorded-run.ts';
import type { Context } from './context.ts';
import { resultFileTrouble, writeResultFile } from './write-output-file.ts';

const endings = ['.xml', '.json', '.md', '.env'] as const;
type Ending = (typeof endings)[number];

/** What is written into a report, by the ending of its file. Secrets are masked. */
export type ReportTexts = Readonly<Record<Ending, () => string>>;

/** What would keep a report from being written, told before anything is done. */
export function reportFileTrouble(
  paths: readonly string[],
  command: RunSubject['command'],
  context: Context,
): readonly Diagnostic[] {
  return paths.flatMap((path, index) => {
    const trouble = resultFileTrouble('the report', path, context);
    if (trouble !== undefined) return [trouble];
    if (endingOf(path, command) === undefined) return [wrongEnding(path, command)];
    const isGivenBefore = paths.findIndex((other) => targetOf(other, context) === targetOf(path, context)) < index;
    return isGivenBefore ? [mistake('input/option', `--report ${path} is given twice`)] : [];
  });
}

function wrongEnding(path: string, command: RunSubject['command']): Diagnostic {
  const uses: Readonly<Record<Ending, string>> = {
    '.xml': '.xml (JUnit)',
    '.json': '.json',
    '.md': '.md (Markdown)',
    '.env': '.env (exports as variables)',
  };
  const known = endingsOf(command).map((ending) => uses[ending]);
  return mistake('input/option', `--report ${path} has an unknown ending: use ${enumerate(known, 'or')}`);
}

/** Only what goes through all resources and ends well has exports. */
function endingsOf(command: RunSubject['command']): readonly Ending[] {
  return command === 'build' || command === 'test' ? endings : endings.filter((ending) => ending !== '.env');
}

function endingOf(path: string, command: RunSubject['command']): Ending | undefined {
  const ending = extname(`x${basename(path)}`).toLowerCase();
  return endingsOf(command).find((one) => one === ending);
}

function targetOf(path: string, { workingDirectory }: Context): string {
  return resolve(workingDirectory, path);
}

/** Writes each report whole or not at all; what kept one from being written is told, and the others are written all the same. */
export function writeReports(
  paths: readonly string[],
  command: RunSubject['command'],
  texts: ReportTexts,
  context: Context,
): readonly Diagnostic[] {
  return paths.flatMap((path) => {
    const ending = endingOf(path, command);
    if (ending === undefined || resultFileTrouble('the report', path, context) !== undefined) return [];
    const text = context.masker.maskCertain(texts[ending]());
    const trouble = writeResultFile('the report', path, text, false, context);
    return trouble === undefined ? [] : [trouble];
  });
}

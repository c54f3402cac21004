import { count, enumerate } from '../base/text.ts';
import { formatDiagnostics } from '../diagnostics/format-diagnostic.ts';
import type { Event } from '../events/event.ts';
import type { Reporter } from '../events/reporter.ts';
import type { RunResult, Verb } from '../lifecycle/outcome.ts';
import { formatSql } from '../query/format-statement.ts';
import { formatAddress } from '../stack/address.ts';
import { plainText, redact } from '../values/reading.ts';
import type { Value } from '../values/value.ts';
import { formatDuration } from './duration.ts';
import { declaredLines, declaredSummary } from './declared-lines.ts';
import { explanationLines } from './explanation-lines.ts';
import { failureLines } from './failure-lines.ts';
import type { MaskText } from './mask-text.ts';
import { rowsToJson } from './json.ts';
import type { Masker } from './masker.ts';
import { countOutcomes } from './outcome-counts.ts';
import { outcomeText } from './outcome-text.ts';
import type { Palette } from './palette.ts';
import type { Spinner } from './spinner.ts';
import { rollbackSummary, undoLines } from './undo-lines.ts';

export interface HumanReporterOptions {
  /** Where human words go. */
  readonly words: (text: string) => void;
  /** Where results go. */
  readonly results: (text: string) => void;
  readonly palette: Palette;
  readonly masker: Masker;
  /** Shows what runs now, on a terminal. */
  readonly spinner: Spinner | undefined;
  readonly showQueries: boolean;
  /** `debug` adds waits, `trace` every request. */
  readonly level: LogLevel;
  /** Whether a person at a terminal can cancel requests with a second Ctrl-C. Default: false. */
  readonly isInteractive?: boolean;
  /** Where the run goes: `the embedded Cloud Control in .stack-deploy/local`. */
  readonly target: string;
}

export const logLevels = ['error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof logLevels)[number];

export function isAtLeast(level: LogLevel, wanted: LogLevel): boolean {
  return logLevels.indexOf(level) >= logLevels.indexOf(wanted);
}

/** Sentences for people. */
export function createHumanReporter(options: HumanReporterOptions): Reporter {
  const { palette, masker, spinner, level, target } = options;
  const maskText: MaskText = (text) => masker.mask(text);
  let nameWidth = 0;
  const say = (text: string): void => {
    spinner?.pause();
    options.words(masker.mask(text) + '\n');
    spinner?.resume();
  };
  const sayAt = (wanted: LogLevel, text: string): void => {
    if (isAtLeast(level, wanted)) say(text);
  };
  return {
    report: (event) => {
      switch (event.kind) {
        case 'run.started':
          nameWidth = Math.max(...event.resources.map(({ address }) => formatAddress(address).length), 0);
          sayAt('info', `${beginnings[event.verb]} ${palette.name(event.stack)} (${event.environment}) on ${target}\n`);
          return;
        case 'run.diagnostics':
          say(formatDiagnostics(event.diagnostics, palette, { maskText }));
          return;
        case 'resource.started':
          if (event.phase === 'collecting') spinner?.start(`looking for ${event.resource}`);
          else {
            spinner?.stop('');
            spinner?.start(event.resource, event.resource);
          }
          return;
        case 'resource.statement':
          if (options.showQueries) say(statementText(event, palette));
          return;
        case 'resource.waiting':
          sayAt(
            'debug',
            palette.quiet(
              `  ${event.resource}: ${event.anchor} again in ${formatDuration(event.delayMs)} (${event.attempt} of ${event.attempts})`,
            ),
          );
          return;
        case 'resource.delayed':
          sayAt(
            event.times === 1 ? 'info' : 'debug',
            palette.quiet(`  ${event.resource}: waiting until IAM knows ${event.until}`),
          );
          return;
        case 'resource.postponed':
          spinner?.start(`${event.resource}: waits for ${enumerate(event.until)}`, event.resource);
          sayAt('info', palette.quiet(`  ${event.resource}: ${postponedText(event)}`));
          for (const line of failureLines(event.reason, palette, maskText))
            sayAt('debug', palette.quiet(`    ${line}`));
          return;
        case 'resource.script-line':
          sayAt('info', palette.quiet(`  ${event.resource} | ${event.line}`));
          return;
        case 'resource.troubleshot':
          say(troubleshotText(event, palette, maskText));
          return;
        case 'rollback.started':
          sayAt('info', `\nRolling back ${count(event.changes, 'change')}`);
          return;
        case 'rollback.step': {
          const lines = undoLines(event.step, palette, nameWidth, maskText);
          for (const line of lines) say(line);
          return;
        }
        case 'resource.writing':
          spinner?.start(`${event.resource}: ${event.anchor}`, event.resource);
          return;
        case 'resource.finished': {
          spinner?.stop(event.resource);
          const { word, paint, detail } = outcomeText(event.outcome, palette);
          const isQuiet = event.outcome.kind !== 'failed';
          const line = `  ${palette.name(event.resource.padEnd(nameWidth))}  ${paint(word.padEnd(9))}  ${detail}${detail === '' ? '' : '  '}${palette.quiet(formatDuration(event.elapsedMs))}`;
          sayAt(isQuiet ? 'info' : 'error', line.trimEnd());
          if (event.outcome.kind === 'updated') {
            for (const whyLine of explanationLines(event.outcome.explanation, event.outcome.differences, maskText))
              sayAt('info', '    ' + whyLine);
          }
          for (const declaredLine of declaredLines(event.outcome, event.resource))
            sayAt('warn', palette.changed('    ' + declaredLine));
          if (event.outcome.kind === 'failed') {
            for (const failureLine of failureLines(event.outcome.reason, palette, maskText))
              say(failureLine === '' ? '' : '    ' + failureLine);
          }
          return;
        }
        case 'run.finished':
          spinner?.stop();
          finish(event.result, options, say, sayAt);
          return;
        case 'request.doubted':
          sayAt(event.times === 1 ? 'info' : 'trace', palette.quiet('  ' + doubtText(event)));
          return;
        case 'request.slowed':
          sayAt('info', palette.quiet(`  throttled: ${slowedText(event)}`));
          return;
        case 'lock.waiting':
          sayAt(
            'info',
            `Waiting for the lock of the stack: ${event.holder} holds it${event.since === undefined ? '' : ` since ${event.since}`}`,
          );
          return;
        case 'lock.taken':
          sayAt('debug', palette.quiet(`  took the lock ${event.name}`));
          return;
        case 'lock.lost':
          say(`The lock of the stack is lost (${event.name}): nothing more is started.`);
          return;
        case 'request.open':
          say(openText(event, options.isInteractive === true));
          return;
        case 'request.sent':
        case 'request.progress':
        case 'request.answered':
          if (isAtLeast(level, 'trace')) say(palette.quiet('  ' + requestText(event)));
          return;
        default:
          return;
      }
    },
    close: () => spinner?.stop(),
  };
}

const beginnings: Readonly<Record<Verb, string>> = { build: 'Building', test: 'Testing', teardown: 'Tearing down' };

function finish(
  result: RunResult,
  options: HumanReporterOptions,
  say: (text: string) => void,
  sayAt: (level: LogLevel, text: string) => void,
): void {
  const { palette, masker } = options;
  const left = result.outcomes
    .filter(({ outcome }) => outcome.kind === 'not-attempted' && result.unconfirmed === undefined)
    .map(({ resource }) => resource);
  const summary = `\n${countOutcomes(result, palette)} in ${formatDuration(result.elapsedMs)}`;
  if (result.ok) sayAt('info', summary);
  else say(summary);
  for (const line of declaredSummary(result)) sayAt('warn', line);
  if (left.length > 0) say(`not attempted: ${enumerate(left)}`);
  if (result.unconfirmed !== undefined) say(`not confirmed as deleted: ${enumerate(result.unconfirmed)}`);
  if (result.rollback !== undefined) say(rollbackSummary(result.rollback));
  if (result.exports.size > 0) {
    sayAt('info', '');
    const width = Math.max(...[...result.exports.keys()].map((name) => name.length));
    for (const [name, value] of result.exports)
      options.results(`${name.padEnd(width)}  ${masker.mask(shownValue(value))}` + '\n');
  }
}

/** What was found, as JSON, for people as well. */
function troubleshotText(
  event: Event & { kind: 'resource.troubleshot' },
  palette: Palette,
  maskText: MaskText,
): string {
  const head = palette.quiet(`  ${event.anchor} of ${event.resource}:`);
  const lines =
    event.found === undefined
      ? event.reason === undefined
        ? []
        : failureLines(event.reason, palette, maskText)
      : JSON.stringify(rowsToJson(event.found), undefined, 2).split('\n');
  return [head, ...lines.map((line) => '    ' + line)].join('\n');
}

function shownValue(value: Value): string {
  return plainText(redact(value));
}

function statementText(event: Event & { kind: 'resource.statement' }, palette: Palette): string {
  const lines = formatSql(event.text, 'shown').trim().split('\n');
  const added = event.added.map((operation) => `-- added: ${operation.pointer} (${operation.why})`);
  return [
    palette.quiet(`  /*+ ${event.anchor} */ of ${event.resource}`),
    ...lines.map((line) => '  ' + line),
    ...added.map((line) => '  ' + palette.quiet(line)),
    '',
  ].join('\n');
}

/** Of many entries a person wants the number. */
function postponedText({ until }: Event & { kind: 'resource.postponed' }): string {
  const after = until.length > 3 ? `${until.length} entries that are not done` : enumerate(until);
  return `refused; it has another turn after ${after}`;
}

function doubtText({ reason, operation, region, typeName, identifier }: Event & { kind: 'request.doubted' }): string {
  const what = `${typeName}${identifier === undefined ? '' : ` ${identifier}`} in ${region}`;
  switch (reason) {
    case 'lag':
      return `waiting until ${what} can be read: its create has ended, and ${operation} does not find it yet`;
    case 'update-lag':
      return `waiting until ${what} shows its update: the update has ended, and ${operation} still answers as before`;
    case 'contradiction':
      return `asking for ${what} again: ${operation} says that ${identifier === undefined ? 'its parent' : 'it'} is not there, and another answer has just named it`;
  }
}

function slowedText({ region, quota, perSecond }: Event & { kind: 'request.slowed' }): string {
  const rate = perSecond >= 10 ? Math.round(perSecond) : Number(perSecond.toFixed(1));
  return `requests that count for ${quota} in ${region} are sent at ${rate} a second, and faster again with time`;
}

function openText(
  { operation, typeName = '', identifier, region, requestToken }: Event & { kind: 'request.open' },
  isInteractive: boolean,
): string {
  const what = [operation, typeName, identifier].filter((part) => part !== undefined && part !== '').join(' ');
  return [
    `  still going on: ${what} in ${region}, request token ${requestToken}${isInteractive ? '; Ctrl-C again cancels it' : ''}`,
    `    stack-deploy query "SELECT * FROM awscc.cloud_control.resource_request WHERE region = '${region}' AND RequestToken = '${requestToken}'"`,
  ].join('\n');
}

function requestText(event: Event & { kind: 'request.sent' | 'request.progress' | 'request.answered' }): string {
  if (event.kind === 'request.progress') {
    return `request ${event.requestToken} ${event.status}${event.statusMessage === undefined ? '' : `: ${event.statusMessage}`}, asking again in ${event.waitMs} ms`;
  }
  const what = [event.operation, event.typeName, event.identifier].filter((part) => part !== undefined).join(' ');
  if (event.kind === 'request.sent') return `→ ${what} in ${event.region}`;
  return `← ${what} in ${event.region}: ${event.errorName ?? 'ok'}, ${Math.round(event.elapsedMs)} ms`;
}

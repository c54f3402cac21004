import { count, enumerate, shorten } from '../base/text.ts';
import { unreachable } from '../base/unreachable.ts';
import { formatDiagnostics } from '../diagnostics/format-diagnostic.ts';
import type { Candidate } from '../lifecycle/candidate.ts';
import type { FailureReason } from '../lifecycle/outcome.ts';
import type { Failure } from '../provider/failure.ts';
import type { StatementFailure } from '../engine/engine.ts';
import { nameOf } from '../plan/owner.ts';
import { plainText, redact } from '../values/reading.ts';
import { credentialsProblem } from './credentials-problem.ts';
import { unmanagedLines } from './declared-lines.ts';
import { differenceLines, equalLines } from './difference-lines.ts';
import { explanationLines } from './explanation-lines.ts';
import { markText } from './mark-text.ts';
import { replacementLines } from './replacement-lines.ts';
import type { MaskText } from './mask-text.ts';
import { ownerText } from './owner-text.ts';
import type { Palette } from './palette.ts';

function asItIs(text: string): string {
  return text;
}

/** Why a resource failed, in lines; the first one says it in short. Texts from outside go through `maskText`. */
export function failureLines(reason: FailureReason, palette: Palette, maskText: MaskText = asItIs): readonly string[] {
  switch (reason.kind) {
    case 'trouble':
      return statementFailureLines(reason.trouble, palette, maskText);
    case 'missing':
      return [`it does not exist: the query ${reason.anchor} found nothing`];
    case 'drifted':
      return driftLines(reason, maskText);
    case 'not-found-after-write':
      return [
        `it was written, but the query exists does not find it (asked ${times(reason.attempts)})`,
        retriesHelp('exists'),
      ];
    case 'unmanaged':
      return [
        reason.when === 'test' ? 'it is not as declared:' : 'it was written, but is still not as declared:',
        ...unmanagedLines(reason.differences).map((line) => '  ' + line),
      ];
    case 'not-pruned':
      return [notPruned(reason)];
    case 'protected':
      return [protectedBy(reason), 'to delete it all the same, write on this entry: on_delete: delete'];
    case 'mark':
      return [`the mark of its owner is out of date, and a build rewrites it: ${markText(reason.change)}`];
    case 'needs-replacement':
      return replacementLines(reason);
    case 'not-removed':
      return [
        `${reason.resource} must be deleted before this can be replaced, and could not be:`,
        ...failureLines(reason.reason, palette, maskText).map((line) => '  ' + line),
      ];
    case 'claimed-twice':
      return [
        `${reason.claimedBy} already stands for ${reason.typeName} ${reason.identifier}`,
        'give one of them another name, or keep one entry for the resource',
      ];
    case 'set-twice':
      return [
        `${reason.setBy} sets ${reason.pointer} of ${reason.typeName} ${reason.identifier} to another value`,
        'set a property in one entry only',
      ];
    case 'owned-by-another':
      return ownerLines(reason);
    case 'made-otherwise':
      return [
        `an earlier create of this resource has made ${reason.typeName} ${reason.identifier}, but the "exists" query finds ${reason.found ?? 'nothing'}`,
        'nothing was created beside it; change it to what "exists" looks for, or delete it',
      ];
    case 'no-identifier':
      return [
        `the "exists" query finds it, but no query gives its identifier, ${reason.parts.join('|')}`,
        `select ${enumerate(reason.parts)} in the "exists" query`,
      ];
    case 'delete-missed':
      return [
        `the delete query names ${reason.deleted ?? 'a resource'}, which does not exist, but the "exists" query still finds ${reason.found ?? 'one'}`,
        'make both queries name the same resource',
      ];
    case 'still-used':
      return [
        `it cannot be deleted: "${reason.user}" uses it, ${reason.userIs === 'there' ? 'exists' : 'may exist'}, and is not selected`,
        'select what uses it too: --only with a "+" behind its name',
      ];
    case 'still-there':
      return [`it was deleted, but the query exists still finds it (asked ${times(reason.attempts)})`];
    case 'ambiguous':
      return ambiguityLines(reason);
    case 'not-identified':
      return [
        `the query exists does not find ${reason.identifier}, which --identifier names: it is not there, or not what the query looks for`,
      ];
    case 'no-exports':
      return ['the query exports gives no row'];
    case 'export-missing':
      return [
        `${reason.from === 'script' ? 'the script' : 'the query exports'} gives ${enumerate(reason.columns) || 'nothing'}, but not "${reason.column}"`,
      ];
    case 'return-missing':
      return reason.columns.length === 0
        ? [`return_vals keeps "${reason.column}", but the query ${reason.anchor} has no RETURNING *`]
        : [
            `return_vals keeps "${reason.column}", but ${reason.isNull ? 'it is NULL in what' : `what`} the query ${reason.anchor} returned${reason.isNull ? '' : ` has only ${enumerate(reason.columns)}`}`,
          ];
    case 'callback-unanswered':
      return [
        `it was written, but the query ${reason.anchor} never said that it is ready (asked ${times(reason.attempts)})`,
        retriesHelp(reason.anchor),
      ];
    case 'request-ended': {
      const said = [reason.code, reason.message].filter((part) => part !== undefined && part !== '');
      return [
        `the query ${reason.anchor} says that the request has ended: ${reason.status}`,
        ...(said.length === 0 ? [] : ['  ' + said.join(': ')]),
      ];
    }
    case 'several':
      return [
        `${reason.failures.length} of ${reason.of} statements of the query ${reason.anchor} failed:`,
        ...reason.failures.flatMap((one) =>
          failureLines(one.reason, palette, maskText).map((line, index) =>
            index === 0 ? `  statement ${one.index + 1}: ${line}` : '  ' + line,
          ),
        ),
      ];
    case 'script-failed':
      return [scriptEnd(reason), ...written(reason)];
    case 'script-output':
      return [
        reason.output === ''
          ? 'the script has exports, but wrote nothing to standard output'
          : 'the script has exports, but what it wrote to standard output is no JSON map',
        ...written(reason),
        ...(reason.output === '' ? ['write the exports as JSON: {"name": "value"}'] : []),
      ];
    case 'no-count':
      if (reason.anchor.startsWith('callback'))
        return [
          `the query ${reason.anchor} must give a column "success" or "count"; it gives ${enumerate(reason.columns)}`,
        ];
      return [
        `the query ${reason.anchor} must give one column "count" with 0 or 1; it gives ${enumerate(reason.columns)}`,
      ];
    case 'needs':
      return [
        `${reason.anchor === undefined ? 'it' : `the query ${reason.anchor}`} needs ${enumerate(reason.needs.map(({ name }) => name))}, which is not known`,
      ];
    case 'interrupted':
      return ['interrupted'];
    default:
      return unreachable(reason);
  }
}

function protectedBy(reason: FailureReason & { kind: 'protected' }): string {
  switch (reason.by) {
    case 'entry':
      return 'on_delete: protect keeps the teardown from deleting anything';
    case 'tag':
      return 'its tags keep the teardown from deleting anything: it was built with on_delete: protect';
    case 'environment':
      return `the protected environment keeps the teardown from deleting anything: ${reason.typeName} holds data`;
    default:
      return unreachable(reason);
  }
}

function notPruned({ typeName, identifier, why }: FailureReason & { kind: 'not-pruned' }): string {
  switch (why) {
    case 'unknown-type':
      return `not pruned: ${typeName} is not a known resource type, or no region is given`;
    case 'declared':
      return `not pruned: an entry of the manifest stands for ${typeName} ${identifier}`;
    case 'no-child':
      return `not pruned: ${typeName} ${identifier} has no mark, and no resource of this stack is its parent`;
    case 'protected':
      return `not pruned: ${typeName} ${identifier} was built with on_delete: protect`;
    case 'protected-environment':
      return `not pruned: ${typeName} ${identifier} holds data, and the environment is protected`;
    default:
      return unreachable(why);
  }
}

function ownerLines({ typeName, identifier, owner }: FailureReason & { kind: 'owned-by-another' }): readonly string[] {
  if (owner.kind === 'nobody')
    return [
      `${typeName} ${identifier} is there already and belongs to ${ownerText(owner)}`,
      'to take it over, write on this entry: adopt: true',
      'to leave it where it is, remove the entry, or give the resource another name',
    ];
  return [
    `${typeName} ${identifier} belongs to ${ownerText(owner)}`,
    `to take it over, write on this entry: take_over: ${nameOf(owner)}`,
    'to leave it where it is, remove the entry, or give the resource another name',
  ];
}

function scriptEnd({ how, timeoutSeconds }: FailureReason & { kind: 'script-failed' }): string {
  switch (how.kind) {
    case 'exited':
      return `the script ended with exit code ${how.code}`;
    case 'killed':
      return `the script was ended by ${how.signal}`;
    case 'timed-out':
      return `the script did not end within ${count(timeoutSeconds, 'second')} and was stopped; "timeout" gives it more`;
    case 'interrupted':
      return 'interrupted';
    case 'too-much':
      return 'the script wrote more to standard output than is read, and was stopped';
    case 'not-started':
      return `the script could not be started: ${how.message}`;
    default:
      return unreachable(how);
  }
}

/** The end of what a script wrote. */
function written(text: { readonly output: string; readonly errors: string }): readonly string[] {
  return (['output', 'errors'] as const).flatMap((stream) => {
    const lines = text[stream].split('\n').filter((line) => line.trim() !== '');
    const shown = lines.slice(-20).map((line) => '  ' + shorten(line.trimEnd(), 300));
    const name = stream === 'output' ? 'standard output' : 'standard error';
    return shown.length === 0 ? [] : [`${name}${lines.length > shown.length ? ' (the end of it)' : ''}:`, ...shown];
  });
}

/** More than one row, or one whose count is above 1. */
function candidateText({ identifier, name, tags = {}, created }: Candidate): string {
  const about = [
    name === undefined ? undefined : `name ${name}`,
    created === undefined ? undefined : `created ${created}`,
    ...Object.entries(tags).map(([key, value]) => `${key}=${value}`),
  ].filter((part) => part !== undefined);
  return about.length === 0 ? identifier : `${identifier}  ${about.join(', ')}`;
}

function ambiguityLines(reason: FailureReason & { kind: 'ambiguous' }): readonly string[] {
  const { anchor, columns, rows, candidates: [first, ...others] = [], entry } = reason;
  if (first !== undefined && entry !== undefined) {
    return [
      `the query ${anchor} finds several resources where one is meant:`,
      ...[first, ...others].map((one) => `  ${candidateText(one)}`),
      `to choose one for this run, give it --identifier ${entry}=${first.identifier}, with the one that is meant`,
      'to choose one for good, make the query say which one is meant',
    ];
  }
  const shown = rows
    .slice(0, 10)
    .map((row) => columns.map((column, index) => `${column}: ${plainText(redact(row[index] ?? null))}`).join(', '));
  const more = rows.length > 10 ? [`  … and ${rows.length - 10} more`] : [];
  const isCount = rows.length === 1;
  return [
    `the query ${anchor} has ${isCount ? 'a count above 1, which is 1 for yes and 0 for no' : `${rows.length} rows where one resource is meant`}:`,
    ...shown.map((line) => `  ${line}`),
    ...more,
    isCount
      ? 'make the query say which one is meant; where several are, compare: COUNT(*) = … AS count'
      : 'make the query say which one is meant',
  ];
}

function driftLines(reason: FailureReason & { kind: 'drifted' }, maskText: MaskText): readonly string[] {
  const said = {
    test: 'it is not as desired',
    'no-update': 'it is not as desired, and there is no update query to repair it',
    'after-write': 'it was written, but is still not as desired',
    'nothing-to-write': 'it is not as desired, and there is nothing to set',
  }[reason.when];
  const { anchor, differences, explanation } = reason;
  const why = explanationLines(explanation, differences, maskText);
  if (differences.length > 0) return [`${said}:`, ...differenceLines(differences).map((line) => '  ' + line), ...why];
  if (why.length > 0) return [said, ...why];
  return [
    `${said}: the query ${anchor} says so, though no property that is declared differs`,
    ...equalLines(reason.equalBy),
  ];
}

export function statementFailureLines(
  trouble: StatementFailure,
  palette: Palette,
  maskText: MaskText,
): readonly string[] {
  switch (trouble.kind) {
    case 'refused':
      return [
        'refused before anything was sent:',
        ...formatDiagnostics(trouble.diagnostics, palette, { maskText }).split('\n'),
      ];
    case 'not-evaluated':
      return [
        `the statement could not be evaluated: ${trouble.message}`,
        ...formatDiagnostics(trouble.diagnostics, palette, { maskText }).split('\n'),
      ];
    case 'failed':
      return [
        ...cloudLines(trouble.failure, maskText),
        ...trouble.done.map((done) => `done before: ${done.typeName} ${done.identifier ?? ''}`),
      ];
  }
}

const kinds: Readonly<Record<Failure['kind'], string>> = {
  credentials: 'the credentials were not accepted',
  denied: 'access was denied',
  throttled: 'requests are throttled',
  unreachable: 'the endpoint cannot be reached',
  service: 'the service failed',
  'invalid-request': 'the request was refused',
  'unknown-type': 'the resource type is not known',
  'unsupported-action': 'the resource type does not support this',
  'not-found': 'something that is needed was not found',
  'already-exists': 'it exists already',
  conflict: 'another operation is in the way',
  'not-updatable': 'the property cannot be changed',
  'limit-exceeded': 'a limit of the service is reached',
  'request-failed': 'the request failed',
  'timed-out': 'the request did not end in time',
  'too-slow': 'the statement took too long',
  interrupted: 'interrupted',
  contradiction: 'answers of the cloud contradict each other',
  malformed: 'the answer could not be understood',
  other: 'the request failed',
};

/** A trouble outside of any run: diagnostics as they are, a refusal of the cloud in lines. */
export function formatStatementFailure(
  trouble: StatementFailure,
  palette: Palette,
  options: { readonly maskText?: (line: string) => string } = {},
): string {
  switch (trouble.kind) {
    case 'refused':
    case 'not-evaluated':
      return formatDiagnostics(trouble.diagnostics, palette, options);
    case 'failed': {
      const [first = '', ...more] = statementFailureLines(trouble, palette, options.maskText ?? asItIs);
      return [`${palette.error('error')}${palette.bold(`: ${first}`)}`, ...more, ...lookLines(trouble.failure)].join(
        '\n',
      );
    }
  }
}

/** Where nobody waited for the end of a request: the statements that tell how it stands, and end it. */
function lookLines({ kind, region, requestToken }: Failure): readonly string[] {
  if (requestToken === undefined || (kind !== 'interrupted' && kind !== 'timed-out')) return [];
  const request = `FROM awscc.cloud_control.resource_request WHERE region = '${region}' AND RequestToken = '${requestToken}';`;
  return [
    `  how it stands: SELECT OperationStatus, StatusMessage, Identifier ${request}`,
    `  to cancel it: DELETE ${request}`,
  ];
}

/** What the cloud refused: what was asked of which resource, the service's own words, and what to quote to support. */
function cloudLines(failure: Failure, maskText: MaskText): readonly string[] {
  const target = [failure.typeName, failure.identifier].filter((part) => part !== undefined).join(' ');
  const names = [failure.handlerErrorCode, failure.errorName].filter((name) => name !== undefined);
  const problem = failure.kind === 'credentials' ? credentialsProblem(failure) : undefined;
  const lines = [
    `${problem?.what ?? kinds[failure.kind]}: ${failure.operation}${target === '' ? '' : ` of ${target}`}${failure.region === '' ? '' : ` in ${failure.region}`}`,
  ];
  lines.push(`  ${names.length > 0 ? `${names.join(', ')}: ` : ''}${shorten(maskText(failure.message), 2000)}`);
  for (const hook of failure.hooks)
    lines.push(`  hook ${hook.typeName}: ${hook.status}${hook.message === undefined ? '' : `, ${hook.message}`}`);
  if (failure.requestToken !== undefined) lines.push(`  request token ${failure.requestToken}`);
  if (failure.requestId !== undefined) lines.push(`  request id ${failure.requestId}`);
  if (failure.attempts > 1) lines.push(`  tried ${times(failure.attempts)}`);
  if (problem !== undefined) lines.push(`  ${problem.help}`);
  return lines;
}

function times(amount: number): string {
  return amount === 1 ? 'once' : amount === 2 ? 'twice' : `${amount} times`;
}

function retriesHelp(anchor: string): string {
  return `where the service needs longer, raise retries and retry_delay of ${anchor}`;
}

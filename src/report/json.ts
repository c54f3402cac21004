import { unreachable } from '../base/unreachable.ts';
import type { Json, JsonObject } from '../base/json.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Location } from '../diagnostics/source.ts';
import { positionOf } from '../diagnostics/source-lines.ts';
import type { Rows, StatementFailure } from '../engine/engine.ts';
import type { Explanation } from '../engine/explanation.ts';
import type { ResourceRecord } from '../check/resource-records.ts';
import type { Event } from '../events/event.ts';
import type { Reporter } from '../events/reporter.ts';
import type { MarkChange } from '../plan/mark-change.ts';
import type { NoOwner, Owner } from '../plan/owner.ts';
import type { FailureReason, ReplacementMember, ResourceOutcome, RunResult, UndoStep } from '../lifecycle/outcome.ts';
import type { PropertyChange } from '../plan/property-change.ts';
import type { DeclaredState, UnmanagedDifference } from '../plan/unmanaged.ts';
import type { Allowance } from '../resource-types/comparison/comparison.ts';
import type { Difference } from '../resource-types/comparison/differences.ts';
import { formatSql } from '../query/format-statement.ts';
import { formatAddress } from '../stack/address.ts';
import { mask, redact } from '../values/reading.ts';
import type { Value } from '../values/value.ts';
import type { Masker } from './masker.ts';

/** Of documents: raised when a field changes its meaning or goes; new fields do not raise it. */
export const jsonFormatVersion = 1;

/** Of events, a version of their own; new fields and kinds do not raise it. */
export const jsonEventFormatVersion = 2;

export interface JsonReporterOptions {
  readonly write: (line: string) => void;
  readonly masker: Masker;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Requests and waits too. Default false. */
  readonly everything: boolean;
  /** Statements before they are carried out. */
  readonly statements: boolean;
}

/** Events, a line of JSON each. */
export function createJsonReporter(options: JsonReporterOptions): Reporter {
  const records = new Map<string, ResourceRecord>();
  return {
    report: (event) => {
      if (event.kind === 'run.started')
        for (const record of event.resources) records.set(formatAddress(record.address), record);
      if (!options.everything && isDetail(event)) return;
      if (!options.statements && event.kind === 'resource.statement') return;
      const time = new Date(options.now()).toISOString();
      const line = {
        format: jsonEventFormatVersion,
        time,
        ...eventToJson(event, (address) => about(address, records)),
      };
      options.write(JSON.stringify(options.masker.maskJson(line, isName)) + '\n');
    },
    close: () => undefined,
  };
}

/** Members of our own whose texts are names and words of ours, which a secret may happen to be equal to. */
const names: ReadonlySet<string> = new Set([
  'address',
  'anchor',
  'code',
  'environment',
  'errorName',
  'file',
  'handlerErrorCode',
  'kind',
  'needs',
  'operation',
  'outcome',
  'path',
  'phase',
  'region',
  'resource',
  'resources',
  'severity',
  'stack',
  'status',
  'time',
  'type',
  'typeName',
  'unconfirmed',
  'verb',
  'when',
  'written',
]);

export function isName(key: string): boolean {
  return names.has(key);
}

function isDetail(event: Event): boolean {
  if (event.kind === 'request.open') return false;
  return event.kind.startsWith('request.') || event.kind.startsWith('statement.') || event.kind === 'resource.waiting';
}

/** What is said of a resource wherever it is named. */
export type About = (address: string) => JsonObject;

/** Its name in the manifest, its address, and what was known of it before the run. */
export function about(address: string, records: ReadonlyMap<string, ResourceRecord>): JsonObject {
  const record = records.get(address);
  return record === undefined ? { resource: address, address } : recordToJson(record);
}

function recordToJson({ address, type, region, file, line }: ResourceRecord): JsonObject {
  return defined({ resource: address.entry, address: formatAddress(address), type, region, file, line });
}

function eventToJson(event: Event, about: About): JsonObject {
  switch (event.kind) {
    case 'run.started':
      return { ...defined({ ...event, resources: undefined }), resources: event.resources.map(recordToJson) };
    case 'resource.started':
    case 'resource.waiting':
    case 'resource.delayed':
    case 'resource.writing':
    case 'resource.script-line': {
      const { kind, resource, ...rest } = event;
      return { kind, ...about(resource), ...defined(rest) };
    }
    case 'run.diagnostics':
      return { kind: event.kind, diagnostics: event.diagnostics.map(diagnosticToJson) };
    case 'resource.statement':
      return {
        kind: event.kind,
        ...about(event.resource),
        anchor: event.anchor,
        statement: formatSql(event.text, 'shown').trim(),
        added: event.added.map((operation) => ({ pointer: operation.pointer, why: operation.why })),
      };
    case 'resource.finished':
      return {
        kind: event.kind,
        ...about(event.resource),
        elapsedMs: event.elapsedMs,
        outcome: outcomeToJson(event.outcome),
      };
    case 'resource.postponed':
      return defined({
        kind: event.kind,
        ...about(event.resource),
        until: event.until,
        reason: reasonToJson(event.reason),
      });
    case 'resource.troubleshot':
      return defined({
        kind: event.kind,
        ...about(event.resource),
        anchor: event.anchor,
        rows: event.found === undefined ? undefined : rowsToJson(event.found),
        reason: event.reason === undefined ? undefined : reasonToJson(event.reason),
      });
    case 'rollback.step':
      return { kind: event.kind, ...undoToJson(event.step, about) };
    case 'run.finished':
      return { kind: event.kind, ...resultToJson(event.result, about) };
    default:
      // The other events hold nothing but plain data.
      return defined(event);
  }
}

export function resultToJson(result: RunResult, about: About): JsonObject {
  return {
    verb: result.verb,
    ok: result.ok,
    elapsedMs: result.elapsedMs,
    resources: result.outcomes.map(({ resource, outcome }) => ({ ...about(resource), ...outcomeToJson(outcome) })),
    ...(result.unconfirmed === undefined ? {} : { unconfirmed: result.unconfirmed }),
    ...(result.rollback === undefined ? {} : { rollback: result.rollback.map((step) => undoToJson(step, about)) }),
    exports: Object.fromEntries([...result.exports].map(([name, value]) => [name, redact(value)])),
  };
}

function undoToJson(step: UndoStep, about: About): JsonObject {
  switch (step.kind) {
    case 'deleted':
      return { outcome: step.kind, ...about(step.resource), identifier: step.identifier };
    case 'restored':
      return {
        outcome: step.kind,
        ...about(step.resource),
        identifier: step.identifier,
        notRestored: step.notRestored.map(({ pointer, why }) => ({ pointer, why })),
      };
    case 'not-undone':
      return defined({
        outcome: step.kind,
        ...about(step.resource),
        identifier: step.identifier,
        done: step.done,
        trouble: step.trouble === undefined ? undefined : statementFailureToJson(step.trouble),
      });
  }
}

/** Each row as a map of its columns. */
export function rowsToJson({ columns, rows }: Rows): Json {
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, redact(row[index] ?? null)])));
}

/** Code, severity, message, place. */
export function diagnosticToJson(diagnostic: Diagnostic): JsonObject {
  const { code, severity, message, at, related, resources, help } = diagnostic;
  return defined({
    code,
    severity,
    message,
    ...(at === undefined ? {} : placeToJson(at)),
    ...(resources === undefined ? {} : { resources }),
    ...(help === undefined ? {} : { help }),
    ...(related === undefined
      ? {}
      : { related: related.map((other) => ({ message: other.message, ...placeToJson(other.at) })) }),
  });
}

function placeToJson(at: Location): JsonObject {
  const { line, column } = positionOf(at.source, at.start);
  const last = positionOf(at.source, at.end);
  return { path: at.source.path, line, column, endLine: last.line, endColumn: last.column };
}

export function outcomeToJson(outcome: ResourceOutcome): JsonObject {
  switch (outcome.kind) {
    case 'replaced':
      return defined({
        outcome: outcome.kind,
        identifier: outcome.identifier,
        replaced: outcome.replaced,
        ...declaredToJson(outcome.declared),
      });
    case 'updated':
      return defined({
        outcome: outcome.kind,
        identifier: outcome.identifier,
        because: outcome.because,
        ...(outcome.mark === undefined ? {} : { mark: markToJson(outcome.mark) }),
        differences: outcome.differences.map(differenceToJson),
        ...equalByToJson(outcome.equalBy),
        explanation: explanationToJson(outcome.explanation),
        ...declaredToJson(outcome.declared),
      });
    case 'failed':
      return defined({ outcome: outcome.kind, written: outcome.written, reason: reasonToJson(outcome.reason) });
    case 'not-looked-for':
      return { outcome: outcome.kind, needs: outcome.needs.map(({ name }) => name) };
    case 'not-attempted':
      return defined({ outcome: outcome.kind, needs: outcome.needs.map(({ name }) => name), usedBy: outcome.usedBy });
    case 'skipped':
      return { outcome: outcome.kind, reason: outcome.reason };
    case 'left':
      return {
        outcome: outcome.kind,
        type: outcome.typeName,
        identifier: outcome.identifier,
        owner: ownerToJson(outcome.owner),
      };
    case 'not-selected':
      return defined({ outcome: outcome.kind, read: outcome.read, identifier: outcome.identifier });
    case 'created':
    case 'unchanged':
    case 'passed':
      return defined({
        outcome: outcome.kind,
        identifier: outcome.identifier,
        ...declaredToJson(outcome.declared),
      });
    case 'ran':
    case 'deleted':
      return defined({ outcome: outcome.kind, identifier: outcome.identifier });
    case 'queried':
    case 'absent':
      return { outcome: outcome.kind };
    default:
      return unreachable(outcome);
  }
}

export function differenceToJson(difference: Difference): JsonObject {
  if (difference.secret) return { pointer: difference.pointer, desired: mask, live: mask };
  return defined({ pointer: difference.pointer, desired: difference.desired, live: difference.live });
}

/** What only another resource would have otherwise. */
function changeToJson({ pointer, before, after, secret, forcesReplacement }: PropertyChange): JsonObject {
  const shown = (value: Value | undefined): Json | undefined =>
    value === undefined ? undefined : secret ? mask : redact(value);
  return defined({ pointer, desired: shown(after), live: shown(before), forcesReplacement });
}

function memberToJson({ resource, typeName, identifier, follows, leave }: ReplacementMember): JsonObject {
  return { resource, type: typeName, identifier, follows, leave };
}

/** What the stack declares beyond its own queries; left out where nothing was compared, or all is as declared. */
function declaredToJson(declared: DeclaredState | undefined): JsonObject {
  if (declared === undefined) return {};
  if (declared.kind !== 'compared') return { declared: declared.kind };
  const { unmanaged, writeOnly } = declared;
  return {
    ...(unmanaged.length === 0 ? {} : { unmanaged: unmanaged.map(unmanagedToJson) }),
    ...(writeOnly === undefined ? {} : { writeOnly: { properties: writeOnly.properties, last: writeOnly.last } }),
  };
}

function unmanagedToJson(difference: UnmanagedDifference): JsonObject {
  const { pointer, why } = difference;
  return why === 'write-only' ? { pointer, why } : { ...differenceToJson(difference), why };
}

/** Only where there is something to say. */
function equalByToJson(equalBy: readonly Allowance[]): JsonObject {
  return equalBy.length === 0 ? {} : { equalBy: equalBy.map(({ pointer, rule }) => ({ pointer, rule })) };
}

/** The false conditions with their places; nothing where nobody can tell. */
function explanationToJson(explanation: Explanation | undefined): JsonObject | undefined {
  if (explanation === undefined || explanation.kind === 'unknown') return undefined;
  if (explanation.kind === 'no-rows') return { kind: explanation.kind };
  return {
    kind: explanation.kind,
    terms: explanation.terms.map((term) => ({
      text: formatSql(term.text, 'shown'),
      ...placeToJson(term.at),
      sides: term.sides.map(({ text, value }) => ({ text: formatSql(text, 'shown'), value: redact(value) })),
      ...equalByToJson(term.equalBy),
      ...(term.undeclared.length === 0 ? {} : { undeclared: term.undeclared }),
    })),
  };
}

export function reasonToJson(reason: FailureReason): JsonObject {
  switch (reason.kind) {
    case 'trouble':
      return defined({ kind: reason.kind, anchor: reason.anchor, trouble: statementFailureToJson(reason.trouble) });
    case 'drifted':
      return defined({
        kind: reason.kind,
        anchor: reason.anchor,
        when: reason.when,
        differences: reason.differences.map(differenceToJson),
        ...equalByToJson(reason.equalBy),
        explanation: explanationToJson(reason.explanation),
      });
    case 'unmanaged':
      return { ...reason, differences: reason.differences.map(unmanagedToJson) };
    case 'needs-replacement':
      return defined({
        ...reason,
        changes: reason.changes.map(changeToJson),
        members: reason.members.map(memberToJson),
      });
    case 'not-removed':
      return { kind: reason.kind, resource: reason.resource, reason: reasonToJson(reason.reason) };
    case 'ambiguous':
      return {
        kind: reason.kind,
        anchor: reason.anchor,
        columns: reason.columns,
        rows: reason.rows.map((row) => row.map(redact)),
        ...(reason.candidates === undefined ? {} : { candidates: reason.candidates.map((one) => defined({ ...one })) }),
      };
    case 'several':
      return {
        kind: reason.kind,
        anchor: reason.anchor,
        of: reason.of,
        failures: reason.failures.map((one) => ({ index: one.index, reason: reasonToJson(one.reason) })),
      };
    case 'mark':
      return { kind: reason.kind, change: markToJson(reason.change) };
    case 'needs':
      return defined({ kind: reason.kind, anchor: reason.anchor, names: reason.needs.map(({ name }) => name) });
    case 'owned-by-another':
      return { ...reason, owner: ownerToJson(reason.owner) };
    default:
      // The other reasons hold nothing but plain data.
      return defined(reason);
  }
}

export function markToJson(change: MarkChange): JsonObject {
  switch (change.kind) {
    case 'take-over':
      return { kind: change.kind, from: ownerToJson(change.from) };
    case 'move':
      return { kind: change.kind, from: { ...change.from } };
    case 'expiry':
      return { kind: change.kind, until: change.until };
    case 'adopt':
    case 'protect':
    case 'unprotect':
    case 'forget':
      return { kind: change.kind };
  }
}

export function ownerToJson(owner: Owner | NoOwner): JsonObject {
  return defined(owner);
}

export function statementFailureToJson(trouble: StatementFailure): JsonObject {
  switch (trouble.kind) {
    case 'refused':
      return { kind: trouble.kind, diagnostics: trouble.diagnostics.map(diagnosticToJson) };
    case 'not-evaluated':
      return { kind: trouble.kind, message: trouble.message, diagnostics: trouble.diagnostics.map(diagnosticToJson) };
    case 'failed':
      return {
        kind: trouble.kind,
        // A failure is plain data.
        failure: defined(trouble.failure as unknown as JsonObject),
        done: trouble.done.map((done) => defined(done as unknown as JsonObject)),
      };
  }
}

/** The members that have a value. */
function defined(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

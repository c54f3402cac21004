import type { Result } from '../base/result.ts';
import type { StatementFailure, Written } from '../engine/engine.ts';
import { isWrite, type CreateOperation, type Operation, type WriteOperation } from '../engine/operation.ts';
import type { PreparedStatement } from '../operations/operation-source.ts';
import type { MarkChange } from '../plan/mark-change.ts';
import type { StateComparison } from '../resource-types/comparison/differences.ts';
import { formatAddress } from '../stack/address.ts';
import { withMissing } from './additions.ts';
import { claimResource } from './claim-resource.ts';
import { createToken } from './create-token.ts';
import { onlyResourceOf } from './addressed-resource.ts';
import { needsReplacement } from './find-fixed.ts';
import { findExisting, type Existing } from './existing-resource.ts';
import { findMadeEarlier } from './made-earlier.ts';
import type { Mutation, WriteAnchor, WriteCause } from '../flow/flow.ts';
import { foundByExists } from './found-resource.ts';
import type { WriteEnd } from './run-flow.ts';
import type { Journal } from './journal.ts';
import { isOfOrder } from './hangs-on-order.ts';
import { mayMeetExisting, prepareWrite, type PreparedWrite } from './prepare-write.ts';
import { ownedInDelete } from './refuse-owned.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';
import { runStatements } from './run-statements.ts';
import { noteSent } from './sent-values.ts';
import { statementGroups } from './statement-groups.ts';
import { writeWhenKnown } from './write-when-known.ts';

/** Carries out one write of a resource and takes what came of it into the resource's scope. */
export async function writeQuery(
  run: ResourceRun,
  anchor: WriteAnchor,
  because: WriteCause,
  journal?: Journal,
): Promise<Attempt<WriteEnd>> {
  const prepared = run.prepare(anchor);
  if (!prepared.ok) return prepared;
  const [only] = prepared.value;
  if (only === undefined || prepared.value.length > 1)
    return writeSeveral(run, anchor, prepared.value, { because, journal });
  const findings: StatementFindings = {};
  const written = await writeOne(run, anchor, only, { because, journal, index: 0, findings });
  takeFindings(run, findings);
  return written;
}

/**
 * Those of a group side by side, as far as there is a place for them; the failure of one does not keep the others from being carried out. What
 * was refused before those in front of it were done, and perhaps for that, is written once more after them.
 */
async function writeSeveral(
  run: ResourceRun,
  anchor: WriteAnchor,
  statements: readonly PreparedStatement[],
  context: Omit<WriteContext, 'index' | 'findings'>,
): Promise<Attempt<WriteEnd>> {
  const { places, stopping } = run.session;
  const findings = new Map<number, StatementFindings>();
  const operations = statements.map((statement) => writeIn(run.operationOf(anchor, statement)));
  const ends = await runStatements<Attempt<WriteEnd>>({
    groups: statementGroups(operations),
    places,
    isStopped: () => stopping.stop.aborted,
    hangsOnOrder: (end) => !end.ok && isOfOrder(end.reason),
    write: (index) => {
      const statement = statements[index];
      if (statement === undefined) throw new Error(`The query ${anchor} has no statement ${index}.`);
      const found: StatementFindings = {};
      findings.set(index, found);
      return writeOne(run, anchor, statement, { ...context, index, findings: found });
    },
  });
  for (const index of statements.keys()) takeFindings(run, findings.get(index) ?? {});
  if (ends.includes(undefined)) return failed({ kind: 'interrupted' });
  const failures = ends.flatMap((end, index) => (end?.ok === false ? [{ index, reason: end.reason }] : []));
  return failures.length === 0
    ? { ok: true, value: { changed: ends.some((end) => end?.ok === true && end.value.changed) } }
    : failed({ kind: 'several', anchor, of: statements.length, failures });
}

function writeIn(operation: Attempt<Operation>): WriteOperation | undefined {
  return operation.ok && isWrite(operation.value) ? operation.value : undefined;
}

/** What a statement has found out; taken over in the order of the statements, whichever of them ended first. */
interface StatementFindings {
  comparison?: StateComparison;
  identifier?: string | undefined;
  mark?: MarkChange | undefined;
}

function takeFindings(run: ResourceRun, { comparison, identifier, mark }: StatementFindings): void {
  if (comparison !== undefined) run.comparison = joined(run.comparison, comparison);
  run.identifier = identifier ?? run.identifier;
  run.mark = mark ?? run.mark;
}

/** Why a statement is written, which of several it is, and where what it does is noted. */
interface WriteContext {
  readonly because: WriteCause;
  readonly journal: Journal | undefined;
  readonly index: number;
  readonly findings: StatementFindings;
  /** What the write changes about the mark. Default: nothing. */
  readonly mark?: MarkChange | undefined;
}

async function writeOne(
  run: ResourceRun,
  anchor: WriteAnchor,
  statement: PreparedStatement,
  context: WriteContext,
): Promise<Attempt<WriteEnd>> {
  const operation = run.operationOf(anchor, statement);
  if (!operation.ok) {
    run.show(anchor, statement.statement.text);
    return operation;
  }
  const prepared = await prepareWrite(run, anchor, statement, { because: context.because, look: 'needed' });
  return prepared.ok ? writePrepared(run, anchor, prepared.value, statement, context) : prepared;
}

/** Sends what was prepared. */
async function writePrepared(
  run: ResourceRun,
  anchor: WriteAnchor,
  prepared: PreparedWrite,
  { statement: { text } }: PreparedStatement,
  context: WriteContext,
): Promise<Attempt<WriteEnd>> {
  switch (prepared.kind) {
    case 'existing':
      return writeExisting(run, anchor, prepared.operation, prepared.existing, context);
    case 'create':
      run.show(anchor, text, prepared.added);
      return mayMeetExisting(run, anchor)
        ? upsert(run, anchor, prepared.operation, context)
        : create(run, anchor, prepared.operation, context);
    case 'update':
      context.findings.comparison = prepared.comparison;
      run.show(anchor, text, prepared.added);
      break;
    case 'delete': {
      run.show(anchor, text);
      const owned = await ownedInDelete(run, prepared.operation);
      if (!owned.ok) return owned;
      if (owned.value !== undefined) return failed(owned.value);
      break;
    }
    case 'cancel':
      run.show(anchor, text);
      break;
  }
  const { operation } = prepared;
  const mark = prepared.kind === 'update' ? prepared.targets.find((target) => target.mark)?.mark : undefined;
  const written = await send(run, anchor, operation, { ...context, mark });
  return take(run, anchor, written, { ...context, mutation: mutationOf(operation) });
}

/** Creates what an INSERT says. Where an earlier request of the same create has made it, what differs is set. */
async function create(
  run: ResourceRun,
  anchor: WriteAnchor,
  operation: CreateOperation,
  context: WriteContext,
): Promise<Attempt<WriteEnd>> {
  return takeCreated(run, anchor, operation, await send(run, anchor, operation, context), context);
}

async function takeCreated(
  run: ResourceRun,
  anchor: WriteAnchor,
  operation: CreateOperation,
  written: Result<Written, StatementFailure>,
  context: WriteContext,
): Promise<Attempt<WriteEnd>> {
  const earlier = await findMadeEarlier(run, anchor, operation, written);
  if (!earlier.ok) return earlier;
  const { value } = earlier;
  const isAsWanted = value === undefined || (value.update === undefined && value.fixed.length === 0);
  return isAsWanted
    ? take(run, anchor, written, { ...context, mutation: 'create' })
    : writeExisting(run, anchor, operation, value, context);
}

/** Creates what an INSERT says, or sets what differs where the service says that the resource is there already. */
async function upsert(
  run: ResourceRun,
  anchor: WriteAnchor,
  operation: CreateOperation,
  context: WriteContext,
): Promise<Attempt<WriteEnd>> {
  const written = await send(run, anchor, operation, context);
  if (written.ok) {
    run.upserts.add('created');
    const [made] = written.value.resources;
    if (made?.identifier !== undefined)
      claimResource(run, { operation, identifier: made.identifier, index: context.index });
    return takeCreated(run, anchor, operation, written, context);
  }
  const found = await findExisting(run, operation, anchor, { kind: 'refused', trouble: written.error });
  if (!found.ok) return found;
  return found.value === undefined
    ? take(run, anchor, written, { ...context, mutation: 'create' })
    : writeExisting(run, anchor, operation, found.value, context);
}

/** Sets on the resource that is there already what it does not have as an INSERT gives it. */
async function writeExisting(
  run: ResourceRun,
  anchor: WriteAnchor,
  operation: CreateOperation,
  { region, identifier, comparison, mark, fixed, update }: Existing,
  context: WriteContext,
): Promise<Attempt<WriteEnd>> {
  const taken = claimResource(run, { operation, identifier, index: context.index });
  if (taken !== undefined) return failed(taken);
  if (fixed.length > 0) {
    const state = onlyResourceOf(operation)?.desiredState ?? {};
    const target = { type: operation.type, region, identifier, state };
    return failed(needsReplacement(run, { target, differences: comparison.differences }));
  }
  context.findings.comparison = comparison;
  if (update === undefined) {
    run.identifier = identifier;
    context.findings.identifier = identifier;
    run.upserts.add('unchanged');
    return { ok: true, value: { changed: false } };
  }
  run.upserts.add('updated');
  run.show(anchor, update.text);
  // return_vals of an INSERT are listed under create.
  return take(run, anchor, await send(run, anchor, update, { ...context, mark }), { ...context, mutation: 'create' });
}

/** Carries a write out and notes what it did. */
async function send(
  run: ResourceRun,
  anchor: WriteAnchor,
  operation: WriteOperation,
  {
    journal,
    index,
    findings,
    mark,
    isOnceMore = false,
  }: Omit<WriteContext, 'because'> & { readonly isOnceMore?: boolean },
): Promise<Result<Written, StatementFailure>> {
  const { session, resource } = run;
  const note = await journal?.prepare(run, operation);
  session.emit({ kind: 'resource.writing', resource: formatAddress(resource.address), anchor });
  const written = await writeWhenKnown(
    run,
    operation,
    operation.kind === 'create' ? { clientToken: createToken(run, anchor, operation, index) } : {},
  );
  note?.(written.ok ? written.value : undefined, written.ok ? undefined : written.error);
  if (written.ok) findings.mark = mark ?? findings.mark;
  if (written.ok && (operation.kind === 'create' || operation.kind === 'update')) noteSent(run, operation);
  if (written.ok || operation.kind !== 'update' || written.error.kind !== 'failed') return written;
  const more = isOnceMore ? undefined : withMissing(run, operation, written.error.failure.message);
  if (more === undefined) return written;
  run.show(anchor, operation.text, [more.added]);
  return send(run, anchor, more.operation, { journal, index, findings, mark, isOnceMore: true });
}

/** Takes what came of a write into the scope of its resource. */
function take(
  run: ResourceRun,
  anchor: WriteAnchor,
  written: Result<Written, StatementFailure>,
  { mutation, findings }: Pick<WriteContext, 'findings'> & { readonly mutation: Mutation },
): Attempt<WriteEnd> {
  if (!written.ok) {
    if (written.error.kind === 'failed' && written.error.done.length > 0) run.hasWritten = true;
    return failed({ kind: 'trouble', anchor, trouble: written.error });
  }
  learnReturned(run, written.value);
  const changed = mutation !== 'delete' || !hasMissed(run, written.value);
  run.takeWritten(written.value);
  findings.identifier = run.identifier;
  const reason = run.keepReturned(anchor, mutation);
  return reason === undefined ? { ok: true, value: { changed } } : failed(reason);
}

/** A delete of what was not there, while `exists` had found something else. */
function hasMissed(run: ResourceRun, { resources }: Written): boolean {
  if (!resources.every(({ wasAbsent }) => wasAbsent)) return false;
  const found = foundByExists(run);
  return found !== undefined && resources.every(({ identifier }) => identifier !== found.identifier);
}

function joined(before: StateComparison, { differences, equalBy }: StateComparison): StateComparison {
  return { differences: [...before.differences, ...differences], equalBy: [...before.equalBy, ...equalBy] };
}

function mutationOf({ kind }: WriteOperation): Mutation {
  return kind === 'cancel' ? 'delete' : kind;
}

function learnReturned(run: ResourceRun, written: Written): void {
  for (const row of written.returned?.rows ?? []) run.learn(row);
}

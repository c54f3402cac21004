import { createHash } from 'node:crypto';
import { canonicalJson, type Json, type JsonObject } from '../base/json.ts';
import { formatPointer, parsePointer } from '../base/json-pointer.ts';
import { matchesAny } from '../plan/differences.ts';
import type { Result } from '../base/result.ts';
import type { Trouble, Written, WriteStatement } from '../engine/engine.ts';
import type { InsertStatement, SqlToken } from '../query/statement.ts';
import { reveal } from '../values/reading.ts';
import { boundResourceOf, createdStateOf, insertedStateOf } from './bound-target.ts';
import type { AddedOperation } from './events.ts';
import type { WriteAnchor } from './flow/flow.ts';
import type { Operation } from './flow/operation-anchor.ts';
import type { Journal } from './journal.ts';
import type { FailureReason } from './outcome.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';
import { findExisting, type Existing } from './find-existing.ts';

/** Carries out one write of a resource and takes what came of it into the resource's scope. */
export async function writeStatement(
  run: ResourceRun,
  anchor: WriteAnchor,
  journal?: Journal,
): Promise<Attempt<readonly AddedOperation[]>> {
  const composed = run.composeAll(anchor);
  if (!composed.ok) return composed;
  // composeStatements lets these anchors hold nothing but INSERT, UPDATE or DELETE.
  const statements = composed.value as readonly WriteStatement[];
  const [only] = statements;
  if (only !== undefined && statements.length === 1) return writeOne(run, anchor, only, { journal, index: 0 });
  return writeSeveral(run, anchor, statements, journal);
}

/** One after the other; the failure of one does not keep the others from being carried out. */
async function writeSeveral(
  run: ResourceRun,
  anchor: WriteAnchor,
  statements: readonly WriteStatement[],
  journal: Journal | undefined,
): Promise<Attempt<readonly AddedOperation[]>> {
  const failures: { index: number; reason: FailureReason }[] = [];
  const added: AddedOperation[] = [];
  for (const [index, statement] of statements.entries()) {
    if (run.session.signal.aborted) return failed({ kind: 'interrupted' });
    const written = await writeOne(run, anchor, statement, { journal, index });
    if (written.ok) added.push(...written.value);
    else failures.push({ index, reason: written.reason });
  }
  return failures.length === 0
    ? { ok: true, value: added }
    : failed({ kind: 'several', anchor, of: statements.length, failures });
}

/** Which of several statements is written, and where what it does is noted. */
interface WriteContext {
  readonly journal: Journal | undefined;
  readonly index: number;
}

async function writeOne(
  run: ResourceRun,
  anchor: WriteAnchor,
  statement: WriteStatement,
  context: WriteContext,
): Promise<Attempt<readonly AddedOperation[]>> {
  const { written, told } = await send(run, anchor, statement, context);
  if (anchor === 'createorupdate' && statement.kind === 'insert') {
    if (written.ok) run.upserts.add('created');
    else {
      const existing = await findExisting(run, statement, written.error);
      if (existing !== undefined) return writeExisting(run, existing, context);
    }
  }
  return take(run, anchor, written, { told, operation: operations[statement.kind] });
}

/** Sets what an INSERT gives on the resource that is there already. */
async function writeExisting(
  run: ResourceRun,
  { identifier, update }: Existing,
  context: WriteContext,
): Promise<Attempt<readonly AddedOperation[]>> {
  if (update === undefined) {
    run.identifier = identifier;
    run.upserts.add('unchanged');
    return { ok: true, value: [] };
  }
  run.upserts.add('updated');
  const { written, told } = await send(run, 'createorupdate', update, context);
  // return_vals of an INSERT stand under create.
  return take(run, 'createorupdate', written, { told, operation: 'create' });
}

/** Carries a statement out, shows it, and notes what it did. */
async function send(
  run: ResourceRun,
  anchor: WriteAnchor,
  statement: WriteStatement,
  { journal, index }: WriteContext,
): Promise<{ readonly written: Result<Written, Trouble>; readonly told: readonly AddedOperation[] }> {
  const { session, resource } = run;
  const additions = anchor === 'update' && !session.exactPatch ? additionsTo(run) : [];
  const added = additions.map(({ operation }) => operation);
  const told = additions.map((addition) => addition.told);
  session.emit({
    kind: 'resource.statement',
    resource: resource.name,
    anchor,
    text: statement.text,
    added: told,
  });
  const note = await journal?.prepare(run, statement, added);
  session.emit({ kind: 'resource.writing', resource: resource.name, anchor });
  const written = await run.engine.write(statement, {
    ...(statement.kind === 'insert' ? { clientToken: createToken(run, anchor, statement, index) } : {}),
    ...(added.length > 0 ? { addToPatch: added } : {}),
  });
  note?.(written.ok ? written.value : undefined, written.ok ? undefined : written.error);
  return { written, told };
}

/** Takes what came of a write into the scope of its resource. */
function take(
  run: ResourceRun,
  anchor: WriteAnchor,
  written: Result<Written, Trouble>,
  { told, operation }: { readonly told: readonly AddedOperation[]; readonly operation: Operation },
): Attempt<readonly AddedOperation[]> {
  if (!written.ok) {
    if (written.error.kind === 'failed' && written.error.done.length > 0) run.hasWritten = true;
    return failed({ kind: 'trouble', anchor, trouble: written.error });
  }
  learnReturned(run, written.value);
  run.takeWritten(written.value);
  const reason = run.keepReturned(anchor, operation);
  return reason === undefined ? { ok: true, value: told } : failed(reason);
}

const operations: Readonly<Record<WriteStatement['kind'], Operation>> = {
  insert: 'create',
  update: 'update',
  delete: 'delete',
};

/**
 * The token of a logical create: the same for the same desired state of the same resource of the same stack, so that a run that died
 * after its request was accepted is picked up by the next one instead of making a second resource. What is written in each run is meant
 * anew in each: under the token of an earlier run the cloud would answer what came of that one.
 */
function createToken(run: ResourceRun, anchor: WriteAnchor, statement: InsertStatement, index: number): string {
  const { stack } = run.session;
  const inserted = insertedStateOf(run, statement);
  const identity = [
    stack.manifest.name,
    stack.environment,
    run.resource.name,
    anchor,
    canonicalJson(inserted === undefined ? { text: statement.text.map(tokenText) } : reveal(inserted)),
    // The second statement of several is another logical create.
    ...(index === 0 ? [] : [index]),
    ...(anchor === 'command' || anchor === 'createorupdate' ? [run.scope.resource?.idempotencyToken ?? ''] : []),
  ];
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex');
}

function tokenText(token: SqlToken): Json {
  return token.kind === 'literal' ? [reveal(token.literal.value)] : token.text;
}

interface Addition {
  readonly operation: JsonObject;
  readonly told: AddedOperation;
}

/**
 * What a patch has to say beside what its author wrote: write-only properties, which the service would lose because it cannot read
 * them back; and the default in the place of a removal that the service ignores.
 */
function additionsTo(run: ResourceRun): readonly Addition[] {
  const bound = boundResourceOf(run);
  if (bound?.patch === undefined) return [];
  const { type, patch } = bound;
  const touched = new Set(patch.map((operation) => parsePointer(operation.path)[0]));
  const created = createdStateOf(run) ?? {};
  const additions: Addition[] = [];
  for (const [name, value] of Object.entries(created)) {
    if (touched.has(name) || !matchesAny(type.writeOnly, [name]) || matchesAny(type.createOnly, [name])) continue;
    const path = formatPointer([name]);
    additions.push({
      operation: { op: 'add', path, value: reveal(value) },
      told: { pointer: path, why: 'write-only' },
    });
  }
  for (const operation of patch) {
    const [name, ...rest] = parsePointer(operation.path);
    if (
      operation.op !== 'remove' ||
      name === undefined ||
      rest.length > 0 ||
      !Object.hasOwn(type.ignoredRemovals, name)
    )
      continue;
    const path = formatPointer([name]);
    additions.push({
      operation: { op: 'add', path, value: type.ignoredRemovals[name] ?? null },
      told: { pointer: path, why: 'ignored-removal' },
    });
  }
  return additions;
}

function learnReturned(run: ResourceRun, written: Written): void {
  for (const row of written.returned?.rows ?? []) run.learn(row);
}

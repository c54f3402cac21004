import { createHash } from 'node:crypto';
import { canonicalJson, type JsonObject } from '../base/json.ts';
import { formatPointer, parsePointer } from '../base/json-pointer.ts';
import { matchesAny } from '../plan/differences.ts';
import type { Written, WriteStatement } from '../engine/engine.ts';
import { boundResourceOf, createdStateOf } from './bound-target.ts';
import type { AddedOperation } from './events.ts';
import type { WriteAnchor } from './flow/flow.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';

/** Carries out one write of a resource and takes what came of it into the resource's scope. */
export async function writeStatement(
  run: ResourceRun,
  anchor: WriteAnchor,
): Promise<Attempt<readonly AddedOperation[]>> {
  const composed = run.compose(anchor);
  if (!composed.ok) return composed;
  // composeStatements lets these anchors hold nothing but INSERT, UPDATE or DELETE.
  const statement = composed.value as WriteStatement;
  const { session, resource } = run;
  const additions = anchor === 'update' && !session.exactPatch ? additionsTo(run) : [];
  const added = additions.map(({ operation }) => operation);
  session.emit({
    kind: 'resource.statement',
    resource: resource.name,
    anchor,
    text: statement.text,
    added: additions.map(({ told }) => told),
  });
  session.emit({ kind: 'resource.writing', resource: resource.name, anchor });
  const written = await session.engine.write(statement, {
    ...(statement.kind === 'insert' ? { clientToken: createToken(run, anchor) } : {}),
    ...(added.length > 0 ? { addToPatch: added } : {}),
  });
  if (!written.ok) return failed({ kind: 'trouble', anchor, trouble: written.error });
  learnReturned(run, written.value);
  run.takeWritten(written.value);
  return { ok: true, value: additions.map(({ told }) => told) };
}

/**
 * The token of a logical create: the same for the same desired state of the same resource of the same stack, so that a run that died
 * after its request was accepted is picked up by the next one instead of making a second resource.
 */
function createToken(run: ResourceRun, anchor: WriteAnchor): string {
  const { stack } = run.session;
  const identity = [
    stack.manifest.name,
    stack.environment,
    run.resource.name,
    anchor,
    canonicalJson(createdStateOf(run) ?? {}),
  ];
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex');
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
  const touched = new Set(patch.map((operation) => pathOf(operation)[0]));
  const created = createdStateOf(run) ?? {};
  const additions: Addition[] = [];
  for (const [name, value] of Object.entries(created)) {
    if (touched.has(name) || !matchesAny(type.writeOnly, [name]) || matchesAny(type.createOnly, [name])) continue;
    const path = formatPointer([name]);
    additions.push({ operation: { op: 'add', path, value }, told: { pointer: path, why: 'write-only' } });
  }
  for (const operation of patch) {
    const [name, ...rest] = pathOf(operation);
    if (
      operation['op'] !== 'remove' ||
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

function pathOf(operation: JsonObject): readonly string[] {
  return typeof operation['path'] === 'string' ? parsePointer(operation['path']) : [];
}

function learnReturned(run: ResourceRun, written: Written): void {
  for (const row of written.returned?.rows ?? []) run.learn(row);
}

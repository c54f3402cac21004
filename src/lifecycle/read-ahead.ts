import { shapeOf } from '../flow/flow-shape.ts';
import { actsBlindly, isReadBeforehand, withoutUnconditional } from '../flow/part-in-verb.ts';
import type { StackResource } from '../stack/stack.ts';
import { askQuery } from './ask-query.ts';
import { collect, isLookedAt, passOver } from './collect.ts';
import { readDeclared } from './inspect-declared.ts';
import { noChance } from './no-chance.ts';
import { runResourceFlow } from './run-resource-flow.ts';
import { Scopes } from './scopes.ts';
import type { Session } from './session.ts';

/** Reads that run ahead of the resources' turns. */
export interface ReadAhead {
  /** Ends when all has been read of a resource that can be read before its turn. */
  ofResource(resource: StackResource): Promise<void>;
  /** Ends when that is so of all of them: nothing is written before. */
  ofAll(): Promise<void>;
  /** Begins no further reads, and ends when those under way have. */
  end(): Promise<void>;
}

/**
 * What is read: `presence`, what a teardown collects; `state`, what a test or a plan compares; `writable`, the same for a build, which does not
 * look behind what it would write: it would have to look again.
 */
export type ReadAheadPurpose = 'presence' | 'state' | 'writable';

/**
 * Reads everything of the stack that can be read before anything is written, of every resource as soon as those have been read whose
 * values it takes. Nothing is decided here and nothing told: what was read is remembered by the engines, as far as no write changes it,
 * and each resource comes to its own verdict in its turn.
 */
export function readAhead(session: Session, purpose: ReadAheadPurpose): ReadAhead {
  const { claims: _claims, ...others } = session;
  const quiet: Session = {
    ...others,
    emit: () => undefined,
    random: noChance,
    engineFor: session.aheadEngineFor,
    isAhead: true,
  };
  const scopes = new Scopes(quiet);
  const { stack } = session;
  const read = new Map<string, Promise<void>>();
  const looking: Looking = { session: quiet, scopes, purpose, unsettled: new Set() };
  let isOver = false;
  let isBehindAct = false;
  for (const resource of stack.resources) {
    // What acts without saying on what ends all that is known: what follows would be asked for again.
    isBehindAct ||= actsInTurn(resource, purpose);
    if (isBehindAct) looking.unsettled.add(resource.name);
    const needed = stack.graph.edgesFrom(resource.name).map(({ to }) => read.get(to) ?? Promise.resolve());
    read.set(
      resource.name,
      Promise.all(needed).then(() => (isOver ? undefined : look(resource, looking))),
    );
  }
  const all = Promise.all(read.values()).then(() => undefined);
  // Whoever waits for a resource is told of a bug.
  all.catch(() => undefined);
  return {
    ofResource: ({ name }) => read.get(name) ?? Promise.resolve(),
    ofAll: () => all,
    end: () => {
      isOver = true;
      return all;
    },
  };
}

/** What the reads of a run share. */
interface Looking {
  readonly session: Session;
  readonly scopes: Scopes;
  readonly purpose: ReadAheadPurpose;
  /** Names of resources that the run would write, or that take something from such a one. */
  readonly unsettled: Set<string>;
}

async function look(resource: StackResource, looking: Looking): Promise<void> {
  const { session, scopes, purpose, unsettled } = looking;
  if (session.stopping.stop.aborted) return;
  if (!isLookedAt(session, resource)) {
    passOver(resource, scopes);
    return;
  }
  const isBehind =
    unsettled.has(resource.name) || session.stack.graph.edgesFrom(resource.name).some(({ to }) => unsettled.has(to));
  if (isBehind) unsettled.add(resource.name);
  if (isBehind || !isReadBeforehand(resource)) {
    if (scopes.turnOf(resource).kind !== 'skipped') scopes.addUnknown(resource);
    return;
  }
  const isSelected = session.selection?.selected.has(resource.name) ?? true;
  if (purpose === 'presence' || !isSelected)
    await collect(resource, scopes, purpose === 'presence' ? 'teardown' : 'build or test');
  else if ((await compare(resource, scopes)) === 'would-write' && purpose === 'writable') unsettled.add(resource.name);
}

/** A teardown runs nothing that acts blindly, and only a build runs commands. */
function actsInTurn(resource: StackResource, purpose: ReadAheadPurpose): boolean {
  if (!actsBlindly(resource) || purpose === 'presence') return false;
  return resource.manifest.kind === 'script' || purpose === 'writable';
}

/** Asks what a build or a test asks before it writes, or says that it would. */
async function compare(resource: StackResource, scopes: Scopes): Promise<'would-write' | 'settled'> {
  const turn = scopes.turnOf(resource);
  if (turn.kind === 'skipped') return 'settled';
  if (turn.kind !== 'run') {
    scopes.addAbsent(resource);
    return 'settled';
  }
  const { run } = turn;
  const shape = shapeOf(resource, run.scope);
  let isThere = true;
  const written = { wouldBe: false };
  const ended = await runResourceFlow(run, withoutUnconditional(shape), (_run, _anchor, because) => {
    written.wouldBe = true;
    isThere = because === 'drifted' || because === 'present';
    return Promise.resolve({ ok: true, value: { changed: false, isPlanned: true } });
  });
  isThere &&= ended.reason === undefined;
  if (isThere && run.exported === undefined && shape.anchors.has('exports'))
    await askQuery(run, 'exports', 'exports', true, 'never');
  if (isThere && (run.exported !== undefined || resource.manifest.exports.length === 0)) scopes.add(run);
  else scopes.addAbsent(resource);
  if (ended.verdict?.kind === 'as-desired') await readDeclared(run);
  return written.wouldBe ? 'would-write' : 'settled';
}

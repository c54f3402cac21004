import { keptOnDelete } from '../flow/kept-on-delete.ts';
import { givesExportsUnwritten, isAskedForExports } from '../flow/part-in-verb.ts';
import { shapeOf } from '../flow/flow-shape.ts';
import { presenceAnchor } from '../flow/teardown-flow.ts';
import type { StackResource } from '../stack/stack.ts';
import { askQuery } from './ask-query.ts';
import { runResourceFlow } from './run-resource-flow.ts';
import type { FailureReason } from './outcome.ts';
import { noteOwners } from './refuse-owned.ts';
import type { ResourceRun } from './resource-run.ts';
import type { Scopes } from './scopes.ts';
import type { Session } from './session.ts';
import { conditionIsFalse } from './outcome-without-run.ts';
import type { Need } from '../plan/need.ts';

/** What looking at a resource has told, without changing anything. */
export type Collected =
  | { readonly kind: 'present'; readonly run: ResourceRun }
  /** Not all of what a `multi` makes is there; some of it may be. */
  | { readonly kind: 'not-whole'; readonly run: ResourceRun }
  | { readonly kind: 'absent' }
  | { readonly kind: 'not-looked-for'; readonly needs: readonly Need[] }
  /** `isSilent`: it has exports that nobody knows. */
  | { readonly kind: 'skipped'; readonly reason: string; readonly isSilent: boolean }
  | { readonly kind: 'failed'; readonly reason: FailureReason }
  /** It is not selected, and nothing that is needs it. */
  | { readonly kind: 'not-read' };

/** Whether a run looks at a resource at all. */
export function isLookedAt({ selection }: Session, { name }: StackResource): boolean {
  return selection === undefined || selection.selected.has(name) || selection.read.has(name);
}

/** A resource that is not asked for. Its `if` counts all the same. */
export function passOver(resource: StackResource, scopes: Scopes): Collected {
  if (scopes.turnOf(resource).kind === 'skipped') return { kind: 'skipped', reason: conditionIsFalse, isSilent: false };
  scopes.addUnknown(resource);
  return { kind: 'not-read' };
}

/**
 * Asks whether a resource is there and what it exports. In a teardown a query that says `skip_on_delete` is not asked.
 */
export async function collect(
  resource: StackResource,
  scopes: Scopes,
  verb: 'teardown' | 'build or test',
): Promise<Collected> {
  const turn = scopes.turnOf(resource);
  const absent = (answer: Collected): Collected => {
    scopes.addAbsent(resource);
    return answer;
  };
  if (turn.kind === 'skipped') return { kind: 'skipped', reason: conditionIsFalse, isSilent: false };
  if (turn.kind === 'needs') return absent({ kind: 'not-looked-for', needs: turn.needs });
  if (turn.kind === 'refused') return absent({ kind: 'failed', reason: turn.reason });
  const { run } = turn;
  const { kind } = resource.manifest;
  if (kind !== 'resource' && kind !== 'multi') return collectStep(run, scopes, verb);
  const shape = shapeOf(resource, run.scope);
  const by = presenceAnchor(shape);
  if (by !== undefined) {
    const there = await askQuery(run, by, 'presence', true, 'never');
    if (!there.ok) {
      if (there.reason.kind === 'not-identified' && verb === 'teardown') return absent({ kind: 'absent' });
      return there.reason.kind === 'needs'
        ? absent({ kind: 'not-looked-for', needs: there.reason.needs })
        : absent({ kind: 'failed', reason: there.reason });
    }
    if (!there.value.positive) return absent(kind === 'multi' ? { kind: 'not-whole', run } : { kind: 'absent' });
  }
  if (shape.anchors.has('exports') && run.exported === undefined) {
    const given = await askQuery(run, 'exports', 'exports', true, 'never');
    if (!given.ok && given.reason.kind === 'needs')
      return absent({ kind: 'not-looked-for', needs: given.reason.needs });
    // The delete may not need the exports: what does need them says so when its turn comes.
    if (!given.ok && given.reason.kind === 'trouble') return absent({ kind: 'failed', reason: given.reason });
  }
  if (run.exported === undefined) scopes.addAbsent(resource);
  else scopes.add(run);
  if (verb === 'teardown') await noteOwners(run);
  return { kind: 'present', run };
}

/** A step that makes nothing is not removed either. What it gives may be needed: a query is asked, and a script that only reads is run. */
async function collectStep(run: ResourceRun, scopes: Scopes, verb: 'teardown' | 'build or test'): Promise<Collected> {
  const { resource } = run;
  const isAsked = verb === 'teardown' ? isAskedForExports(resource) : givesExportsUnwritten(resource);
  const ended = isAsked
    ? await runResourceFlow(run, shapeOf(resource, run.scope), () => {
        throw new Error('What is collected is not written on the way.');
      })
    : undefined;
  if (run.exported === undefined) scopes.addAbsent(resource);
  else scopes.add(run);
  // A failure is told: what needs the exports would be left without a reason. A script that fails may do so because all is gone.
  if (ended?.reason?.kind === 'trouble' || ended?.reason?.kind === 'interrupted')
    return { kind: 'failed', reason: ended.reason };
  // What an asked query does not give is not there; what a script would have given, nobody knows.
  const isSilent =
    run.exported === undefined &&
    (resource.manifest.kind !== 'query' || !isAsked) &&
    resource.manifest.exports.length > 0;
  const kept = resource.manifest.skipOnDelete ? keptOnDelete(resource.manifest) : undefined;
  if (kept !== undefined) return { kind: 'skipped', reason: kept, isSilent };
  return { kind: 'skipped', reason: `a ${resource.manifest.kind} leaves nothing to remove`, isSilent };
}

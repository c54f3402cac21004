import { mistake, warning, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { keptOnDelete } from '../flow/kept-on-delete.ts';
import type { RunSelection } from '../flow/run-selection.ts';
import type { PlannedResource } from '../plan/plan.ts';
import { formatAddress } from '../stack/address.ts';
import type { Stack, StackResource } from '../stack/stack.ts';
import { addressedResourceOf } from './addressed-resource.ts';
import type { Collected } from './collect.ts';
import type { FailureReason, ResourceOutcome } from './outcome.ts';
import { conditionIsFalse } from './outcome-without-run.ts';
import type { Need } from '../plan/need.ts';

/** The outcome of a resource that is not selected, by what reading it has told. */
export function notSelected(known: Collected): ResourceOutcome {
  switch (known.kind) {
    case 'present':
      return { kind: 'not-selected', read: 'found', identifier: known.run.shownIdentifier() };
    case 'absent':
    case 'not-whole':
      return { kind: 'not-selected', read: 'absent', identifier: undefined };
    case 'not-looked-for':
    case 'not-read':
      return { kind: 'not-selected', read: 'no', identifier: undefined };
    case 'skipped':
      return known.reason === conditionIsFalse
        ? { kind: 'skipped', reason: known.reason }
        : { kind: 'not-selected', read: known.isSilent ? 'no' : 'found', identifier: undefined };
    case 'failed':
      return { kind: 'failed', reason: known.reason, written: undefined };
  }
}

/** The entry that a resource has in a plan where it is not selected. */
export function plannedUnselected({ address }: StackResource, known: Collected): PlannedResource<FailureReason> {
  const found = known.kind === 'present' ? addressedResourceOf(known.run) : undefined;
  return {
    resource: formatAddress(address),
    typeName: found?.type.typeName,
    identifier: found?.identifier,
    action: stateOfUnselected(known),
    requests: [],
  };
}

/** What reading a resource that is not selected has told. */
export type UnselectedState =
  | { readonly kind: 'not-selected'; readonly read: 'found' | 'absent' | 'no' }
  | { readonly kind: 'skipped'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: FailureReason };

export function stateOfUnselected(known: Collected): UnselectedState {
  const outcome = notSelected(known);
  switch (outcome.kind) {
    case 'not-selected':
      return { kind: 'not-selected', read: outcome.read };
    case 'failed':
      return { kind: 'failed', reason: outcome.reason };
    default:
      return { kind: 'skipped', reason: conditionIsFalse };
  }
}

/** A selected resource that must stay, since one that is not selected uses it. */
export interface StillUsed {
  readonly resource: string;
  readonly user: string;
}

/** Of the resources that a teardown would remove, those that one uses which is not selected and is there, or may be there. */
export function stillUsed(
  { graph, resources }: Stack,
  { selected }: RunSelection,
  collected: ReadonlyMap<string, Collected>,
): readonly StillUsed[] {
  return resources
    .filter(
      ({ name, manifest }) =>
        selected.has(name) && keptOnDelete(manifest) === undefined && mayBeThere(collected.get(name)),
    )
    .flatMap(({ name }) =>
      graph
        .edgesTo(name)
        .filter(({ from }) => !selected.has(from) && mayBeThere(collected.get(from)))
        .map(({ from }) => ({ resource: name, user: from })),
    );
}

function mayBeThere(known: Collected | undefined): boolean {
  return known?.kind === 'present' || known?.kind === 'not-whole' || known?.kind === 'failed';
}

/** Why a teardown removes nothing. */
export function stillUsedDiagnostics(
  { graph }: Stack,
  used: readonly StillUsed[],
  collected: ReadonlyMap<string, Collected>,
): readonly Diagnostic[] {
  return used.map(({ resource, user }) => {
    const [use] = graph.edgesFrom(user).flatMap(({ to, uses }) => (to === resource ? uses : []));
    const state = collected.get(user)?.kind === 'failed' ? 'may exist' : 'exists';
    return mistake(
      'input/selection',
      `"${resource}" cannot be deleted: "${user}" uses it, ${state}, and is not selected`,
      {
        ...(use === undefined ? {} : { at: use.at }),
        help: `select what uses it too: --only "${resource}+"`,
      },
    );
  });
}

/** What is told of one resource of a run or a plan, as far as it matters to what is selected. */
export interface SelectionEnd {
  readonly resource: string;
  /** Of one that is not selected: what reading it has told. */
  readonly read?: 'found' | 'absent' | 'no';
  /** Of a selected one: what it lacks of others. */
  readonly needs?: readonly Need[];
}

/** What an outcome says of a selection. */
export function selectionEndOf(resource: string, outcome: ResourceOutcome): SelectionEnd {
  if (outcome.kind === 'not-selected') return { resource, read: outcome.read };
  return outcome.kind === 'not-attempted' ? { resource, needs: outcome.needs } : { resource };
}

/** What selected resources need of others that are not selected and did not give it. */
export function missingUnselected(ends: readonly SelectionEnd[]): readonly Diagnostic[] {
  const states = new Map(
    ends.flatMap(({ resource, read }): [string, string][] =>
      read === undefined ? [] : [[resource, read === 'absent' ? 'does not exist' : 'did not give it']],
    ),
  );
  return ends.flatMap(({ resource, needs = [] }) => {
    const needed = needs.find(({ giver }) => giver !== undefined && states.has(giver));
    if (needed?.giver === undefined) return [];
    const { name, giver } = needed;
    return [
      warning(
        'input/selection',
        `"${resource}" needs ${name}, but "${giver}" is not selected and ${states.get(giver) ?? ''}`,
        { help: `select what it needs too: --only "+${resource}"` },
      ),
    ];
  });
}

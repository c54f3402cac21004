import type { PlannedReplace } from '../plan/plan.ts';
import { isReadBeforehand } from '../flow/part-in-verb.ts';
import { presenceAnchor } from '../flow/teardown-flow.ts';
import { shapeOf } from '../flow/flow-shape.ts';
import { formatAddress } from '../stack/address.ts';
import type { StackResource } from '../stack/stack.ts';
import { askQuery } from './ask-query.ts';
import type { Journal } from './journal.ts';
import { deleteOperation } from './made-operations.ts';
import { noChance } from './no-chance.ts';
import type { FailureReason, ReplacementMember } from './outcome.ts';
import { planSteps } from './plan.ts';
import { mayNeedReplacement } from './may-need-replacement.ts';
import { ownedInDelete } from './refuse-owned.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';
import type { Scopes } from './scopes.ts';
import { withoutCaptured } from './without-captured.ts';
import type { Session } from './session.ts';

/** A resource that a run has to replace. */
interface Member {
  readonly resource: StackResource;
  /** It has looked at the resource as it is now. */
  readonly run: ResourceRun;
  readonly typeName: string;
  readonly identifier: string;
  readonly action: PlannedReplace;
}

/**
 * What a build has to replace: resources that differ in what is fixed at creation, and those whose own fixed properties take a value of
 * one of them. They are found before the first write of the run as far as they can be known by then. All are deleted before the first of
 * them is created, the last first; what is then missing the build creates in its usual order. A run that ends in between leaves nothing
 * behind that the next one would have to know of: it finds what is missing.
 */
export class Replacements {
  readonly #session: Session;
  readonly #journal: Journal | undefined;
  #looking: Promise<void> | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #due: readonly Member[] = [];
  readonly #removed = new Map<string, string[]>();

  constructor(session: Session, journal: Journal | undefined) {
    this.#session = session;
    this.#journal = journal;
  }

  /** Does one thing after another, whoever asks at the same time. */
  oneAtATime<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(act);
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /**
   * To be called before any write: looks ahead, once in a run, at those of the pending resources that may have to be replaced, and at those
   * whose values they take. Nothing is asked for the sake of others.
   */
  beforeWrite(pending: readonly StackResource[], scopes: Scopes): Promise<void> {
    this.#looking ??= this.#lookFirst(pending, scopes);
    return this.#looking;
  }

  async #lookFirst(following: readonly StackResource[], scopes: Scopes): Promise<void> {
    const ahead = scopes.copyFor(this.#quiet);
    const { graph } = this.#session.stack;
    const candidates = following.filter((one) => mayBeReplaced(one, ahead));
    const needed = new Set(candidates.flatMap(({ name }) => [name, ...graph.neededBy(name)]));
    // What follows the first that is replaced is found when its turn comes, or here where that one is refused.
    if (candidates.length > 0) await this.#look(following, ahead, (one) => needed.has(one.name));
    if (this.#due.length > 0) await this.#lookAtAll(following, scopes);
  }

  /** Ends when a look that is under way has ended. */
  async whenLooked(): Promise<void> {
    await this.#looking;
  }

  /** Finds all that is to be replaced of the pending resources. Mostly nothing is asked that the build would not ask. */
  async lookAhead(pending: readonly StackResource[], scopes: Scopes): Promise<void> {
    const looking = this.#lookAtAll(pending, scopes);
    this.#looking ??= looking;
    await looking;
  }

  #lookAtAll(pending: readonly StackResource[], scopes: Scopes): Promise<void> {
    return this.#look(pending, scopes.copyFor(this.#quiet), () => true);
  }

  get #quiet(): Session {
    return { ...this.#session, emit: () => undefined, random: noChance };
  }

  async #look(
    resources: readonly StackResource[],
    ahead: Scopes,
    isWanted: (resource: StackResource) => boolean,
  ): Promise<void> {
    const asked = resources.filter((resource) => isReadBeforehand(resource) && isWanted(resource));
    for (const resource of resources) if (!asked.includes(resource)) ahead.addUnknown(resource);
    const steps = await planSteps(this.#quiet, ahead, asked);
    this.#due = steps.flatMap(({ resource, entries, run }) =>
      run === undefined
        ? []
        : entries.flatMap(({ typeName, identifier, action }): readonly Member[] =>
            typeName !== undefined &&
            identifier !== undefined &&
            action.kind === 'replace' &&
            // It may have been deleted since it was looked at.
            !this.removedOf(resource).includes(identifier)
              ? [{ resource, run, typeName, identifier, action }]
              : [],
          ),
    );
  }

  /** Whether a resource is among those that are still to be deleted. */
  isDue({ name }: StackResource): boolean {
    return this.#due.some(({ resource }) => resource.name === name);
  }

  /** Whether the run has no leave to replace all that it would have to. */
  get isRefused(): boolean {
    return this.#due.some(({ action }) => action.leave !== 'given');
  }

  /** Why a resource fails in a run that has no leave; undefined where it is none of those that would be replaced. */
  refusalOf({ name }: StackResource): FailureReason | undefined {
    return this.isRefused ? this.#reasonOf(name) : undefined;
  }

  /** The same of all resources, by their names. */
  refusals(): ReadonlyMap<string, FailureReason> {
    return new Map(
      this.#due.flatMap(({ resource }): [string, FailureReason][] => {
        const reason = this.refusalOf(resource);
        return reason === undefined ? [] : [[resource.name, reason]];
      }),
    );
  }

  /** Why a resource may not be written as it is: it has to be replaced. Undefined where it has not. */
  dueReason({ name }: StackResource): FailureReason | undefined {
    return this.#reasonOf(name);
  }

  #reasonOf(name: string): FailureReason | undefined {
    const own = this.#due.find(({ resource }) => resource.name === name);
    if (own === undefined) return undefined;
    const [first] = this.#due;
    return {
      kind: 'needs-replacement',
      identifier: own.identifier,
      changes: own.action.changes,
      members: this.#due.map(memberOf),
      ...(first === undefined || first.resource.name === name ? {} : { toldAt: formatAddress(first.resource.address) }),
    };
  }

  /** What a resource was called that was deleted to be replaced; empty where it was not. */
  removedOf({ name }: StackResource): readonly string[] {
    return this.#removed.get(name) ?? [];
  }

  /** Deletes all that is to be replaced, the last first. After a refusal, what is left is still to be deleted. */
  async removeAll(): Promise<Attempt<undefined>> {
    for (const member of this.#due.toReversed()) {
      const reason = await this.#remove(member);
      if (reason !== undefined)
        return failed({ kind: 'not-removed', resource: formatAddress(member.resource.address), reason });
      this.#due = this.#due.filter((other) => other !== member);
    }
    return { ok: true, value: undefined };
  }

  async #remove({ resource, run, typeName, identifier, action }: Member): Promise<FailureReason | undefined> {
    const { emit, stopping, registry } = this.#session;
    if (stopping.stop.aborted) return { kind: 'interrupted' };
    const type = registry.find(typeName);
    if (type === undefined) throw new Error(`The type of ${resource.name} is not known any more.`);
    const operation = deleteOperation({ type, region: action.region, identifier, at: resource.manifest.at });
    const address = formatAddress(resource.address);
    emit({ kind: 'resource.statement', resource: address, anchor: 'delete', text: operation.text, added: [] });
    const owned = await ownedInDelete(run, operation);
    if (!owned.ok) return owned.reason;
    if (owned.value !== undefined) return owned.value;
    const note = await this.#journal?.prepare(run, operation);
    emit({ kind: 'resource.writing', resource: address, anchor: 'delete' });
    const written = await run.engine.write(operation);
    note?.(written.ok ? written.value : undefined, written.ok ? undefined : written.error);
    if (!written.ok) return { kind: 'trouble', anchor: 'delete', trouble: written.error };
    this.#removed.set(resource.name, [...this.removedOf(resource), identifier]);
    const by = presenceAnchor(shapeOf(resource, run.scope));
    if (by === undefined || resource.manifest.kind === 'multi') return undefined;
    const gone = await askQuery(run, by, 'presence', false, 'postdelete');
    if (!gone.ok) return gone.reason;
    return gone.value.positive ? { kind: 'still-there', attempts: gone.value.attempts } : undefined;
  }
}

function memberOf({ resource, typeName, identifier, action }: Member): ReplacementMember {
  const { follows, leave } = action;
  return { resource: formatAddress(resource.address), typeName, identifier, follows, leave };
}

function mayBeReplaced(resource: StackResource, ahead: Scopes): boolean {
  const { kind } = resource.manifest;
  const turn = kind === 'resource' || kind === 'multi' ? ahead.turnOf(resource) : undefined;
  if (turn?.kind !== 'run') {
    ahead.addUnknown(resource);
    return false;
  }
  turn.run.scope = withoutCaptured(turn.run.scope);
  const is = mayNeedReplacement(turn.run);
  ahead.addUnknown(resource);
  return is;
}

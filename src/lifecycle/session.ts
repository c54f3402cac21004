import type { Clock } from '../base/clock.ts';
import type { RandomSource } from '../base/random.ts';
import type { Stopping } from '../base/stopping.ts';
import type { ResourceRecord } from '../check/resource-records.ts';
import type { Engine } from '../engine/engine.ts';
import type { RunSelection } from '../flow/run-selection.ts';
import type { Auth } from '../manifest/auth.ts';
import type { OperationSource } from '../operations/operation-source.ts';
import type { Registry } from '../resource-types/resource-type.ts';
import type { Stack } from '../stack/stack.ts';
import type { Variables } from '../stack/variables.ts';
import type { PlainValue } from '../values/value.ts';
import type { ApprovedWrites } from './approved-writes.ts';
import type { Claims } from './claims.ts';
import type { LifecycleEvent } from './events.ts';
import type { PruneWish } from './prune-wish.ts';
import type { ScriptRunner } from './script-runner.ts';
import type { YoungIdentities } from './young-identities.ts';
import type { WritePlaces } from './write-places.ts';

export type OnFailure = 'error' | 'ignore' | 'rollback';

/** What a run works with. */
export interface Session {
  readonly stack: Stack;
  /** What is known of each resource before the run, in manifest order. */
  readonly records: readonly ResourceRecord[];
  readonly variables: Variables;
  readonly registry: Registry;
  readonly engine: Engine;
  /** What the steps of resources mean: the one that the check asked, so that nothing is worked out twice. */
  readonly operations: OperationSource;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly stopping: Stopping;
  readonly emit: (event: LifecycleEvent) => void;
  /** Tells reporters what must not appear in texts from outside. */
  readonly learnSecrets: (secrets: readonly PlainValue[]) => void;
  /** The region of statements that name none; undefined where the person has none. */
  readonly defaultRegion: string | undefined;
  /** Send a person's patch as it stands, without what the tool would add. Default false. */
  readonly exactPatch: boolean;
  /** What `create` declares is brought about and tested in full, whatever the manifest says. Default false. */
  readonly strict: boolean;
  /** Names of entries whose write-only properties a build sends again. Default none. */
  readonly resend: ReadonlySet<string>;
  /** Names of entries whose resources a build may replace, data and all. Default none. */
  readonly replace: ReadonlySet<string>;
  /** Names of entries in the short form that may take over what belongs to nobody, whatever the manifest says. Default none. */
  readonly adopt: ReadonlySet<string>;
  /** By the name of an entry: which resource it stands for, where the person has said so. Default none. */
  readonly identifiers: ReadonlyMap<string, string>;
  /** What a build, or the teardown of what has expired, deletes besides what its entries say. Default: nothing. */
  readonly prune?: PruneWish;
  /** When the stack expires that is built, as the mark says it. Default: the mark stays as it is. */
  readonly expires?: string;
  /** What happens when a resource fails: stop, go on with what has nothing to do with it, or (build) undo what this run has done. */
  readonly onFailure: OnFailure;
  /** How many resources a build or a teardown writes at one time; 1 for the order of the manifest. */
  readonly parallelism: number;
  /** Where the statements of one entry may be written side by side; undefined where they are not. */
  readonly places?: WritePlaces;
  readonly scripts: ScriptRunner;
  /** Undefined where all resources are selected. */
  readonly selection: RunSelection | undefined;
  /** The writes that a saved plan names, where the run carries one out: no others are sent. */
  readonly approved?: ApprovedWrites;
  /** Which entry stands for which resource; absent where nothing is built or tested. */
  readonly claims?: Claims;
  /** What the run has made or changed in IAM. */
  readonly young: YoungIdentities;
  /** An engine that signs with a profile or role of its own, or whose statements have a region of their own; `engine` for all others. */
  readonly engineFor: (auth: Auth) => Engine;
  /** The same for reads ahead of a resource's turn: what they are answered is remembered for the engines of the run, and not told. */
  readonly aheadEngineFor: (auth: Auth) => Engine;
  /** The session looks ahead: each query is asked once, whatever its retries. Default false. */
  readonly isAhead?: true;
  /** The same for undoing what an interrupted run has done, where `stopping` no longer ends it. */
  readonly undoEngineFor: (auth: Auth) => Engine;
}

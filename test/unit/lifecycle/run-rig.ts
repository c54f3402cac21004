import type { Claims } from '../../../src/lifecycle/claims.ts';
import type { ResourceRun } from '../../../src/lifecycle/resource-run.ts';
import { Scopes } from '../../../src/lifecycle/scopes.ts';
import { createSessionRig, type SessionRig, type SessionRigOptions } from './session-rig.ts';

/** A resource in the middle of a run over a cloud that answers at once. */
export interface RunRig extends SessionRig {
  readonly run: ResourceRun;
}

export interface RunRigOptions extends Omit<SessionRigOptions, 'manifest' | 'files' | 'only'> {
  /** What stands under the resource in the manifest, beside its name. Default: nothing. */
  readonly entry?: string;
  /** What stands in the manifest before its resources. Default: nothing. */
  readonly head?: string;
  readonly queries: string;
  readonly exactPatch?: boolean;
  /** Where the run claims resources. Default: nothing is claimed. */
  readonly claims?: Claims;
}

/** Reads a stack of one resource, `thing`, and begins its run in us-east-1. */
export function createRunRig({
  entry = '',
  head = '',
  queries,
  exactPatch,
  claims,
  ...options
}: RunRigOptions): RunRig {
  const rig = createSessionRig({
    ...options,
    manifest: `${head}resources:\n  - name: thing\n${entry}`,
    files: queries === '' ? {} : { 'resources/thing.iql': queries },
    session: {
      ...(exactPatch === undefined ? {} : { exactPatch }),
      ...(claims === undefined ? {} : { claims }),
      ...options.session,
    },
  });
  const turn = new Scopes(rig.session).turnOf(rig.session.stack.resources[0]!);
  if (turn.kind !== 'run') throw new Error(`The turn came to ${turn.kind}.`);
  return { ...rig, run: turn.run };
}

import { createEnginesForAuth, type EnginesOptions } from '../engine/cloud-control/engines-for-auth.ts';
import type { TimeLimit } from '../engine/cloud-control/time-limit.ts';
import type { Event } from '../events/event.ts';
import type { Session } from '../lifecycle/session.ts';
import { usualAuth } from '../manifest/auth.ts';
import type { Context } from './context.ts';
import type { Target } from './open-target.ts';
import type { PreparedStack } from './prepare-stack.ts';
import { createScriptRunner } from './run-script.ts';

export interface SessionExtras extends Pick<Session, 'exactPatch' | 'onFailure'> {
  readonly emit: (event: Event) => void;
  readonly timeLimit: TimeLimit | undefined;
}

/** What the verbs of a stack work with, over a target that is open. */
export function createSession(
  prepared: PreparedStack,
  target: Target,
  context: Context,
  extras: SessionExtras,
): Session {
  const { emit, exactPatch, onFailure, timeLimit } = extras;
  const { registry, defaultRegion } = prepared;
  const { clock, random, signal, masker, environment } = context;
  const common = { registry, ...(defaultRegion === undefined ? {} : { defaultRegion }), emit, timeLimit };
  const engines = createEnginesForAuth({ ...common, ...target, signal });
  return {
    ...prepared,
    exactPatch,
    onFailure,
    engine: engines(usualAuth),
    engineFor: engines,
    undoEngineFor: undoEngines(target, common),
    clock,
    random,
    signal,
    emit,
    learnSecrets: (secrets) => masker.add(secrets),
    scripts: createScriptRunner(environment),
  };
}

/** Engines that an interruption does not end: a second signal ends the process. */
function undoEngines({ provider, providerFor }: Target, common: Omit<EnginesOptions, 'provider' | 'providerFor'>) {
  const { signal } = new AbortController();
  return createEnginesForAuth({
    ...common,
    provider: provider.until(signal),
    providerFor: (signing) => providerFor(signing).until(signal),
    signal,
  });
}

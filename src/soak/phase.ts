import type { RequestBoundary } from '../emulator/request-boundary.ts';
import type { EndState } from './end-state.ts';
import type { Task } from './workbench.ts';
import type { WorldImage } from './world-image.ts';

/** What a run is about: from nothing, from a stack that is there, from one that somebody has changed. */
export const phaseNames = ['build', 'unchanged', 'repair', 'change', 'replace', 'prune', 'teardown'] as const;
export type PhaseName = (typeof phaseNames)[number];

/** A run that goes well when nothing disturbs it, and what it comes to then. */
export interface Phase {
  readonly name: PhaseName;
  /** What is there before; undefined: nothing. */
  readonly image: WorldImage | undefined;
  readonly before: EndState;
  readonly task: Task;
  readonly after: EndState;
  /** Of a change: what a build with its values comes to where nothing is there before. */
  readonly fromNothing?: EndState | undefined;
  /** Of a change to a revision with fewer or other resources: those of both, as many as there may be on the way. */
  readonly most?: EndState | undefined;
  /** The requests of the undisturbed run, in their order. */
  readonly requests: readonly AskedRequest[];
}

export type AskedRequest = Pick<RequestBoundary, 'operation' | 'typeName' | 'identifier'>;

import type { Result } from '../../base/result.ts';
import type { Failure } from '../../provider/failure.ts';
import type { Listing, ListRequest, Provider, Reading, Target } from '../../provider/provider.ts';
import type { Rows } from '../rows.ts';
import type { Questions } from './questions.ts';

/** The reads of one statement. */
export interface CachedReads {
  read(target: Target): Promise<Result<Reading, Failure>>;
  list(request: ListRequest): Promise<Result<Listing, Failure>>;
  /** Remembered for this statement only. */
  requestStatus(request: Asking<'requestStatus'>): ReturnType<Provider['requestStatus']>;
  listRequests(request: Asking<'listRequests'>): ReturnType<Provider['listRequests']>;
  /** Remembered until the next write of whatever type. */
  taggedResources(request: Asking<'taggedResources'>): ReturnType<Provider['taggedResources']>;
  /** How many requests these reads sent. An answer that somebody else had asked for does not count. */
  sent(): number;
  /** The questions that were asked, whoever had asked them before; it grows as more are asked. */
  asked(): Questions;
  /** What was worked out for a subject from answers that all still hold; undefined where some do not, or nothing is remembered. */
  recall(subject: object, variant: string | undefined): Rows | undefined;
  /** Remembers what was worked out for a subject from the answers to all that was asked. */
  remember(subject: object, variant: string | undefined, rows: Rows): void;
}

export type Asking<Name extends 'requestStatus' | 'listRequests' | 'taggedResources'> = Parameters<Provider[Name]>[0];

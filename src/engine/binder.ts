import type { Parsed } from '../diagnostics/diagnostic.ts';
import type { FilledStatement } from '../query/filled-statement.ts';
import type { Value } from '../values/value.ts';
import type { Call } from './call.ts';
import type { Operation } from './operation.ts';

/** Understands statements: a port, as the engine that carries out what comes of them is one. */
export interface Binder {
  /**
   * The operation that a statement means, with everything that is wrong with it; an operation with an error among its diagnostics must
   * not be carried out. Values that only the build knows are believed. `defaultRegion` is for statements that name no region; without
   * one they are refused.
   */
  bind(statement: FilledStatement, defaultRegion: Value | undefined): Parsed<Operation>;
  /** Every call that carrying out an operation may take, whatever its values turn out to be; the same one may be there twice. */
  callsOf(operation: Operation): readonly Call[];
}

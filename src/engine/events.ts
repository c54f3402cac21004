/** What the engine tells while it works. */
export type EngineEvent =
  | {
      readonly kind: 'statement.started';
      readonly verb: StatementVerb;
      /** Resource names as the statement has them, in order of appearance. */
      readonly resources: readonly string[];
    }
  | {
      readonly kind: 'statement.finished';
      readonly verb: StatementVerb;
      readonly resources: readonly string[];
      readonly outcome: 'done' | 'refused' | 'failed' | 'not-evaluated';
      /** Rows of a SELECT, resources of a write. */
      readonly count: number;
      /** Reads and writes that went to the provider for this statement; what was known already is none. */
      readonly requests: number;
    };

export type StatementVerb = 'select' | 'insert' | 'update' | 'delete';

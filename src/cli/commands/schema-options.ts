import type { SchemaFlags } from '../api-options.ts';

/** Of `schema show`, `list` and `pull`. */
export interface SchemaCommandOptions extends SchemaFlags {
  readonly json: boolean;
  readonly region: string | undefined;
  readonly profile: string | undefined;
}

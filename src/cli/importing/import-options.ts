import type { StackOptions } from '../options.ts';

/** The options of `import`. */
export type ImportOptions = StackOptions & {
  readonly resource: readonly string[];
  readonly takeOver: readonly string[];
  readonly cloudformation: string | undefined;
  readonly cloudformationStack: string | undefined;
  readonly terraformState: string | undefined;
  readonly query: readonly string[];
  readonly physicalIds: string | undefined;
  readonly print: boolean;
};

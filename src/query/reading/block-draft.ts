import type { Extent, SelectItem } from '../grammar/tree.ts';
import type { Block, ColumnUse, Conjunct, Literal } from '../statement.ts';

/** A block while it is being read; texts are made when everything in the statement is known. */
export interface BlockDraft {
  readonly id: number;
  readonly parent: BlockDraft | undefined;
  readonly name: string | undefined;
  readonly role: Block['role'];
  /** The names of its tables without alias, lower case, from any of their parts on: `awscc.s3.buckets`, `s3.buckets`. */
  readonly longNames: Set<string>;
  readonly otherSources: { readonly alias: string; readonly name: string }[];
  readonly conjuncts: ConjunctDraft[];
  readonly uses: ColumnUse[];
  outputs: OutputDraft[];
}

export type ConjunctDraft =
  | Exclude<Conjunct, { kind: 'feed' }>
  | {
      readonly kind: 'feed';
      readonly column: ColumnUse;
      readonly expression: Extent;
      readonly mentions: readonly ColumnUse[];
      readonly origin: 'where' | 'on' | 'left-on';
    };

/** An output is named by an item of a select list, or by a list of names beside it. */
export interface OutputDraft {
  readonly name: string | SelectItem;
  readonly mentions: readonly ColumnUse[];
}

export interface ComparisonDraft {
  readonly block: number;
  readonly column: ColumnUse;
  readonly literals: readonly Literal[];
}

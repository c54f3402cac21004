import type { Extent, SelectItem } from '../grammar/tree.ts';
import type { Block, ColumnUse, Conjunct, Literal, OtherSource, PlainOutput } from '../statement.ts';

/** A block while it is being read; texts are made when everything in the statement is known. */
export interface BlockDraft {
  readonly id: number;
  readonly parent: BlockDraft | undefined;
  readonly name: string | undefined;
  readonly role: Block['role'];
  readonly operator: Block['operator'];
  /** The names of its tables without alias, lower case, from any of their parts on: `awscc.s3.buckets`, `s3.buckets`. */
  readonly longNames: Set<string>;
  readonly extent: Extent;
  readonly otherSources: OtherSource[];
  /** How many items of FROM were read. */
  fromItems: number;
  /** A join that is NATURAL shares them all. */
  sharedColumns: Block['sharedColumns'];
  readonly conjuncts: ConjunctDraft[];
  readonly conditions: { readonly extent: Extent; readonly mentions: readonly ColumnUse[] }[];
  readonly uses: ColumnUse[];
  columnNames: readonly string[] | undefined;
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
  readonly extent: Extent;
  readonly mentions: readonly ColumnUse[];
  readonly plain: readonly PlainOutput[] | undefined;
}

export interface ComparisonDraft {
  readonly block: number;
  readonly column: ColumnUse;
  readonly literals: readonly Literal[];
}

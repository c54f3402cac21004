import type { Location } from '../../diagnostics/source.ts';
import type { SqlText } from '../literal.ts';
import type { Expression, Path, Query, SelectItem } from '../tree.ts';

export interface InsertTree {
  readonly into: Path;
  readonly columns: readonly Path[];
  /** The parentheses around the columns. */
  readonly columnsAt: Location;
  readonly query: Query;
  /** The query alone, for showing it. */
  readonly queryText: SqlText;
  readonly returning: ReturningTree | undefined;
}

export interface UpdateTree {
  readonly resource: Path;
  readonly set: readonly { readonly column: Path; readonly value: Expression }[];
  readonly where: Expression | undefined;
  readonly returning: ReturningTree | undefined;
}

export interface DeleteTree {
  readonly resource: Path;
  readonly where: Expression | undefined;
  readonly returning: ReturningTree | undefined;
}

export interface ReturningTree {
  readonly items: readonly SelectItem[];
}

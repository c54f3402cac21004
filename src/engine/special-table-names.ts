/** The tables that are no resource type, as far as one has to know them to write a statement. */
export interface SpecialTableNames {
  readonly names: readonly string[];
  /** The columns of a table in their order; undefined where no special table has the dotted name. */
  columnsOf(name: string): readonly string[] | undefined;
}

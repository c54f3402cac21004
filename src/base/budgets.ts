/** What any input may cost. Each bound has its own diagnostic, and no library's own limit is ever reached. */
export const budgets = {
  /** Characters of one manifest, query file, variables file or included file. */
  fileCharacters: 1_048_576,
  /** Bytes of a plan in a file. */
  planBytes: 67_108_864,
  /** Levels of lists, maps, brackets and blocks inside each other. */
  nesting: 100,
  /** Entries of one YAML map; the duplicate-key check of the parser is quadratic. */
  mapEntries: 20_000,
  /** Characters of one rendered query or value, and of any text made on the way to it. */
  renderedCharacters: 1_048_576,
  /** Steps that one rendering may take: loop turns, nodes evaluated, items made by `range`. */
  renderSteps: 100_000,
  /** Slots in one rendered query. */
  slots: 20_000,
  /** AND, OR and || in one statement; the SQL parser dies at about 800. */
  chainedOperators: 500,
  /** Rows that one statement may yield before it is refused. */
  rows: 1_000_000,
  /** Memory in which SQLite keeps the rows of a statement and what it makes of them. */
  sqlBytes: 134_217_728,
} as const;

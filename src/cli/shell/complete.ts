/** What there is to complete with. */
export interface CompletionFacts {
  /** Names of tables, `_list_only` ones too. */
  readonly tables: readonly string[];
  readonly functions: readonly string[];
  readonly metaCommands: readonly string[];
  readonly columnsOf: (table: string) => readonly string[];
}

const keywords =
  'SELECT FROM WHERE AND OR NOT IN IS NULL LIKE AS DISTINCT JOIN LEFT INNER ON UNION ALL GROUP BY HAVING ORDER ASC DESC LIMIT OFFSET CASE WHEN THEN ELSE END WITH INSERT INTO VALUES UPDATE SET DELETE RETURNING SHOW PROVIDERS SERVICES RESOURCES METHODS DESCRIBE EXTENDED BETWEEN EXISTS REGEXP TRUE FALSE CROSS USING EXCEPT INTERSECT OVER PARTITION'.split(
    ' ',
  );
/** What SQLite has of itself and people use. */
const functions =
  'count sum avg min max total group_concat coalesce iif ifnull nullif length lower upper substr replace trim instr printf round abs json_each json_extract json_array_length json_group_array json_object json_type json_valid date datetime strftime'.split(
    ' ',
  );
/** A table, and the name that it may have in the statement. */
const tableName = /\b(awscc\.\w+\.\w+)(?:\s+(?:as\s+)?(\w+))?/gi;

/**
 * What may stand at the end of `line`, and the part of it that this would replace. `before` is what was typed of the statement in
 * earlier lines.
 */
export function complete(line: string, before: string, facts: CompletionFacts): readonly [readonly string[], string] {
  if (/^\s*\\\S*$/.test(line) && before === '') {
    const word = line.trim();
    return [facts.metaCommands.filter((command) => command.startsWith(word)), word];
  }
  const text = before + line;
  const word = /[\w.]*$/.exec(line)?.[0] ?? '';
  const ahead = text.slice(0, text.length - word.length);
  if (
    /(?:\b(?:from|join|into|update|describe|extended|in)\s+|\\d\w*\s+)$/i.test(ahead) &&
    !/\bwhere\b[^;]*\bin\s+$/i.test(ahead)
  ) {
    return [tablesFor(word, facts.tables), word];
  }
  const dot = word.lastIndexOf('.');
  const columns = columnsIn(text, word.slice(0, Math.max(0, dot)), facts);
  if (dot >= 0) {
    const start = word.slice(0, dot + 1);
    return [startingWith(columns, word.slice(dot + 1)).map((column) => start + column), word];
  }
  const isLower = /^[a-z]/.test(word);
  const words = keywords.map((keyword) => (isLower ? keyword.toLowerCase() : keyword));
  const called = [...functions, ...facts.functions].map((name) => `${name}(`);
  return [[...startingWith(columns, word), ...startingWith(called, word), ...startingWith(words, word)], word];
}

/** The columns of the tables in a text: of the one that has the alias, else of all. */
function columnsIn(text: string, alias: string, facts: CompletionFacts): readonly string[] {
  const tables = [...text.matchAll(tableName)].map(([, table = '', name]) => ({ table, name }));
  const named = tables.filter(({ name }) => name !== undefined && name === alias);
  const columns = (named.length > 0 ? named : tables).flatMap(({ table }) => facts.columnsOf(table));
  return [...new Set(columns)].sort();
}

/** Up to the next dot: first the provider, then services, then resources. */
function tablesFor(word: string, tables: readonly string[]): readonly string[] {
  const parts = word.split('.').length;
  const found = tables
    .filter((table) => table.startsWith(word))
    .map((table) => {
      const all = table.split('.');
      return all.length > parts ? all.slice(0, parts).join('.') + '.' : table;
    });
  return [...new Set(found)].sort();
}

function startingWith(words: readonly string[], start: string): readonly string[] {
  return words.filter((word) => word.toLowerCase().startsWith(start.toLowerCase()));
}

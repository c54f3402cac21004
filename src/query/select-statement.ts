import type { SqlText } from './literal.ts';
import { QueryReading } from './reading/query-reading.ts';
import { resourceName } from './reading/resource-name.ts';
import type { SelectStatement } from './statement.ts';
import type { Query } from './tree.ts';

/** The statement that a query makes; `text` is what is shown of it. */
export function selectStatement(query: Query, text: SqlText): SelectStatement {
  const reading = new QueryReading();
  const root = reading.readRoot(query);
  const drafts = [...reading.tables].sort(({ source: left }, { source: right }) =>
    left.at.source === right.at.source ? left.at.start - right.at.start : 0,
  );
  const tables = drafts.map(({ source, block, position }) => {
    const name = resourceName(source.path);
    const alias = source.alias?.name ?? name.parts.at(-1) ?? name.text;
    return { name, source, alias, block: block.id, position };
  });
  return {
    kind: 'select',
    at: query.at,
    text,
    query,
    tables,
    blocks: reading.blocks,
    comparisons: reading.comparisons,
    outputs: root.outputs,
    calls: reading.calls,
    functions: reading.functions.sort((left, right) => left.at.start - right.at.start),
    hasWindow: reading.hasWindow,
  };
}

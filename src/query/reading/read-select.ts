import type { LexemeReader } from '../grammar/lexeme-reader.ts';
import { parseQuery } from '../grammar/parse-query.ts';
import type { Query } from '../grammar/tree.ts';
import type { Block, Conjunct, Output, SelectStatement } from '../statement.ts';
import type { BlockDraft, ConjunctDraft, OutputDraft } from './block-draft.ts';
import { QueryReading } from './query-reading.ts';
import { outputName } from './read-returning.ts';
import { StatementText } from './statement-text.ts';

export function readSelect(reader: LexemeReader): SelectStatement {
  const query = parseQuery(reader);
  reader.expectEnd('FROM', 'WHERE', 'GROUP', 'ORDER', 'LIMIT', 'UNION', 'JOIN', 'LEFT', 'HAVING', 'AND', 'OR', 'AS');
  return readSelectOf(query, reader);
}

/** The statement that a query makes, whether it is one by itself or feeds an INSERT. */
export function readSelectOf(query: Query, reader: LexemeReader): SelectStatement {
  const text = new StatementText(reader);
  const reading = new QueryReading(reader, text);
  const root = reading.readRoot(query);
  const drafts = [...reading.tables].sort((left, right) => left.path.from - right.path.from);
  const tables = drafts.map(({ path, alias, block, position }, index) => {
    text.markTable(path, index);
    const name = text.resourceName(path);
    return { name, alias: alias ?? name.parts.at(-1) ?? name.text, block: block.id, position };
  });
  const blocks = reading.blocks.map((draft) => finishBlock(draft, text));
  return {
    kind: 'select',
    at: reader.placeOf(query),
    text: text.of(query),
    tables,
    blocks,
    comparisons: reading.comparisons,
    outputs: blocks[root.id]?.outputs ?? [],
    functions: reading.functions.sort((left, right) => left.at.start - right.at.start),
  };
}

function finishBlock(draft: BlockDraft, text: StatementText): Block {
  return {
    id: draft.id,
    parent: draft.parent?.id,
    name: draft.name,
    role: draft.role,
    operator: draft.operator,
    otherSources: draft.otherSources,
    sharedColumns: draft.sharedColumns,
    conjuncts: draft.conjuncts.map((conjunct) => finishConjunct(conjunct, text)),
    conditions: draft.conditions.map(({ extent, mentions }) => ({ text: text.of(extent), mentions })),
    uses: draft.uses,
    columnNames: draft.columnNames,
    outputs: draft.outputs.map((output) => finishOutput(output, text)),
    text: text.of(draft.extent),
  };
}

function finishConjunct(conjunct: ConjunctDraft, text: StatementText): Conjunct {
  return conjunct.kind === 'feed' ? { ...conjunct, expression: text.of(conjunct.expression) } : conjunct;
}

function finishOutput({ name, extent, mentions, plain }: OutputDraft, text: StatementText): Output {
  const at = text.placeOf(extent);
  return { name: typeof name === 'string' ? name : outputName(name, text), at, mentions, plain };
}

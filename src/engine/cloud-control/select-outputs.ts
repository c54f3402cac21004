import type { Json } from '../../base/json.ts';
import type { Block } from '../../query/statement.ts';
import { isKnown, reveal } from '../../values/reading.ts';
import type { BoundSelect } from './bind/bound.ts';
import { isStar } from './bind/scope.ts';
import { OutputSources, type CellSource } from './output-sources.ts';
import { toSql } from './to-sql.ts';
import { SecretOutputs } from './secret-outputs.ts';
import { cellOf, type LoadedTable } from './table-rows.ts';

/** What a column of the result is. */
export interface ResultColumn {
  readonly name: string;
  /** Where its cells come from. */
  readonly sources: readonly CellSource[];
  /** Something that is never shown went into it. */
  readonly isSecret: boolean;
}

/** Aligns the result's columns, named as SQLite names them, with the statement's outputs. */
export function resultColumns(bound: BoundSelect, names: readonly string[]): readonly ResultColumn[] {
  const block = bound.scope.block(0);
  if (block === undefined) return names.map((name) => ({ name, sources: [], isSecret: false }));
  const lineage = new OutputSources(bound);
  const secrets = new SecretOutputs(bound, lineage);
  const columns = lineage.columnsOf(block);
  if (columns?.length === names.length) {
    return columns.map(({ name, sources }, index) => ({
      name,
      sources,
      isSecret: secrets.isSecretColumn(block, index),
    }));
  }
  return names.map((name, index) => {
    const position = besideStars(block, index, names.length);
    const output = position === undefined ? undefined : block.outputs[position];
    if (position === undefined || output === undefined) {
      const sources = lineage.sourcesOf({ qualifier: undefined, name, at: bound.statement.at }, block);
      return { name, sources, isSecret: secrets.isSecretName(block, name) };
    }
    const sources = lineage.sourcesOfOutput(block, position);
    return { name: output.name, sources, isSecret: secrets.isSecretOutput(block, position) };
  });
}

/** Which output a column of the result is that stands before the first star or behind the last one. */
function besideStars({ outputs }: Block, index: number, width: number): number | undefined {
  const first = outputs.findIndex(({ name }) => isStar(name));
  if (first < 0 || index < first) return index;
  const last = outputs.findLastIndex(({ name }) => isStar(name));
  const fromEnd = index - width;
  return fromEnd >= last + 1 - outputs.length ? outputs.length + fromEnd : undefined;
}

/**
 * The JSON values behind SQLite's cells of one column: `1` may have been true, a text a list. Where SQLite worked a part of them out, or
 * two sources mean different things by one cell, it stays as SQLite has it.
 */
export function originals(sources: readonly CellSource[], loaded: readonly LoadedTable[]): ReadonlyMap<unknown, Json> {
  const found = new Map<unknown, Json>();
  const disputed = new Set<unknown>();
  const note = (value: Json): void => {
    // Of one source alone, what is the same in JSON and in SQLite need not be known.
    if (sources.length === 1 && typeof value !== 'boolean' && typeof value !== 'object') return;
    const cell = toSql(value);
    if (cell === null) return;
    const other = found.get(cell);
    if (other === undefined) found.set(cell, value);
    else if (typeof other !== typeof value) disputed.add(cell);
  };
  for (const source of sources) {
    switch (source.kind) {
      case 'computed':
        return new Map();
      case 'literal':
        if (isKnown(source.literal.value)) note(reveal(source.literal.value));
        break;
      case 'column': {
        const table = loaded.find((candidate) => candidate.table === source.table);
        for (const row of table?.rows ?? []) note(cellOf(source.table, source.column, row));
      }
    }
  }
  for (const cell of disputed) found.delete(cell);
  return found;
}

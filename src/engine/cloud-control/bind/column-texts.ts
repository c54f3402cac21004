import type { Block, ColumnUse } from '../../../query/statement.ts';
import { quoteName } from '../quote-name.ts';
import type { Meaning, Scope } from './scope.ts';

/** How SQLite is told which column a use means; undefined where the use as it is written says it. */
export function columnText(use: ColumnUse, block: Block, scope: Scope): string | undefined {
  const meaning = scope.resolve(use, block);
  const name = scope.naturalName(use, block);
  const isRenamed = name.toLowerCase() !== use.name.toLowerCase();
  // A column that a join shares, and one that USING names, have no qualifier.
  if (meaning.kind === 'ambiguous' || block.joining.has(use)) return isRenamed ? quoteName(name) : undefined;
  const home = homeOf(meaning, block, scope);
  // Of a source without a name the column is told by its own alone.
  if (home === undefined) return isRenamed ? quoteName(name) : undefined;
  const isLong = use.qualifier?.includes('.') ?? false;
  if (use.qualifier !== undefined && !isLong && !isRenamed) return undefined;
  // Of several sources another may have the name for SQLite; where SQLite alone knows their columns, it is left to say so.
  const needsQualifier =
    use.qualifier !== undefined ||
    isRenamed ||
    home.block !== block ||
    (scope.fromItems(home.block).length > 1 && scope.isKnown(home.block));
  return needsQualifier ? `${quoteName(home.alias)}.${quoteName(name)}` : undefined;
}

/** The source in FROM that has the column, and the block in whose FROM it stands; undefined for what is no column of one, or of one without a name. */
function homeOf(
  meaning: Meaning,
  block: Block,
  scope: Scope,
): { readonly block: Block; readonly alias: string } | undefined {
  if (meaning.kind === 'column') {
    const home = scope.block(meaning.table.block);
    return home === undefined ? undefined : { block: home, alias: meaning.table.alias };
  }
  if (meaning.kind !== 'output' || meaning.source?.isNamed !== true) return undefined;
  const { source } = meaning;
  const home = scope.statement.blocks.find(({ otherSources }) => otherSources.includes(source)) ?? block;
  return { block: home, alias: source.alias };
}

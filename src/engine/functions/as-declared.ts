import { isJsonObject, parseJson, type Json } from '../../base/json.ts';
import { err, ok } from '../../base/result.ts';
import type { Comparison, ComparisonContext } from '../../resource-types/comparison/comparison.ts';
import { accountInArn } from '../../resource-types/comparison/own-account.ts';
import { compareByFacts } from '../../resource-types/comparison/compare-property.ts';
import {
  comparisonFactsOf,
  factsOfProperty,
  type ComparisonFacts,
} from '../../resource-types/comparison/facts/comparison-facts.ts';
import type { JsonType, PropertyPath, ResourceType } from '../../resource-types/resource-type.ts';
import { nodeAt, rootNode, typesOf } from '../../resource-types/schema-node.ts';
import { textOf, type SqlFunction, type SqlValue } from './sql-function.ts';

/** What `as_declared` has to know of its first argument: plain data, since it runs where no schema is. */
interface ComparedColumn {
  readonly facts: ComparisonFacts;
  readonly path: PropertyPath;
  readonly types: readonly JsonType[];
}

/**
 * 1 where a property is as it was declared, by the rules of comparison, else 0; never NULL. Statements call it with a column and a
 * value; when the statement is bound, the text that says which property the column is is put before them, with the region of the row and an
 * ARN that the service gave the resource.
 */
export const asDeclared: SqlFunction = {
  name: 'as_declared',
  parameters: ['described', 'region', 'arn', 'column', 'value'],
  hidden: 3,
  evaluate: (described, region, arn, column, value) => {
    const compared = comparedColumn(textOf(described) ?? '');
    if (compared === undefined) return err('its first argument is no column of a resource');
    const context = {
      region: textOf(region) ?? undefined,
      account: accountInArn(textOf(arn) ?? ''),
    };
    return ok(compare(compared, column, value, context).kind === 'equal' ? 1 : 0);
  },
};

/** What the function finds, for telling why, with both values as the property has them. */
export interface ComparedCells {
  readonly comparison: Comparison;
  readonly declared: Json;
  readonly live: Json | undefined;
}

/** Compares the cell of a property with a value, both as SQL has them. */
export function compareCells(
  type: ResourceType,
  path: PropertyPath,
  cells: { readonly column: SqlValue; readonly value: SqlValue },
  context: ComparisonContext,
): ComparedCells {
  const compared = comparedProperty(type, path);
  return {
    comparison: compare(compared, cells.column, cells.value, context),
    declared: jsonOf(cells.value, compared.types) ?? null,
    live: jsonOf(cells.column, compared.types),
  };
}

function compare(
  { facts, path, types }: ComparedColumn,
  column: SqlValue | undefined,
  value: SqlValue | undefined,
  context: ComparisonContext,
): Comparison {
  return compareByFacts(facts, path, jsonOf(value, types) ?? null, jsonOf(column, types), context);
}

/** The text that stands for a property in a bound statement. */
export function describeColumn(type: ResourceType, path: PropertyPath): string {
  return JSON.stringify(comparedProperty(type, path));
}

function comparedProperty(type: ResourceType, path: PropertyPath): ComparedColumn {
  const node = nodeAt(rootNode(type.schema), path);
  return {
    facts: factsOfProperty(comparisonFactsOf(type), path[0] ?? ''),
    path,
    types: node === undefined ? [] : typesOf(node),
  };
}

const columns = new Map<string, ComparedColumn>();
const columnsKept = 64;

function comparedColumn(text: string): ComparedColumn | undefined {
  const kept = columns.get(text);
  if (kept !== undefined) return kept;
  const parsed = parseJson(text);
  if (!isJsonObject(parsed)) return undefined;
  // Made by describeColumn.
  const column = parsed as unknown as ComparedColumn;
  if (columns.size >= columnsKept) columns.clear();
  columns.set(text, column);
  return column;
}

/** A value as the property has it: SQL knows no booleans, and has lists and maps as text. */
function jsonOf(value: SqlValue | undefined, types: readonly JsonType[]): Json | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'bigint' || typeof value === 'number') {
    const isSwitch = types.includes('boolean') && !types.includes('integer') && !types.includes('number');
    return isSwitch && (Number(value) === 0 || Number(value) === 1) ? Number(value) === 1 : Number(value);
  }
  const text = textOf(value) ?? '';
  const mayBeStructure = types.length === 0 || types.includes('array') || types.includes('object');
  const content = mayBeStructure && /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  return content ?? text;
}

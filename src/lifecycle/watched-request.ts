import type { SelectStatement } from '../query/statement.ts';
import { parseStatements } from '../query/parse-statements.ts';
import type { Piece } from '../template/template.ts';
import type { Value } from '../values/value.ts';
import { readCallback } from './answers.ts';
import type { CallbackAnchor } from './flow/operation-anchor.ts';
import type { FailureReason } from './outcome.ts';
import type { ResourceRun } from './resource-run.ts';

const table = 'awscc.cloud_control.resource_request';

/**
 * Why the request that a callback watches has come to a bad end, where it has: its query may select nothing that would say so. It is the
 * same request that the callback has just asked for, so that nothing more is sent.
 */
export async function badEndOf(
  run: ResourceRun,
  anchor: CallbackAnchor,
  statement: SelectStatement,
): Promise<FailureReason | undefined> {
  const [watched, ...others] = statement.tables;
  if (watched?.name.text.toLowerCase() !== table || others.length > 0) return undefined;
  const token = constantOf(statement, watched.block, 'requesttoken');
  if (token === undefined) return undefined;
  const region = constantOf(statement, watched.block, 'region');
  const pieces: readonly Piece[] = [
    ...textPiece(statement, `SELECT OperationStatus, ErrorCode, StatusMessage FROM ${table} WHERE RequestToken = '`),
    { kind: 'slot', value: token, at: statement.at },
    ...(region === undefined
      ? []
      : [...textPiece(statement, "' AND region = '"), { kind: 'slot' as const, value: region, at: statement.at }]),
    ...textPiece(statement, "'"),
  ];
  const [asked] = parseStatements({ pieces }, run.session.parser).value ?? [];
  if (asked?.kind !== 'select') return undefined;
  const rows = await run.engine.read(asked);
  if (!rows.ok) return undefined;
  const answer = readCallback(rows.value, anchor);
  return answer.kind === 'wrong' && answer.reason.kind === 'request-ended' ? answer.reason : undefined;
}

/** The one value that a column is compared with. */
function constantOf(statement: SelectStatement, block: number, column: string): Value | undefined {
  for (const conjunct of statement.blocks.find(({ id }) => id === block)?.conjuncts ?? []) {
    if (conjunct.kind !== 'constant' || conjunct.column.name.toLowerCase() !== column) continue;
    const [value, ...others] = conjunct.values;
    return others.length === 0 ? value?.value : undefined;
  }
  return undefined;
}

function textPiece({ at }: SelectStatement, text: string): readonly Piece[] {
  return [{ kind: 'text', text, excerpt: { source: at.source, text, offsetAt: () => at.start }, offset: 0 }];
}

import { parsePointer } from '../../base/json-pointer.ts';
import type { CreateOperation, UpdateOperation, WriteOperation } from '../../engine/operation.ts';
import { formatSql } from '../../query/format-statement.ts';
import { literalsOf } from '../../query/tree-literals.ts';
import { createMasker } from '../../report/masker.ts';
import { perhapsSecrets } from '../../resource-types/echo-secrets.ts';
import { plainModel } from '../../resource-types/plain-model.ts';
import { isKnown, reveal } from '../../values/reading.ts';
import type { PlainValue } from '../../values/value.ts';

/**
 * A write as it is shown before it is sent. Values that may hold a secret are hidden here, whether anything marks them or not: who
 * wrote the statement knows them, and what is shown goes to logs.
 */
export function echoedStatement(operation: WriteOperation): string {
  // Known to this text alone: the same value is a plain setting elsewhere.
  const masker = createMasker();
  masker.add(hiddenValues(operation));
  return masker.mask(formatSql(operation.text, 'shown').trim()) + ';';
}

function hiddenValues(operation: WriteOperation): readonly PlainValue[] {
  switch (operation.kind) {
    case 'create':
      return [
        ...operation.resources.flatMap((row) => perhapsSecrets(operation.type, plainModel(row.desiredState).json, [])),
        ...computedValues(operation),
      ];
    case 'update':
      return operation.patch === undefined
        ? literalsOfPatch(operation)
        : operation.patch.flatMap(({ path, value }) =>
            value === undefined || !isKnown(value)
              ? []
              : perhapsSecrets(operation.type, reveal(value), parsePointer(path)),
          );
    case 'delete':
    case 'cancel':
      return [];
  }
}

/** The pieces of which SQLite will make such a value. */
function computedValues({ type, pending }: CreateOperation): readonly PlainValue[] {
  if (pending?.kind !== 'computed') return [];
  const { columns, rows } = pending.statement;
  return columns.flatMap(({ name }, index) => {
    const property = type.properties.find((one) => one.column === name.toLowerCase() || one.name === name);
    const isHidden = property !== undefined && perhapsSecrets(type, '?', [property.name]).length > 0;
    if (!isHidden) return [];
    return rows.flatMap((row) => {
      const cell = row[index];
      return cell?.kind === 'computed'
        ? literalsOf(cell.expression).flatMap(({ value }) => (isKnown(value) ? [reveal(value)] : []))
        : [];
    });
  });
}

/** Of a patch that is yet to be worked out nobody can say what is in it. */
function literalsOfPatch({ text }: UpdateOperation): readonly PlainValue[] {
  const begin = text.findIndex((token) => token.kind === 'code' && /\bSET\b/i.test(token.text));
  const end = text.findIndex((token, index) => index > begin && token.kind === 'code' && /\bWHERE\b/i.test(token.text));
  return text
    .slice(begin + 1, end === -1 ? undefined : end)
    .flatMap((token) =>
      token.kind === 'literal' && isKnown(token.literal.value) ? [reveal(token.literal.value)] : [],
    );
}

import type { ValueMap } from '../../../values/value.ts';
import { isAbsent, rulesFor, textAt } from '../define-rule.ts';
import { isTrueAt, mapsAt, readAt } from '../reading-model.ts';
import type { ServiceRule } from '../service-rule.ts';
import { dynamoDbApi } from '../sources.ts';

const rule = rulesFor('AWS::DynamoDB::Table', dynamoDbApi);
const decisive = ['AttributeDefinitions', 'KeySchema', 'GlobalSecondaryIndexes', 'LocalSecondaryIndexes'];
const invalid = 'One or more parameter values were invalid:';

interface Keys {
  readonly defined: readonly string[];
  readonly used: readonly string[];
}

/** The attributes that are defined and those that keys use; undefined where not all of them are known. */
function keysOf(model: ValueMap): Keys | undefined {
  if (decisive.some((name) => readAt(model, name).kind === 'unknown')) return undefined;
  if (isAbsent(model, 'KeySchema')) return undefined;
  const indexes = ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'].flatMap((name) => mapsAt(model, name));
  const namesAt = (map: ValueMap, list: string): readonly string[] =>
    mapsAt(map, list).map((item) => textAt(item.map, 'AttributeName')?.text ?? '');
  return {
    defined: namesAt(model, 'AttributeDefinitions'),
    used: [model, ...indexes.map(({ map }) => map)].flatMap((holder) => namesAt(holder, 'KeySchema')),
  };
}

export const tableRules: readonly ServiceRule[] = [
  rule('keys-are-defined', (model) => {
    const keys = keysOf(model);
    const missing = [...new Set(keys?.used.filter((name) => !keys.defined.includes(name)))];
    if (keys === undefined || missing.length === 0) return undefined;
    return {
      path: ['AttributeDefinitions'],
      message: `${invalid} Some index key attributes are not defined in AttributeDefinitions. Keys: [${missing.join(', ')}], AttributeDefinitions: [${keys.defined.join(', ')}]`,
    };
  }),
  rule('defined-are-keys', (model) => {
    const keys = keysOf(model);
    const index = keys?.defined.findIndex((name) => !keys.used.includes(name)) ?? -1;
    if (index < 0) return undefined;
    return {
      path: ['AttributeDefinitions', index],
      message: `${invalid} Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`,
    };
  }),
  rule('provisioned-needs-capacity', (model) => {
    const mode = readAt(model, 'BillingMode');
    const isProvisioned = mode.kind === 'absent' || (mode.kind === 'known' && mode.value === 'PROVISIONED');
    if (!isProvisioned || !isAbsent(model, 'ProvisionedThroughput') || isAbsent(model, 'KeySchema')) return undefined;
    return {
      path: ['ProvisionedThroughput'],
      message: `${invalid} ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
    };
  }),
  rule(
    'protected-table-stays',
    (model) =>
      isTrueAt(model, 'DeletionProtectionEnabled') === true
        ? {
            path: ['DeletionProtectionEnabled'],
            message:
              'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
          }
        : undefined,
    { on: 'delete' },
  ),
];

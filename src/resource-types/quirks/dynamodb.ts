import { makeQuirks } from './make-quirks.ts';
import type { Quirks } from './quirks.ts';

export const dynamodbQuirks: readonly Quirks[] = [
  makeQuirks('AWS::DynamoDB::Table', {
    unordered: [
      ['AttributeDefinitions'],
      ['GlobalSecondaryIndexes', '*', 'Projection', 'NonKeyAttributes'],
      ['LocalSecondaryIndexes', '*', 'Projection', 'NonKeyAttributes'],
    ],
  }),
];

import { expect } from 'chai';
import { hiddenColumns, shownColumns } from '../../../../../src/engine/cloud-control/bind/table-columns.ts';
import { readSchema } from '../../../../../src/resource-types/read-schema.ts';

const handler = { permissions: ['x:Y'] };

/** A type whose list needs its parent, with these properties besides. */
const typeWith = (...more: readonly string[]) =>
  readSchema(
    {
      typeName: 'My::Own::Part',
      properties: Object.fromEntries(['Name', 'ParentId', ...more].map((name) => [name, { type: 'string' }])),
      primaryIdentifier: ['/properties/ParentId', '/properties/Name'],
      handlers: {
        create: handler,
        read: handler,
        list: { ...handler, handlerSchema: { required: ['ParentId'] } },
      },
    },
    'shipped',
  )!;

describe('the columns of a table', () => {
  const table: readonly [
    title: string,
    more: readonly string[],
    shape: 'full' | 'list',
    shown: readonly string[],
    hidden: readonly string[],
  ][] = [
    [
      'are all properties of the type, and what a request takes where it is named',
      [],
      'full',
      ['region', 'Identifier', 'name', 'parent_id'],
      ['RoleArn', 'TypeVersionId'],
    ],
    [
      'are those of the type alone where it has a property of that name',
      ['RoleArn'],
      'full',
      ['region', 'Identifier', 'name', 'parent_id', 'role_arn'],
      ['TypeVersionId'],
    ],
    [
      'are the parts of the identifier in a list, and what it needs where that is named',
      [],
      'list',
      ['region', 'parent_id', 'name'],
      ['Identifier', 'parent_id', 'RoleArn', 'TypeVersionId'],
    ],
  ];
  for (const [title, more, shape, shown, hidden] of table)
    it(title, () => {
      const type = typeWith(...more);
      expect(shownColumns(type, shape).map(({ name }) => name)).to.deep.equal(shown);
      expect(hiddenColumns(type, shape).map(({ name }) => name)).to.deep.equal(hidden);
    });
});

import { expect } from 'chai';
import { describeSpecial, describeType } from '../../../../../src/engine/cloud-control/metadata/fields.ts';
import { textColumn, type SpecialTable } from '../../../../../src/engine/cloud-control/special-tables/special-table.ts';
import { makeType } from '../../../resource-types/shipped-types.ts';

/** `name type description`, one field a line, with `> ` before what is inside of a column. */
const lines = (fields: ReturnType<typeof describeType>): readonly string[] =>
  fields.map(({ name, type, description, isNested }) => `${isNested ? '> ' : ''}${name} ${type} ${description}`.trim());

const region = 'region string AWS region.';

describe('the fields of a resource type', () => {
  const nested = (depth: number): object =>
    depth === 0 ? { type: 'string' } : { type: 'object', properties: { In: nested(depth - 1) } };
  const type = makeType({
    properties: {
      Name: { type: 'string', description: '  The   name.\n  Of it. ' },
      Either: { type: ['string', 'object'], properties: { Inner: { type: 'integer', description: 'Inside.' } } },
      Items: { type: ['string', 'array'], items: { type: 'object', properties: { Hidden: { type: 'string' } } } },
      Deep: nested(7) as never,
      Arn: { type: 'string' },
      Password: { type: 'string', description: 'Secret.' },
      Tags: {
        type: 'array',
        items: { type: 'object', properties: { Key: { type: 'string' }, Value: { type: 'string' } } },
      },
      Part: { type: 'object', properties: { Id: { type: 'integer' } } },
      Count: { type: 'integer' },
    },
    required: ['Name', 'Password'],
    readOnlyProperties: ['/properties/Arn'],
    createOnlyProperties: ['/properties/Name'],
    writeOnlyProperties: ['/properties/Password'],
    primaryIdentifier: ['/properties/Count', '/properties/Part/Id', '/properties/Name'],
    tagging: { taggable: true, tagProperty: '/properties/Tags' },
  });
  const identifier = 'Identifier string What Cloud Control knows the resource by; parts are joined by a vertical bar.';
  const beforeTags = [
    identifier,
    'name string The name. Of it. Required. Set at creation only.',
    'either object',
    '> either.inner integer Inside.',
    'items array',
    'deep object',
    '> deep.in object',
    '> deep.in.in object',
    '> deep.in.in.in object',
    '> deep.in.in.in.in object',
    'arn string Read-only.',
    'password string Secret. Required. Never read back.',
  ];
  const behindTags = ['part object', '> part.id integer', 'count integer'];

  it('are the identifier, every property with what is inside, and the region', () => {
    expect(lines(describeType(type, 'full'))).to.deep.equal([...beforeTags, 'tags array', ...behindTags, region]);
  });

  it('are key and value in the place of the tags in a table of tags', () => {
    expect(lines(describeType(type, 'tags'))).to.deep.equal([
      ...beforeTags,
      ...behindTags,
      'tag_key string The key of one tag.',
      'tag_value string The value of that tag.',
      region,
    ]);
  });

  it('are the parts of the identifier in a list, with their types where they are properties', () => {
    expect(lines(describeType(type, 'list'))).to.deep.equal([
      'count integer Part of the identifier.',
      'part__id string Part of the identifier.',
      'name string Part of the identifier.',
      region,
    ]);
  });
});

describe('the fields of a table that is no resource type', () => {
  const table = (more: Partial<SpecialTable>): SpecialTable => ({
    name: 'awscc.test.things',
    description: 'Things.',
    columns: [
      textColumn('region', 'The region.'),
      { name: 'model', types: ['string', 'object'], description: 'JSON.' },
    ],
    parameters: [],
    methods: [],
    calls: () => [],
    read: () => Promise.reject(new Error('Nothing is read.')),
    ...more,
  });

  it('are its columns, hidden ones too, and the parameters that are no columns', () => {
    const parameters = [
      { name: 'model', isRequired: true, description: 'A model.' },
      { name: 'token', isRequired: true, description: 'A token.' },
      { name: 'state', isRequired: false, description: 'A state.' },
    ];
    expect(
      lines(describeSpecial(table({ parameters, hidden: [textColumn('hidden', 'Seldom asked.')] }))),
    ).to.deep.equal([
      'region string The region.',
      'model object JSON.',
      'hidden string Seldom asked.',
      'token string A token. Required in WHERE.',
      'state string A state. A parameter of the request.',
    ]);
  });

  it('have the region added where it is no column', () => {
    expect(lines(describeSpecial(table({ columns: [textColumn('id', 'The name.')] })))).to.deep.equal([
      'id string The name.',
      region,
    ]);
  });
});

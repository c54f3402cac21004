import { expect } from 'chai';
import type { Json, JsonObject } from '../../../src/base/json.ts';
import { formatViolations, validateModel } from '../../../src/emulator/model-validation.ts';

/** A schema for `X`, a value of it, and what the service says. */
const cases: readonly (readonly [JsonObject, Json, string])[] = [
  [{ type: 'string' }, 1, '#/X: expected type: String, found: Integer'],
  [{ type: 'string' }, null, '#/X: expected type: String, found: Null'],
  [{ type: 'integer' }, '1', '#/X: expected type: Integer, found: String'],
  [{ type: 'integer' }, 1.5, '#/X: expected type: Integer, found: Double'],
  [{ type: 'number' }, true, '#/X: expected type: Number, found: Boolean'],
  [{ type: 'boolean' }, 'true', '#/X: expected type: Boolean, found: String'],
  [{ type: 'array' }, {}, '#/X: expected type: JSONArray, found: JSONObject'],
  [{ type: 'object' }, [], '#/X: expected type: JSONObject, found: JSONArray'],
  [{ type: ['object', 'string'] }, 1, '#/X: no subschema matched out of the total 2 subschemas'],
  [{ enum: ['A', 'B'] }, 'C', '#/X: C is not a valid enum value'],
  [{ type: 'string', minLength: 2 }, 'ü', '#/X: expected minLength: 2, actual: 1'],
  [{ type: 'string', maxLength: 1 }, '👍👍', '#/X: expected maxLength: 1, actual: 2'],
  [{ type: 'string', pattern: '^a+$' }, 'b', '#/X: string [b] does not match pattern ^a+$'],
  [{ type: 'integer', minimum: 3 }, 2, '#/X: 2 is not greater or equal to 3'],
  [{ type: 'integer', maximum: 3 }, 4, '#/X: 4 is not less or equal to 3'],
  [{ type: 'array', minItems: 1 }, [], '#/X: expected minimum item count: 1, found: 0'],
  [{ type: 'array', maxItems: 1 }, [1, 2], '#/X: expected maximum item count: 1, found: 2'],
  [
    { type: 'array', uniqueItems: true },
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    '#/X: array items are not unique',
  ],
  [{ type: 'array', items: { type: 'string' } }, ['a', 1], '#/X/1: expected type: String, found: Integer'],
  [{ type: 'object', required: ['a/b'] }, {}, '#/X: required key [a/b] not found'],
  [{ $ref: '#/definitions/Closed' }, { b: 1 }, '#/X: extraneous key [b] is not permitted'],
  [
    { type: 'object', patternProperties: { '^a': { type: 'string' } }, additionalProperties: false },
    { ab: 1 },
    '#/X/ab: expected type: String, found: Integer',
  ],
  [
    { type: 'object', additionalProperties: { type: 'string' } },
    { 'a/b': 1 },
    '#/X/a~1b: expected type: String, found: Integer',
  ],
  [{ oneOf: [{ type: 'string' }, { enum: ['a'] }] }, 'a', '#/X: 2 subschemas matched instead of one'],
  [{ anyOf: [{ type: 'string' }, { type: 'boolean' }] }, 1, '#/X: no subschema matched out of the total 2 subschemas'],
];

describe('A model against its schema', () => {
  const schemaOf = (property: JsonObject): JsonObject => ({
    properties: { X: property },
    definitions: {
      Closed: { type: 'object', properties: { a: {} }, additionalProperties: false },
      Tree: { type: 'object', properties: { left: { $ref: '#/definitions/Tree' } }, additionalProperties: false },
    },
  });

  for (const [property, value, violation] of cases) {
    it(`is refused in the service's words: ${violation}`, () => {
      expect(validateModel(schemaOf(property), { X: value })).to.deep.equal([violation]);
    });
  }

  it('is closed even where the schema forgets to say so', () => {
    expect(validateModel(schemaOf({}), { Y: 1, __proto__: null, toString: 1 })).to.deep.equal([
      '#: extraneous key [Y] is not permitted',
      '#: extraneous key [toString] is not permitted',
    ]);
  });

  it('may hold what refers to itself', () => {
    expect(
      validateModel(schemaOf({ $ref: '#/definitions/Tree' }), { X: { left: { left: { right: 1 } } } }),
    ).to.deep.equal(['#/X/left/left: extraneous key [right] is not permitted']);
  });

  it('is not held to what cannot be understood', () => {
    expect(validateModel(schemaOf({ $ref: 'resource-schema.json#/X' }), { X: 1 })).to.deep.equal([]);
    expect(validateModel(schemaOf({ type: 'string', pattern: '(' }), { X: 'a' })).to.deep.equal([]);
  });

  it('is told everything that is wrong, a line each', () => {
    expect(formatViolations(['#: a', '#/B: c'])).to.equal('Model validation failed (#: a\n#/B: c)');
  });
});

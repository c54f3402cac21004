import { Ajv } from 'ajv';
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type Json, type JsonObject } from '../../../src/base/json.ts';
import { schemaVerdict } from '../../../src/base/json-schema.ts';
import { packageRoot } from '../../../src/base/package-root.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

const pattern = (text: string): RegExp => new RegExp(text, 'u');

function read(path: string): JsonObject {
  return JSON.parse(readFileSync(join(packageRoot, path), 'utf8')) as JsonObject;
}

const odd: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e9,
  '',
  'x',
  'a b',
  [],
  ['x', 'x'],
  [1],
  {},
  { x: 1 },
  { value: 'x' },
];

describe('the verdict of a schema', () => {
  const cases: readonly (readonly [schema: Json, valid: readonly Json[], invalid: readonly Json[]])[] = [
    [true, odd, []],
    [false, [], odd],
    [{ type: 'integer' }, [1, -3, 1e9], [1.5, '1', null]],
    [{ type: ['string', 'null'] }, ['', null], [1, []]],
    [{ enum: ['a', { b: [1] }] }, ['a', { b: [1] }], ['b', { b: [2] }]],
    [{ minLength: 1, maxLength: 2 }, ['a', '😀😀', 5], ['', 'abc']],
    [{ pattern: '^a' }, ['ab', 1], ['ba']],
    [{ minimum: 1, exclusiveMaximum: 3, multipleOf: 0.5 }, [1, 2.5, 'x'], [0.5, 3, 1.2]],
    [{ items: { type: 'string' }, minItems: 1, maxItems: 2, uniqueItems: true }, [['a'], 'x'], [[], [1], ['a', 'a']]],
    [
      {
        properties: { a: { type: 'string' } },
        patternProperties: { '^x': { type: 'number' } },
        additionalProperties: false,
      },
      [{}, { a: 'b', x1: 1 }, []],
      [{ a: 1 }, { x1: '' }, { b: 1 }, { constructor: 1 }],
    ],
    [{ required: ['a'], minProperties: 1, maxProperties: 2 }, [{ a: 1 }, 1], [{}, { b: 1 }, { a: 1, b: 1, c: 1 }]],
    [{ dependencies: { a: ['b'], c: { required: ['d'] } } }, [{ a: 1, b: 1 }, { b: 1 }], [{ a: 1 }, { c: 1 }]],
    [{ oneOf: [{ type: 'number' }, { minimum: 3 }] }, [1], [5, 3]],
    [{ anyOf: [{ type: 'number' }, { type: 'string' }] }, [1, 'x'], [null]],
    [{ allOf: [{ minimum: 1 }, { maximum: 2 }] }, [1, 2], [0, 3]],
    [{ not: { type: 'string' } }, [1], ['x']],
    [{ if: { type: 'string' }, then: { minLength: 2 }, else: { type: 'number' } }, ['ab', 1], ['a', null]],
    [{ $ref: '#/definitions/a~1b', definitions: { 'a/b': { const: 1 } } }, [1], [2]],
  ];
  for (const [schema, valid, invalid] of cases) {
    it(`is right for ${JSON.stringify(schema)}`, () => {
      for (const value of valid)
        expect(schemaVerdict(schema, value, { pattern }), JSON.stringify(value)).to.equal('valid');
      for (const value of invalid)
        expect(schemaVerdict(schema, value, { pattern }), JSON.stringify(value)).to.equal('invalid');
    });
  }

  it('is none where a keyword is not understood or a reference leads nowhere or in a circle', () => {
    const circle = { $ref: '#/definitions/a', definitions: { a: { $ref: '#/definitions/a' } } };
    for (const schema of [{ contains: {} }, { $ref: '#/definitions/a' }, { $ref: 'x.json' }, circle])
      expect(schemaVerdict(schema, ['x'], { pattern })).to.equal('unsure');
  });

  it('believes what is not known, but lets it decide nothing', () => {
    const schema = { properties: { a: { type: 'string' }, b: { items: { minimum: 1 } } }, required: ['a'] };
    const unknown = ['/a', '/b/1'];
    expect(schemaVerdict(schema, { a: null, b: [1, null] }, { pattern, unknown })).to.equal('valid');
    expect(schemaVerdict(schema, { a: null, b: [0, null] }, { pattern, unknown })).to.equal('invalid');
    expect(schemaVerdict({ type: 'string' }, null, { pattern, unknown: [''] })).to.equal('valid');
    for (const keyword of ['not', 'oneOf', 'if']) {
      const inner = { properties: { a: { type: 'null' } } };
      const deciding = { [keyword]: keyword === 'oneOf' ? [inner, true] : inner, then: false, else: false };
      expect(schemaVerdict(deciding, { a: null }, { pattern, unknown }), keyword).to.equal('unsure');
    }
  });

  const subjects: readonly (readonly [schema: string, model: JsonObject])[] = [
    [
      'schemas/resource-types/AWS-Cognito-UserPoolClient.json',
      {
        UserPoolId: 'us-east-1_abc',
        ClientName: 'web',
        AllowedOAuthFlows: ['code'],
        CallbackURLs: ['https://x.example/'],
        TokenValidityUnits: { AccessToken: 'minutes' },
        AnalyticsConfiguration: { ApplicationId: 'x', UserDataShared: true },
        AccessTokenValidity: 5,
      },
    ],
    [
      'schemas/manifest.schema.json',
      {
        version: 1,
        name: 'x',
        providers: ['awscc'],
        globals: [{ name: 'region', value: 'us-east-1' }],
        resources: [
          {
            name: 'a',
            props: [{ name: 'p', values: { dev: { value: [1, { b: null }] } } }],
            exports: ['x', { a: 'b' }],
          },
        ],
        exports: ['x'],
      },
    ],
  ];
  for (const [path, model] of subjects) {
    it(`agrees with a validator on ${path}, whatever becomes of a model`, () => {
      const schema = read(path);
      const { $schema: _draft, $id: _id, required: _required, ...rest } = schema;
      const part = path.includes('manifest') ? schema : rest;
      const validate = new Ajv({
        strict: false,
        validateFormats: false,
        validateSchema: false,
        ownProperties: true,
        logger: false,
      }).compile(part);
      const random = createSeededRandom(path);
      const pick = (amount: number): number => (random.bytes(1)[0] ?? 0) % amount;
      const changed = (value: Json): Json => {
        if (pick(6) === 0) return odd[pick(odd.length)] ?? null;
        if (Array.isArray(value)) {
          const items = (value as readonly Json[]).map(changed);
          return pick(4) === 0 ? [...items, ...items] : items;
        }
        if (!isJsonObject(value)) return value;
        const entries = Object.entries(value).filter(() => pick(8) !== 0);
        return Object.fromEntries(entries.map(([key, item]) => [pick(12) === 0 ? key + 'x' : key, changed(item)]));
      };
      let valid = 0;
      for (let round = 0; round < 1000; round += 1) {
        const value = round === 0 ? model : changed(model);
        const found = schemaVerdict(part, value, { pattern });
        expect(found, JSON.stringify(value)).to.equal(validate(value) ? 'valid' : 'invalid');
        if (found === 'valid') valid += 1;
      }
      expect(valid).to.be.greaterThan(4);
    });
  }
});

import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { isJsonObject, parseJson, type Json, type JsonObject } from '../../../src/base/json.ts';
import { authKeys } from '../../../src/manifest/auth.ts';
import { resourceKinds } from '../../../src/manifest/build-manifest.ts';
import { manifestSchemaPath, schemaErrors } from '../../../src/manifest/manifest-schema.ts';

function member(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => (isJsonObject(inner) ? inner[key] : undefined), value);
}

function listOf(value: Json | undefined): readonly Json[] {
  return isJsonList(value) ? value : [];
}

function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Every schema of a named field: the members of `properties`, with the path that leads there. */
function fieldsIn(schema: Json, path = '#'): readonly (readonly [path: string, schema: JsonObject])[] {
  if (!isJsonObject(schema)) return [];
  return Object.entries(schema).flatMap(([key, inner]) => {
    const here = `${path}/${key}`;
    if (key !== 'properties' || !isJsonObject(inner)) return fieldsIn(inner, here);
    return Object.entries(inner).flatMap(([name, field]) =>
      isJsonObject(field) ? [[`${here}/${name}`, field] as const, ...fieldsIn(field, `${here}/${name}`)] : [],
    );
  });
}

describe('the schema of the manifest', () => {
  const schema = parseJson(readFileSync(manifestSchemaPath, 'utf8')) ?? null;

  /** The examples of the fields of an object. */
  function examplesOf(...path: readonly string[]): readonly (readonly [name: string, example: Json])[] {
    const fields = member(schema, ...path, 'properties');
    if (!isJsonObject(fields)) return [];
    return Object.entries(fields).flatMap(([name, field]) =>
      listOf(member(field, 'examples')).map((example) => [name, example] as const),
    );
  }

  it('describes every field and gives examples', () => {
    const fields = fieldsIn(schema).filter(([path]) => !/\/(if|then|dependencies)\//.test(path));
    expect(fields.length).to.be.greaterThan(25);
    for (const [path, field] of fields) {
      expect(field['description'], path).to.be.a('string');
      expect(field['examples'], path).to.be.an('array').that.is.not.empty;
    }
  });

  /** What a field needs beside it. */
  function kindFor(name: string): JsonObject {
    if (name === 'sql') return { type: 'query' };
    const isShort = ['properties', 'identify_by', 'identifier', 'region', 'adopt', 'ownership', 'retries'].includes(
      name,
    );
    if (isShort) return { type: 'AWS::SQS::Queue' };
    return ['run', 'read_only', 'timeout'].includes(name) ? { type: 'script', run: 'true' } : {};
  }

  it('accepts its own examples', () => {
    const examples: Json[] = [...listOf(member(schema, 'examples'))];
    const around = (parts: JsonObject): Json => ({ version: 1, name: 'a', resources: [], ...parts });
    for (const [name, example] of examplesOf()) examples.push(around({ [name]: example }));
    for (const [name, example] of examplesOf('definitions', 'global')) {
      examples.push(around({ globals: [{ name: 'g', value: 1, [name]: example }] }));
    }
    for (const [name, example] of examplesOf('definitions', 'resource')) {
      const kind = kindFor(name);
      examples.push(around({ resources: [{ name: 'r', ...kind, [name]: example }] }));
    }
    for (const [name, example] of examplesOf('definitions', 'prop')) {
      const value = name === 'values' ? {} : { value: 1 };
      examples.push(around({ resources: [{ name: 'r', props: [{ name: 'p', ...value, [name]: example }] }] }));
    }
    for (const [name, example] of examplesOf('definitions', 'auth')) {
      examples.push(around({ resources: [{ name: 'r', auth: { awscc: { [name]: example } } }] }));
    }
    expect(examples.length).to.be.greaterThan(45);
    for (const example of examples) expect(schemaErrors(example), JSON.stringify(example)).to.deep.equal([]);
  });

  it('knows the fields of auth that the program knows', () => {
    const fields = member(schema, 'definitions', 'auth', 'properties');
    expect(isJsonObject(fields) ? Object.keys(fields) : []).to.deep.equal(['type', ...authKeys]);
  });

  it('knows the kinds of resources that the program knows', () => {
    const [shortForm] = listOf(member(schema, 'definitions', 'resource', 'allOf'));
    expect(member(shortForm, 'else', 'properties', 'type', 'enum')).to.deep.equal(resourceKinds);
  });
});

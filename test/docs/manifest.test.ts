import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { isJsonObject, parseJson, type Json, type JsonObject } from '../../src/base/json.ts';
import { resourceKinds } from '../../src/manifest/build-manifest.ts';
import { manifestSchemaPath } from '../../src/manifest/manifest-schema.ts';
import { manifestFileName } from '../../src/stack/load-stack.ts';
import { directiveOf, readDocument, sectionsOf } from '../support/doc-blocks.ts';

const page = 'docs/manifest.md';
/** The fields of the short form have a page of their own. */
const pages = [page, 'docs/short-form.md', 'docs/coming-from-grucloud.md', 'docs/values-from-elsewhere.md'];

/** The keys of every map under a path of the schema, in all the manifests that the page's test builds. */
function shownKeys(maps: readonly Json[]): ReadonlySet<string> {
  return new Set(maps.flatMap((map) => (isJsonObject(map) ? Object.keys(map) : [])));
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

describe('docs/manifest.md', () => {
  // YAML of the page's own manifests is JSON in other words.
  const manifests = pages
    .flatMap(sectionsOf)
    .flatMap((section) => section.blocks)
    .filter(
      (block) =>
        directiveOf(block, 'manifest') !== undefined ||
        block.directives.some((one) => one.startsWith('file=') && one.endsWith(manifestFileName)),
    )
    .map((block) => parse(block.text) as JsonObject);
  const resources = manifests.flatMap((manifest) => listOf(manifest['resources'])).filter((one) => isJsonObject(one));
  const definitions = (parseJson(readFileSync(manifestSchemaPath, 'utf8')) as JsonObject)['definitions'] as JsonObject;

  const maps: Readonly<Record<string, readonly Json[]>> = {
    global: manifests.flatMap((manifest) => listOf(manifest['globals'])),
    resource: resources,
    prop: resources.flatMap((resource) => listOf(resource['props'])),
    auth: resources.flatMap((resource) => (isJsonObject(resource['auth']) ? Object.values(resource['auth']) : [])),
  };

  for (const [name, shown] of Object.entries(maps)) {
    it(`has an example of every field of a ${name}, and names it`, () => {
      const fields = Object.keys((definitions[name] as JsonObject)['properties'] as JsonObject);
      expect(fields.filter((field) => !shownKeys(shown).has(field))).to.deep.equal([]);
      const text = pages.map(readDocument).join('');
      expect(fields.filter((field) => !text.includes(`\`${field}\``))).to.deep.equal([]);
    });
  }

  it('has an example of every field of a stack, and of every type of resource', () => {
    const schema = parseJson(readFileSync(manifestSchemaPath, 'utf8')) as JsonObject;
    const fields = Object.keys(schema['properties'] as JsonObject);
    expect(fields.filter((field) => !shownKeys(manifests).has(field))).to.deep.equal([]);
    const shown = new Set(resources.map((resource) => resource['type']));
    expect(resourceKinds.filter((kind) => kind !== 'resource' && !shown.has(kind))).to.deep.equal([]);
  });

  it('builds with every choice that there is after a failure', () => {
    const lines = sectionsOf(page)
      .flatMap((section) => section.blocks)
      .filter((block) => directiveOf(block, 'run') !== undefined)
      .map((block) => block.text)
      .join('');
    for (const choice of ['ignore', 'rollback']) expect(lines).to.include(`--on-failure ${choice}`);
  });
});

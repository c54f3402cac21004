import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { JsonObject } from '../../src/base/json.ts';
import { catalogueFiles, shippedCatalogueFolder } from '../../src/resource-types/catalogue/catalogue.ts';
import { readFacts } from './facts.ts';
import { makeSchema, makeSchemaOfFacts } from './make-schema.ts';
import { withParents } from './parents.ts';

/** Makes the catalogue of all resource types anew: `npm run generate:catalogue`. */
function generateCatalogue(): void {
  const facts = readFacts();
  const database = loadAwsServiceSpecSync();
  const schemas = new Map<string, JsonObject>();
  for (const resource of database.all('resource')) {
    const typeName = resource.cloudFormationType;
    schemas.set(typeName, makeSchema(database, resource, facts.get(typeName)));
  }
  for (const [typeName, known] of facts) {
    if (!schemas.has(typeName)) schemas.set(typeName, makeSchemaOfFacts(typeName, known));
  }
  const texts = [...withParents(schemas)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([typeName, schema]) => ({ typeName, text: JSON.stringify(schema) }));
  const dictionary = makeDictionary(texts.map(({ text }) => text));
  const packed = texts.map(({ typeName, text }) => ({
    typeName,
    bytes: deflateRawSync(text, { level: 9, dictionary }),
  }));
  const write = (name: string, content: string | Buffer): void =>
    writeFileSync(join(shippedCatalogueFolder, name), content);
  mkdirSync(shippedCatalogueFolder, { recursive: true });
  write(catalogueFiles.index, packed.map(({ typeName, bytes }) => `${typeName}\t${bytes.length}\n`).join(''));
  write(catalogueFiles.dictionary, dictionary);
  write(catalogueFiles.schemas, Buffer.concat(packed.map(({ bytes }) => bytes)));
}

/**
 * What many schemas have in common, so that each is packed small and unpacked alone: every so many-th of the small ones. Deflate
 * looks back over 32 KiB and no further.
 */
function makeDictionary(texts: readonly string[]): Buffer {
  const small = texts.filter((text) => text.length < 4000);
  const sample = small.filter((_text, index) => index % 10 === 0).join('');
  return Buffer.from(sample).subarray(-32_768);
}

generateCatalogue();

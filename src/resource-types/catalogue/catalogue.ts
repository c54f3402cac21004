import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { isJsonObject, parseJson } from '../../base/json.ts';
import { packageRoot } from '../../base/package-root.ts';
import { readSchema } from '../read-schema.ts';
import type { ResourceType } from '../resource-type.ts';

/** Every resource type that AWS had when the catalogue was made, each read by itself. */
export interface Catalogue {
  /** By CloudFormation name; undefined where the catalogue has no such type. */
  read(typeName: string): ResourceType | undefined;
  /** CloudFormation names in alphabetical order. */
  typeNames(): readonly string[];
}

/** The files of a catalogue: what is in it, what all schemas are packed with, and the packed schemas one behind the other. */
export const catalogueFiles = { index: 'index.tsv', dictionary: 'dictionary.txt', schemas: 'schemas.bin' } as const;

/** The catalogue that comes with the program. */
export const shippedCatalogueFolder = join(packageRoot, 'schemas', 'catalogue');

/**
 * The catalogue in a folder. Its index is read at the first question, a type's schema when that type is asked for: a few
 * milliseconds each. A line of the index is the type's name and the number of bytes of its packed schema.
 */
export function openCatalogue(folder: string = shippedCatalogueFolder): Catalogue {
  const path = (file: keyof typeof catalogueFiles): string => join(folder, catalogueFiles[file]);
  let index: ReadonlyMap<string, Extent> | undefined;
  let dictionary: Buffer | undefined;
  const entries = (): ReadonlyMap<string, Extent> => (index ??= readIndex(readFileSync(path('index'), 'utf8')));
  return {
    read: (typeName) => {
      const extent = entries().get(typeName);
      if (extent === undefined) return undefined;
      const text = inflateRawSync(readExtent(path('schemas'), extent), {
        dictionary: (dictionary ??= readFileSync(path('dictionary'))),
      }).toString('utf8');
      const schema = parseJson(text);
      return isJsonObject(schema) ? readSchema(schema, 'catalogue') : undefined;
    },
    typeNames: () => [...entries().keys()],
  };
}

interface Extent {
  readonly start: number;
  readonly length: number;
}

function readIndex(text: string): ReadonlyMap<string, Extent> {
  const extents = new Map<string, Extent>();
  let start = 0;
  for (const line of text.split('\n')) {
    const tab = line.indexOf('\t');
    if (tab === -1) continue;
    const length = Number(line.slice(tab + 1));
    extents.set(line.slice(0, tab), { start, length });
    start += length;
  }
  return extents;
}

function readExtent(path: string, { start, length }: Extent): Buffer {
  const bytes = Buffer.alloc(length);
  const file = openSync(path, 'r');
  try {
    readSync(file, bytes, 0, length, start);
  } finally {
    closeSync(file);
  }
  return bytes;
}

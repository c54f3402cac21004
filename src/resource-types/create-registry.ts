import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../base/package-root.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { openCatalogue, type Catalogue } from './catalogue/catalogue.ts';
import { fromGruCloudName } from './naming/other-names.ts';
import { statementName, statementNames } from './naming/statement-name.ts';
import { loadSchemaFile, type SchemaFile } from './load-schema-file.ts';
import type { Registry, ResourceType } from './resource-type.ts';

export interface SchemaFolder {
  /** A folder of schema files; one that does not exist holds none. */
  readonly path: string;
  readonly source: ResourceType['source'];
  /** Diagnostics show paths relative to this folder where the file lies in it. Default: they are shown in full. */
  readonly shownFrom?: string | undefined;
}

export interface RegistryOptions {
  /** Asked in this order: the first folder that has a type answers for it. */
  readonly schemaFolders: readonly SchemaFolder[];
  /** Asked last. Default: the one that comes with the program; null for none. */
  readonly catalogue?: Catalogue | null;
}

/** A registry over files that can also tell which of them could not be used. */
export interface FileRegistry extends Registry {
  /** CloudFormation names of all types. */
  typeNames(): readonly string[];
  /** Where the schema of a type comes from, without opening it. */
  sourceOf(typeName: string): ResourceType['source'] | undefined;
  /** The files that were opened so far and hold no schema, or not that of the type they are named after. */
  problems(): readonly Diagnostic[];
}

/** The schemas that come with the program. */
export const shippedSchemas: SchemaFolder = { path: join(packageRoot, 'schemas', 'resource-types'), source: 'shipped' };

/**
 * All types of the catalogue, and types from folders of JSON files, one per type, each named after its type: `AWS-Cognito-UserPoolClient.json`. The folders are
 * listed at the first question and a file is opened when its type is asked for. A file with a name in lower case, as CloudFormation
 * publishes them, is opened for its type's name.
 */
export function createRegistry(options: RegistryOptions): FileRegistry {
  const types = new Map<string, ResourceType | undefined>();
  /** Of files that may be of any type. */
  const nameless: Diagnostic[] = [];
  const broken = new Map<string, Diagnostic>();
  const catalogue = options.catalogue === undefined ? openCatalogue() : options.catalogue;
  let index: Index | undefined;
  const listed = (): Index => (index ??= listTypes(options.schemaFolders, catalogue, nameless));
  const services = new Map<string, ReadonlyMap<string, string>>();
  /** The type that a name in a statement means. Only the names of its service are made: all of them take longer than a short run. */
  const statementType = (name: string): string | undefined => {
    const service = name.split('.')[1] ?? '';
    const names = services.get(service) ?? namesOfService(service, listed());
    services.set(service, names);
    return names.get(name);
  };

  const typeNamed = (typeName: string): ResourceType | undefined => {
    if (types.has(typeName)) return types.get(typeName);
    const file = listed().get(typeName);
    if (file === undefined) return undefined;
    if (file === 'catalogue') {
      const found = catalogue?.read(typeName);
      types.set(typeName, found);
      return found;
    }
    const type = loadSchemaFile(file, typeName);
    // A broken file is reported and not passed over for the next folder: the person meant that one.
    if (!type.ok) broken.set(typeName, type.error);
    const found = type.ok ? type.value : undefined;
    types.set(typeName, found);
    return found;
  };

  const typeNameOf = (name: string): string | undefined =>
    listed().has(name) ? name : (statementType(name.replace(/^aws\./, 'awscc.')) ?? fromGruCloudName(name));

  const found = new Map<string, ResourceType>();
  const find = (name: string): ResourceType | undefined => {
    const known = found.get(name);
    if (known !== undefined) return known;
    const typeName = typeNameOf(name);
    const type = typeName === undefined ? undefined : typeNamed(typeName);
    if (type !== undefined) found.set(name, type);
    return type;
  };

  return {
    find,
    statementNames: () => [...listed().keys()].map(statementName).sort(),
    typeNames: () => [...listed().keys()].sort(),
    sourceOf: (typeName) => {
      const file = listed().get(typeName);
      return file === undefined || file === 'catalogue' ? file : file.source;
    },
    problems: () => [...nameless, ...broken.values()],
    problemOf: (name) => (find(name) === undefined ? broken.get(typeNameOf(name) ?? '') : undefined),
  };
}

type Index = ReadonlyMap<string, SchemaFile | 'catalogue'>;

function listTypes(folders: readonly SchemaFolder[], catalogue: Catalogue | null, problems: Diagnostic[]): Index {
  const files = new Map<string, SchemaFile | 'catalogue'>();
  for (const folder of folders) {
    for (const name of namesIn(folder.path)) {
      const file = { ...folder, path: join(folder.path, name) };
      const named = typeNameOfFile(name);
      const opened = named === undefined ? loadSchemaFile(file) : undefined;
      if (opened?.ok === false) problems.push(opened.error);
      const typeName = named ?? (opened?.ok === true ? opened.value.typeName : undefined);
      if (typeName !== undefined && !files.has(typeName)) files.set(typeName, file);
    }
  }
  for (const typeName of catalogue?.typeNames() ?? []) if (!files.has(typeName)) files.set(typeName, 'catalogue');
  return files;
}

/** The types of a service by their names in statements. */
function namesOfService(service: string, index: Index): ReadonlyMap<string, string> {
  const own = new Map<string, string>();
  const others = new Map<string, string>();
  for (const typeName of index.keys()) {
    if (typeName.split('::')[1]?.toLowerCase() !== service) continue;
    const [first, ...rest] = statementNames(typeName);
    own.set(first, typeName);
    for (const name of rest) if (!others.has(name)) others.set(name, typeName);
  }
  // A type's own name goes before the second name of another.
  return new Map([...others, ...own]);
}

function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch {
    return [];
  }
}

/** The type that a file is named after, or undefined where its name does not tell. */
function typeNameOfFile(fileName: string): string | undefined {
  const parts = fileName.slice(0, -'.json'.length).split(/[-_]/);
  const isTold = parts.length === 3 && parts.every((part) => /^[A-Z][A-Za-z0-9]*$/.test(part));
  return isTold ? parts.join('::') : undefined;
}

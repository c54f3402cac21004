import { join, resolve } from 'node:path';
import { findEntry } from '../base/find-entry.ts';
import { err, ok, type Result } from '../base/result.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import {
  createRegistry,
  shippedSchemas,
  type FileRegistry,
  type SchemaFolder,
} from '../resource-types/create-registry.ts';

/** Where schemas are looked for, beside those that come with the tool. */
export interface SchemaOptions {
  /** A folder of schemas that go before all others, as `schema pull --schema-dir` makes it. Default: none. */
  readonly schemaFolder?: string | undefined;
  /** Where `schema pull` keeps the schemas of the user: see `userSchemaCache`. Default: none; the cache is not looked at. */
  readonly schemaCache?: string | undefined;
}

export interface SchemaPlaces extends SchemaOptions {
  /** What paths are relative to, as they are given and as diagnostics show them. */
  readonly workingDirectory: string;
  /** The folder whose `schemas` go after `schemaFolder` and before the cache: that of the stack. Default: none. */
  readonly stackFolder?: string | undefined;
}

/**
 * The registry over the folder that is named, `schemas` beside the manifest, the schemas pulled from AWS, the shipped ones and the
 * catalogue. The first that has a type answers for it. A folder that is named must be there.
 */
export function openRegistry(places: SchemaPlaces): Result<FileRegistry, Diagnostic> {
  const given = givenFolder(places);
  const entry = given === undefined ? undefined : findEntry(given);
  if (entry !== undefined && entry.kind !== 'folder') {
    const why = entry.kind === 'none' ? entry.why : 'it is a file';
    return err(
      mistake('input/file-missing', `the schema folder ${places.schemaFolder ?? ''} cannot be used: ${why}`, {
        help: '--schema-dir names a folder of schema files; schema pull makes one',
      }),
    );
  }
  return ok(createRegistry({ schemaFolders: schemaFolders(places) }));
}

/** The folders of schemas, the first to be asked first. */
export function schemaFolders(places: SchemaPlaces): readonly SchemaFolder[] {
  const folder = (source: SchemaFolder['source'], path: string | undefined): readonly SchemaFolder[] =>
    path === undefined ? [] : [{ path, source, shownFrom: places.workingDirectory }];
  return [
    ...folder('given', givenFolder(places)),
    ...folder('stack', places.stackFolder === undefined ? undefined : join(places.stackFolder, 'schemas')),
    ...folder('cache', places.schemaCache),
    shippedSchemas,
  ];
}

function givenFolder({ schemaFolder, workingDirectory }: SchemaPlaces): string | undefined {
  return schemaFolder === undefined ? undefined : resolve(workingDirectory, schemaFolder);
}

/**
 * The folder where the schemas that a user has pulled are kept, by the habits of the system; undefined where the user has no folder of
 * their own. `environment` is that of the process.
 */
export function userSchemaCache(environment: ReadonlyMap<string, string>): string | undefined {
  const given = (name: string): string | undefined => {
    const value = environment.get(name);
    return value === '' ? undefined : value;
  };
  const home = given('HOME') ?? given('USERPROFILE');
  const root =
    given('XDG_CACHE_HOME') ?? given('LOCALAPPDATA') ?? (home === undefined ? undefined : join(home, '.cache'));
  return root === undefined ? undefined : join(root, 'stack-deploy', 'schemas');
}

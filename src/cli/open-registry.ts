import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { err, ok, type Result } from '../base/result.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import {
  createRegistry,
  shippedSchemas,
  type FileRegistry,
  type SchemaFolder,
} from '../resource-types/create-registry.ts';
import type { Context } from './context.ts';
import type { StackOptions } from './options.ts';

export type SchemaOptions = Pick<StackOptions, 'schemaDir'>;

/**
 * The registry of a command: schemas in the folder that was named, in `schemas` beside the manifest (for a command without a stack:
 * where it runs), those pulled from AWS, the shipped ones, the catalogue. The first that has a type answers for it.
 */
export function openRegistry(
  options: SchemaOptions,
  context: Context,
  stackFolder: string,
): Result<FileRegistry, Diagnostic> {
  const given = givenFolder(options, context);
  if (given !== undefined && statSync(given, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return err(
      mistake('input/file-missing', `there is no folder ${options.schemaDir ?? ''}`, {
        help: '--schema-dir names a folder of schema files; schema pull makes one',
      }),
    );
  }
  return ok(createRegistry({ schemaFolders: schemaFolders(options, context, stackFolder) }));
}

/** The folders of schemas, the first to be asked first; those that every command asks where there is no stack. */
export function schemaFolders(options: SchemaOptions, context: Context, stackFolder?: string): readonly SchemaFolder[] {
  const folder = (source: SchemaFolder['source'], path: string | undefined): readonly SchemaFolder[] =>
    path === undefined ? [] : [{ path, source }];
  return [
    ...folder('given', givenFolder(options, context)),
    ...folder('stack', stackFolder === undefined ? undefined : join(stackFolder, 'schemas')),
    ...folder('cache', schemaCacheFolder(context.environment)),
    shippedSchemas,
  ];
}

/** Where pulled schemas are kept; undefined where no folder was named and the person has none of their own. */
export function pulledFolder(options: SchemaOptions, context: Context): string | undefined {
  return givenFolder(options, context) ?? schemaCacheFolder(context.environment);
}

function givenFolder({ schemaDir }: SchemaOptions, context: Context): string | undefined {
  return schemaDir === undefined ? undefined : resolve(context.workingDirectory, schemaDir);
}

/** The user's cache, by the habits of the system; undefined where the person has no folder of their own. */
function schemaCacheFolder(environment: ReadonlyMap<string, string>): string | undefined {
  const given = (name: string): string | undefined => {
    const value = environment.get(name);
    return value === '' ? undefined : value;
  };
  const home = given('HOME') ?? given('USERPROFILE');
  const root =
    given('XDG_CACHE_HOME') ?? given('LOCALAPPDATA') ?? (home === undefined ? undefined : join(home, '.cache'));
  return root === undefined ? undefined : join(root, 'stack-deploy', 'schemas');
}

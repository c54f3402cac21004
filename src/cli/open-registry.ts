import { join } from 'node:path';
import {
  createRegistry,
  shippedSchemas,
  type FileRegistry,
  type SchemaFolder,
} from '../resource-types/create-registry.ts';
import type { Context } from './context.ts';

/**
 * The registry of a command: schemas in the stack's folder, those pulled from AWS, the shipped ones, the catalogue. The first that
 * has a type answers for it.
 */
export function openRegistry(context: Context, stackFolder?: string): FileRegistry {
  return createRegistry({
    schemaFolders: [
      ...(stackFolder === undefined ? [] : [{ path: join(stackFolder, 'schemas'), source: 'stack' as const }]),
      ...ownSchemaFolders(context),
    ],
  });
}

/** The folders of schemas that every command asks, the first of them first. */
export function ownSchemaFolders(context: Context): readonly SchemaFolder[] {
  const cache = schemaCacheFolder(context.environment);
  return [...(cache === undefined ? [] : [{ path: cache, source: 'cache' as const }]), shippedSchemas];
}

/** Where pulled schemas are kept, by the habits of the system; undefined where the person has no folder of their own. */
export function schemaCacheFolder(environment: ReadonlyMap<string, string>): string | undefined {
  const given = (name: string): string | undefined => {
    const value = environment.get(name);
    return value === '' ? undefined : value;
  };
  const home = given('HOME') ?? given('USERPROFILE');
  const root =
    given('XDG_CACHE_HOME') ?? given('LOCALAPPDATA') ?? (home === undefined ? undefined : join(home, '.cache'));
  return root === undefined ? undefined : join(root, 'stack-deploy', 'schemas');
}

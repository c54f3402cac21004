import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, parseJson } from '../../base/json.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import type { Context } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { schemaCacheFolder } from '../open-registry.ts';
import { regionOf } from '../open-target.ts';
import { findNamed, type SchemaCommandOptions } from './schema.ts';

/** Asks AWS for the schemas of types and keeps them in the cache folder, after which they rule. Every type is asked for, whatever became of the others. */
export async function pullSchemas(
  names: readonly string[],
  options: SchemaCommandOptions,
  registry: FileRegistry,
  context: Context,
): Promise<ExitCode> {
  const say = (text: string): void => context.errors.write(text + '\n');
  const folder = schemaCacheFolder(context.environment);
  if (names.length === 0) {
    say('schema pull takes the types to pull, as in: stack-deploy schema pull AWS::Cognito::UserPool');
    return exitCodes.failed.code;
  }
  if (folder === undefined) {
    say('there is no cache folder: set HOME or XDG_CACHE_HOME');
    return exitCodes.failed.code;
  }
  const { openTypeSource } = await import('../../provider/cloudformation/type-source.ts');
  const source = openTypeSource({
    region: regionOf({ ...options, local: false, localDir: '', endpointUrl: undefined }, context),
    profile: options.profile,
    endpointUrl:
      context.environment.get('AWS_ENDPOINT_URL_CLOUDFORMATION') ?? context.environment.get('AWS_ENDPOINT_URL'),
  });
  let failed = 0;
  try {
    for (const name of names) {
      // A type that nobody here has heard of may still be one.
      const typeName = findNamed(registry, name)?.typeName ?? name;
      const described = await source.describe(typeName);
      const schema = described.ok ? parseJson(described.value.schema) : undefined;
      if (!described.ok || !isJsonObject(schema) || schema['typeName'] !== typeName) {
        say(`${typeName}: ${described.ok ? 'the answer holds no schema of it' : described.error}`);
        failed += 1;
        continue;
      }
      const provisioning = described.value.provisioningType;
      const kept = provisioning === undefined ? schema : { ...schema, provisioningType: provisioning };
      mkdirSync(folder, { recursive: true });
      const path = join(folder, typeName.split('::').join('-') + '.json');
      writeFileSync(path, JSON.stringify(kept, undefined, 2) + '\n');
      say(`${typeName} is kept in ${path}`);
    }
  } finally {
    source.close();
  }
  return failed === 0 ? exitCodes.done.code : exitCodes.failed.code;
}

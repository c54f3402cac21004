import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { regionMistake } from '../../api/find-region.ts';
import { networkSettings } from '../../api/network-settings.ts';
import { isJsonObject, parseJson, type JsonObject } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import type { TypeSource } from '../../provider/cloudformation/type-source.ts';
import { jsonFormatVersion } from '../../report/json.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import { matchTypes } from '../../resource-types/match-types.ts';
import { readSchema } from '../../resource-types/read-schema.ts';
import { networkMistakes, regionOf, schemasOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { nearType, typeNamed } from '../type-named.ts';
import type { SchemaCommandOptions } from './schema-options.ts';

/** What became of one type. */
type Pulled =
  { readonly typeName: string; readonly path: string } | { readonly typeName: string; readonly error: string };

/**
 * Asks AWS for the schemas of types and keeps them, after which they rule. Every type is asked for, whatever became of the others; a
 * name that can be none is refused before anything is asked.
 */
export async function pullSchemas(
  names: readonly string[],
  options: SchemaCommandOptions,
  registry: FileRegistry,
  context: Context,
): Promise<ExitCode> {
  const refuse = (text: string): ExitCode => {
    context.errors.write(text + '\n');
    return exitCodes.failed.code;
  };
  const { schemaFolder, schemaCache } = schemasOf(options, context);
  const folder = schemaFolder === undefined ? schemaCache : resolve(context.workingDirectory, schemaFolder);
  if (names.length === 0) {
    return refuse('schema pull takes the types to pull, as in: stack-deploy schema pull AWS::Cognito::UserPool');
  }
  if (folder === undefined) return refuse('there is no cache folder: set HOME or XDG_CACHE_HOME, or give --schema-dir');
  const typeNames: string[] = [];
  for (const name of names) {
    const meant = typesMeant(name, registry);
    if (!meant.ok) return refuse(meant.error);
    typeNames.push(...meant.value);
  }
  const asked = { ...options, local: false };
  const region = regionOf(asked, context);
  const [trouble] = [regionMistake(region), ...networkMistakes(asked, context)];
  if (trouble !== undefined) return refuse(formatDiagnostics([trouble]));
  const { openTypeSource } = await import('../../provider/cloudformation/type-source.ts');
  const source = openTypeSource({
    region: region?.name,
    profile: options.profile,
    endpointUrl:
      context.environment.get('AWS_ENDPOINT_URL_CLOUDFORMATION') ?? context.environment.get('AWS_ENDPOINT_URL'),
    network: networkSettings(options.profile, context),
  });
  const pulled: Pulled[] = [];
  try {
    for (const typeName of new Set(typeNames)) {
      const one = await pullSchema(typeName, source, folder, registry);
      pulled.push(one);
      if (!options.json) {
        context.errors.write('path' in one ? `${typeName} is kept in ${one.path}\n` : `${typeName}: ${one.error}\n`);
      }
    }
  } finally {
    source.close();
  }
  if (options.json) {
    context.output.write(JSON.stringify({ format: jsonFormatVersion, types: pulled }, undefined, 2) + '\n');
  }
  return pulled.every((one) => 'path' in one) ? exitCodes.done.code : exitCodes.failed.code;
}

/** The types that a name or a pattern means. A type that nobody here has heard of may still be one. */
function typesMeant(name: string, registry: FileRegistry): Result<readonly string[], string> {
  if (/[*?]/.test(name)) {
    const found = matchTypes(name, registry.typeNames());
    return found.length > 0 ? ok(found) : err(`no resource type is named like ${name}`);
  }
  const typeName = typeNamed(registry, name)?.typeName ?? name;
  if (/^[A-Za-z0-9]{2,64}(?:::[A-Za-z0-9]{2,64}){2}(?:::MODULE)?$/.test(typeName)) return ok([typeName]);
  const help = nearType(registry, name) ?? 'a type is named like AWS::Cognito::UserPool';
  return err(`there is no resource type "${name}"; ${help}`);
}

async function pullSchema(
  typeName: string,
  source: TypeSource,
  folder: string,
  registry: FileRegistry,
): Promise<Pulled> {
  const described = await source.describe(typeName);
  if (!described.ok) {
    const near = described.error.isUnknown ? nearType(registry, typeName) : undefined;
    return { typeName, error: described.error.message + (near === undefined ? '' : `; ${near}`) };
  }
  const { schema: text, provisioningType } = described.value;
  const schema = parseJson(text);
  if (!isJsonObject(schema) || readSchema(schema, 'cache')?.typeName !== typeName) {
    return { typeName, error: 'the answer has no schema of it' };
  }
  const kept = provisioningType === undefined ? schema : { ...schema, provisioningType };
  try {
    return { typeName, path: keepSchema(folder, typeName, kept) };
  } catch (error) {
    return {
      typeName,
      error: `it cannot be kept in ${folder} (${error instanceof Error ? error.message : String(error)})`,
    };
  }
}

/** Writes the file of a type; it is there whole or not at all. */
function keepSchema(folder: string, typeName: string, schema: JsonObject): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, typeName.split('::').join('-') + '.json');
  writeFileSync(`${path}.partial`, JSON.stringify(schema, undefined, 2) + '\n');
  renameSync(`${path}.partial`, path);
  return path;
}

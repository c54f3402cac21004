import { openRegistry } from '../../api/open-registry.ts';
import type { JsonObject } from '../../base/json.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { formatDiagnostics } from '../../diagnostics/format-diagnostic.ts';
import { jsonFormatVersion } from '../../report/json.ts';
import { readsToJson } from '../../report/describe-reads.ts';
import { describeType } from '../../report/describe-type.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import { readRulesOf } from '../../resource-types/defaults/read-rules.ts';
import { globOf } from '../../base/glob.ts';
import { statementName } from '../../resource-types/naming/statement-name.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import { schemasOf } from '../api-options.ts';
import type { Context } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { nearType, typeNamed } from '../type-named.ts';
import { writeEditorSchema } from './editor-schema.ts';
import type { SchemaCommandOptions } from './schema-options.ts';

const actions = ['show', 'list', 'pull', 'editor'];

/** `schema show | list | pull | editor`. */
export async function runSchema(
  action: string,
  names: readonly string[],
  options: SchemaCommandOptions,
  context: Context,
): Promise<ExitCode> {
  if (!actions.includes(action)) {
    const help = didYouMean(action, actions);
    return refuse(
      `schema ${action}: it is show, list, pull or editor${help === undefined ? '' : `; ${help}`}`,
      context,
    );
  }
  if (action === 'editor') {
    const [folder, ...more] = names;
    if (folder === undefined || more.length > 0)
      return refuse('schema editor takes one folder, as in: stack-deploy schema editor STACK_DIR', context);
    return writeEditorSchema(folder, options, context);
  }
  // A pull makes the folder that was named, so it need not be there yet.
  const asked = action === 'pull' ? { schemaDir: undefined } : options;
  const { workingDirectory } = context;
  const opened = openRegistry({ ...schemasOf(asked, context), workingDirectory, stackFolder: workingDirectory });
  if (!opened.ok) return refuse(formatDiagnostics([opened.error]), context);
  const registry = opened.value;
  if (action === 'show') return showSchema(names, options, registry, context);
  if (action === 'list') return listSchemas(names, options, registry, context);
  const { pullSchemas } = await import('./pull-schemas.ts');
  return pullSchemas(names, options, registry, context);
}

function showSchema(
  [name, ...more]: readonly string[],
  options: SchemaCommandOptions,
  registry: FileRegistry,
  context: Context,
): ExitCode {
  if (name === undefined || more.length > 0) {
    return refuse('schema show takes one type, as in: stack-deploy schema show awscc.cognito.user_pools', context);
  }
  const type = typeNamed(registry, name);
  if (type === undefined) {
    const broken = registry.problemOf(name);
    return refuse(broken === undefined ? unknownType(registry, name) : formatDiagnostics([broken]), context);
  }
  context.output.write(
    options.json ? JSON.stringify(schemaWithReads(type), undefined, 2) + '\n' : describeType(type).join('\n') + '\n',
  );
  return exitCodes.done.code;
}

/** The schema, with a member that schemas do not have: what AWS reads back. */
function schemaWithReads({ typeName, schema }: ResourceType): JsonObject {
  const reads = readsToJson(readRulesOf(typeName));
  return reads.length === 0 ? schema : { ...schema, readBack: reads };
}

function listSchemas(
  patterns: readonly string[],
  options: SchemaCommandOptions,
  registry: FileRegistry,
  context: Context,
): ExitCode {
  const tests = patterns.map(partTest);
  const found = registry
    .typeNames()
    .map((typeName) => ({ typeName, statementName: statementName(typeName), source: registry.sourceOf(typeName) }))
    .filter((type) => tests.every((fits) => fits(type.typeName) || fits(type.statementName)));
  if (options.json) {
    context.output.write(JSON.stringify({ format: jsonFormatVersion, types: found }, undefined, 2) + '\n');
    return exitCodes.done.code;
  }
  if (found.length === 0) return refuse(`no resource type is named like ${patterns.join(' ')}`, context);
  const width = Math.max(...found.map((type) => type.typeName.length));
  for (const type of found) context.output.write(`${type.typeName.padEnd(width)}  ${type.statementName}\n`);
  return exitCodes.done.code;
}

/** Whether a pattern is a part of a name, without regard to case; `*` in it stands for any text. */
function partTest(pattern: string): (name: string) => boolean {
  const part = globOf(`*${pattern.toLowerCase()}*`);
  return (name) => part.test(name.toLowerCase());
}

function unknownType(registry: FileRegistry, name: string): string {
  const help = nearType(registry, name) ?? 'stack-deploy schema list names all of them';
  return `there is no resource type "${name}"; ${help}`;
}

function refuse(message: string, context: Context): ExitCode {
  context.errors.write(message + '\n');
  return exitCodes.failed.code;
}

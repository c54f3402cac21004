import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { jsonFormatVersion } from '../../report/json.ts';
import { describeType } from '../../report/describe-type.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import { statementName } from '../../resource-types/naming/statement-name.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import type { Context } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { openRegistry } from '../open-registry.ts';

export interface SchemaCommandOptions {
  readonly json: boolean;
  readonly region: string | undefined;
  readonly profile: string | undefined;
}

/** `schema show | list | pull`. */
export async function runSchema(
  action: string,
  names: readonly string[],
  options: SchemaCommandOptions,
  context: Context,
): Promise<ExitCode> {
  const registry = openRegistry(context, context.workingDirectory);
  switch (action) {
    case 'show':
      return showSchema(names, options, registry, context);
    case 'list':
      return listSchemas(names, options, registry, context);
    case 'pull': {
      const { pullSchemas } = await import('./pull-schemas.ts');
      return pullSchemas(names, options, registry, context);
    }
    default:
      return refuse(`schema ${action}: it is show, list or pull`, context);
  }
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
  const type = findNamed(registry, name);
  if (type === undefined) return refuse(unknownType(registry, name), context);
  context.output.write(
    options.json ? JSON.stringify(type.schema, undefined, 2) + '\n' : describeType(type).join('\n') + '\n',
  );
  return exitCodes.done.code;
}

function listSchemas(
  patterns: readonly string[],
  options: SchemaCommandOptions,
  registry: FileRegistry,
  context: Context,
): ExitCode {
  const tests = patterns.map(patternTest);
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

/** Part of a name without regard to case; with a star, the whole of it. */
function patternTest(pattern: string): (name: string) => boolean {
  const wanted = pattern.toLowerCase();
  if (!wanted.includes('*')) return (name) => name.toLowerCase().includes(wanted);
  const parts = wanted.split('*');
  return (name) => {
    let rest = name.toLowerCase();
    for (const [index, part] of parts.entries()) {
      const isLast = index === parts.length - 1;
      const at = index === 0 ? (rest.startsWith(part) ? 0 : -1) : isLast ? rest.lastIndexOf(part) : rest.indexOf(part);
      if (at === -1) return false;
      rest = rest.slice(at + part.length);
      if (isLast && part !== '' && rest !== '') return false;
    }
    return true;
  };
}

/** A type by any of its names, `_list_only` aside. */
export function findNamed(registry: FileRegistry, name: string): ResourceType | undefined {
  return registry.find(name.replace(/_list_only$/, ''));
}

export function unknownType(registry: FileRegistry, name: string): string {
  const names = name.includes('::') ? registry.typeNames() : registry.statementNames();
  const help = didYouMean(name, names) ?? 'stack-deploy schema list names all of them';
  return `there is no resource type "${name}"; ${help}`;
}

function refuse(message: string, context: Context): ExitCode {
  context.errors.write(message + '\n');
  return exitCodes.failed.code;
}

import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { isSecretName } from '../values/secret-names.ts';
import type { ResourceType } from './resource-type.ts';
import { isSecretPath } from './secret-path.ts';

/**
 * Values of a model that may hold a secret, though nothing marks them as one: what a parameter store keeps, start-up scripts,
 * environment variables, connection strings. Where a statement is shown to whoever typed it, a value too many that is hidden costs nothing;
 * elsewhere such values are plain settings, and stay visible. What is secret by its type is among them.
 */
export function perhapsSecrets(type: ResourceType, value: Json, path: readonly (string | number)[]): readonly Json[] {
  if (value === null || typeof value === 'boolean') return [];
  if (isSecretPath(type, path) || holdsAnything(path) || isVariable(path)) return [value];
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((item, index) => perhapsSecrets(type, item, [...path, index]));
  if (!isJsonObject(value)) return [];
  return [
    ...pairedSecrets(value),
    ...Object.entries(value).flatMap(([name, item]) => perhapsSecrets(type, item, [...path, name])),
  ];
}

/** Properties at the top of a resource that is nothing but what it keeps: `AWS::SSM::Parameter`, `AWS::AppConfig::HostedConfigurationVersion`. */
const kept: ReadonlySet<string> = new Set(['Value', 'Content']);

/** Texts of any content: scripts, commands, addresses with a password in them. */
const anything =
  /^(?:UserData|(?:Init|Bootstrap|Startup|BuildSpec|Lifecycle)?Scripts?|Commands?|CommandLine|EntryPoints?|(?:Jdbc|Connection|Database)(?:String|Ur[il]|URL)s?|ConnectionStrings?|Credentials?|ConnectionProperties|AuthParameters|DefaultArguments|PrivateKey(?:Material)?)$/i;

function holdsAnything(path: readonly (string | number)[]): boolean {
  const [name] = path.slice(-1);
  if (typeof name !== 'string') return false;
  return anything.test(name) || (path.length === 1 && kept.has(name));
}

/** Maps and lists of variables for programs. `Environment` alone is often a map of plain settings. */
const variables = /^(?:(?:Env(?:ironment)?|Stage)_?Variables?|Variables|EnvVars?|EnvironmentOverrides?)$/i;

/** The names of variables in a list of pairs are none of their values. */
const namesInPairs: ReadonlySet<string> = new Set(['Name', 'Key', 'Type']);

function isVariable(path: readonly (string | number)[]): boolean {
  const index = path.findIndex(
    (part, at) =>
      typeof part === 'string' &&
      (variables.test(part) || (/^(?:Container)?Environment$/.test(part) && typeof path[at + 1] === 'number')),
  );
  const inside = path.slice(index + 1);
  const [first, last] = inside;
  if (index === -1 || first === undefined) return false;
  if (typeof first === 'string') return inside.length === 1;
  return inside.length === 2 && typeof last === 'string' && !namesInPairs.has(last);
}

const keysOfPairs = ['Name', 'Key', 'ParameterKey', 'ParameterName', 'OptionName'] as const;
const valuesOfPairs = ['Value', 'ParameterValue'] as const;

/** The value of a pair whose name says that it is a secret, and of an Elastic Beanstalk setting that becomes an environment variable. */
function pairedSecrets(pair: JsonObject): readonly Json[] {
  const isSecret = keysOfPairs.some((key) => typeof pair[key] === 'string' && isSecretName(pair[key]));
  if (!isSecret && pair['Namespace'] !== 'aws:elasticbeanstalk:application:environment') return [];
  return valuesOfPairs.flatMap((key) => (Object.hasOwn(pair, key) ? [pair[key] ?? null] : []));
}

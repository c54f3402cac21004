import type { Json } from '../../base/json.ts';
import { warning, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { jsonOf } from '../../manifest/manifest-value.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import type { ImportedEntry } from '../imported-entry.ts';
import { plainText } from '../../values/reading.ts';
import { writeLiteral } from '../write-literal.ts';
import { readOutput } from './convert-output.ts';
import { entryOf, readProperties, type ReadResource } from './convert-resource.ts';
import type { KnownResource, KnownValues } from './physical-identifier.ts';
import type { CloudFormationTemplate } from './read-template.ts';
import type { TemplateNames } from './template-names.ts';
import { readParameters, type TemplateParameter } from './template-parameters.ts';
import { usableType } from './usable-type.ts';
import { ValueReader } from './understand-value.ts';

/** What is known of the CloudFormation stack that was made of a template. */
export interface DeployedStack {
  /** Undefined where it is not known. */
  readonly name: string | undefined;
  /** Values of parameters in the place of their defaults. */
  readonly parameters: ReadonlyMap<string, string>;
  /** What `Ref` returns, by logical id. */
  readonly physicalIds: ReadonlyMap<string, string>;
  /** Undefined where they are not known. */
  readonly region: string | undefined;
  readonly account: string | undefined;
}

export interface ImportedGlobal {
  readonly name: string;
  readonly description?: string;
  readonly value: Json;
}

/** The parts of a manifest that say what a template says. */
export interface ImportedStack {
  readonly description: string | undefined;
  readonly globals: readonly ImportedGlobal[];
  readonly entries: readonly ImportedEntry[];
  readonly exports: readonly string[];
  /** Names that the entries use and whose values nobody has said: variables give them. */
  readonly variables: readonly string[];
  /** A warning for each part that has no counterpart, and is left out. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Turns a CloudFormation template into a manifest: parameters, mappings and conditions are globals, references stay references. */
export function convertTemplate(
  template: CloudFormationTemplate,
  registry: FileRegistry,
  stack: DeployedStack,
): ImportedStack {
  const diagnostics: Diagnostic[] = [];
  const tell = (told: Diagnostic): void => void diagnostics.push(told);
  if (template.transform !== undefined) {
    const help = 'import the processed template: aws cloudformation get-template --template-stage Processed';
    tell(warning('input/import', 'macros are not run', { at: template.transform.keyAt, help }));
  }
  const types = new Map<string, ResourceType>();
  for (const entry of template.resources) {
    const type = usableType(entry, registry, tell);
    if (type !== undefined) types.set(entry.key, type);
  }
  const parameters = readParameters(template.parameters, stack.parameters);
  const mappings = template.mappings.map(({ key, value }) => ({ name: key, value: jsonOf(value) }));
  const taken = new Set([...types.keys(), ...parameters.map(({ name }) => name)]);
  const free = (name: string): string => {
    const found = taken.has(name) ? `${name}_value` : name;
    taken.add(found);
    return found;
  };
  const names: TemplateNames = {
    types,
    stackName: stack.name,
    parameters: new Map(parameters.map((one) => [one.name, one])),
    mappings: new Map(mappings.map(({ name }) => [name, free(name)])),
    conditions: new Map(template.conditions.map(({ key }) => [key, free(key)])),
  };
  const reader = new ValueReader(names, tell);
  const conditions = template.conditions.flatMap(({ key, value }): readonly ImportedGlobal[] => {
    const expression = reader.condition(value);
    return expression === undefined ? [] : [{ name: names.conditions.get(key) ?? key, value: `{{ ${expression} }}` }];
  });

  const resources = template.resources.flatMap((entry): readonly ReadResource[] => {
    const type = types.get(entry.key);
    return type === undefined ? [] : [{ entry, type, properties: readProperties(entry, type, names, tell) }];
  });
  const given = new Map<string, Json>(
    parameters.flatMap(({ name, value }): [string, Json][] => (value === undefined ? [] : [[name, value]])),
  );
  const stored = new Map(parameters.map((one) => [one.name, one.stored]));
  const isStored = (name: string): boolean => stored.get(name) !== undefined;
  if (stack.region !== undefined) given.set('region', stack.region);
  if (stack.account !== undefined) given.set('account', stack.account);
  const known: KnownValues = {
    resources: new Map(
      resources.map(({ entry: { key }, type, properties }): [string, KnownResource] => [
        key,
        { type, properties, physicalId: stack.physicalIds.get(key) },
      ]),
    ),
    names: new Map([...given].flatMap(([name, value]) => (isStored(name) ? [] : [[name, plainText(value)]]))),
  };
  const outputs = template.outputs.flatMap((entry) => readOutput(entry, reader, tell));
  const entries = resources.map((resource) =>
    entryOf(resource, { names, known, stackName: stack.name, outputs, tell }),
  );

  const texts = JSON.stringify([conditions, entries]);
  const isUsed = (name: string): boolean => new RegExp(`\\{\\{(?:(?!\\}\\}).)*\\b${name}\\b`).test(texts);
  const descriptions = new Map(parameters.map(({ name, description }) => [name, description]));
  const values = [...given].map(([name, value]): ImportedGlobal => {
    const description = descriptions.get(name);
    return {
      name,
      ...(description === undefined ? {} : { description: writeLiteral(description) }),
      value: writeGlobal(value, stored.get(name)),
    };
  });
  const tables = mappings.map(({ name, value }) => ({ name: names.mappings.get(name) ?? name, value }));
  const all = ['region', 'account', ...parameters.map(({ name }) => name)];
  return {
    description: template.description,
    globals: [...values, ...tables, ...conditions].filter(({ name }) => isUsed(name)),
    entries,
    exports: outputs.map(({ name }) => name),
    variables: all.filter((name) => !given.has(name) && isUsed(name)),
    diagnostics,
  };
}

function writeGlobal(value: Json, stored: TemplateParameter['stored']): Json {
  if (typeof value !== 'string') return value;
  if (stored === undefined) return writeLiteral(value);
  return `{{ ssm(${JSON.stringify(value)})${stored === 'list' ? ' | split(",")' : ''} }}`;
}

import { isRegionName } from '../../base/region-name.ts';
import type { FileRegistry } from '../../resource-types/create-registry.ts';
import type { ResourceType } from '../../resource-types/resource-type.ts';
import { counterpartsOf, partOfAnother, type Counterpart } from './aws-types.ts';
import type { StateResource } from './read-state.ts';

/** A resource that a state names, as Cloud Control knows it. */
export interface NamedResource {
  readonly type: ResourceType;
  readonly identifier: string;
  /** Undefined where the state does not say it: that of the run. */
  readonly region: string | undefined;
  /** What its entry is to be called. Undefined where Terraform's name says nothing, as `this` does. */
  readonly name: string | undefined;
  /** In the state. */
  readonly address: string;
}

export interface ResourcesOfState {
  readonly resources: readonly NamedResource[];
  /** A line for each that is left out, and for each that comes with another one. */
  readonly notes: readonly string[];
}

/** What the resources of a state are for Cloud Control. */
export function resourcesOfState(state: readonly StateResource[], registry: FileRegistry): ResourcesOfState {
  const notes: string[] = [];
  const resources = state.flatMap((resource): readonly NamedResource[] => {
    const { address, type } = resource;
    const part = partOfAnother(type);
    if (part !== undefined) {
      notes.push(`${address} is ${part}`);
      return [];
    }
    const found = namedBy(resource, registry);
    if (found.length === 0) {
      const why = /^aws(?:cc)?_/.test(type) ? 'no counterpart is known for its type' : 'not an AWS resource';
      notes.push(`left out: ${address}: ${why}`);
    }
    return found;
  });
  return { resources, notes };
}

function namedBy(resource: StateResource, registry: FileRegistry): readonly NamedResource[] {
  const { type, address } = resource;
  const counterparts = type.startsWith('awscc_') ? ofCloudControl(type, registry) : (counterpartsOf(type) ?? []);
  return counterparts.flatMap((counterpart): readonly NamedResource[] => {
    const found = registry.find(counterpart.typeName);
    const identifier = identifierBy(counterpart, resource);
    if (found === undefined || identifier === undefined) return [];
    return [{ type: found, identifier, region: regionOf(resource), name: wishedName(resource), address }];
  });
}

/** The provider awscc names types after those of CloudFormation, and its `id` is what Cloud Control knows a resource by. */
function ofCloudControl(type: string, registry: FileRegistry): readonly Counterpart[] {
  const letters = type.slice('awscc_'.length).replaceAll('_', '');
  const typeName = registry
    .typeNames()
    .find(
      (name) => name.startsWith('AWS::') && name.slice('AWS::'.length).replaceAll('::', '').toLowerCase() === letters,
    );
  return typeName === undefined ? [] : [{ typeName, identifier: ['id'] }];
}

function identifierBy({ identifier }: Counterpart, { attributes }: StateResource): string | undefined {
  const parts = identifier.map((part) => {
    if (part.startsWith('=')) return part.slice(1);
    const value = attributes[part];
    return typeof value === 'string' && value !== '' ? value : undefined;
  });
  return parts.every((part) => part !== undefined) ? parts.join('|') : undefined;
}

function regionOf({ attributes }: StateResource): string | undefined {
  const { region, arn } = attributes;
  const ofArn = typeof arn === 'string' ? arn.split(':')[3] : undefined;
  return [region, ofArn].find((one): one is string => typeof one === 'string' && isRegionName(one));
}

/** Names that modules give to their only resource. */
const empty: ReadonlySet<string> = new Set(['this', 'main', 'default']);

function wishedName({ name, key, module }: StateResource): string | undefined {
  const word = empty.has(name) ? module : name;
  if (word === undefined) return undefined;
  return key === undefined ? word : `${word}_${key}`;
}

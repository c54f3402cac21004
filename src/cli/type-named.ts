import { enumerate } from '../base/text.ts';
import type { FileRegistry } from '../resource-types/create-registry.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import { didYouMeanType } from '../resource-types/suggest-type.ts';

/** A type by any of its names, `_list_only` aside. */
export function typeNamed(registry: FileRegistry, name: string): ResourceType | undefined {
  return registry.find(name.replace(/_list_only$/, ''));
}

/** `did you mean "AWS::EC2::Subnet"?` for a name that no type has, or which names end with it; undefined where nothing is near. */
export function nearType(registry: FileRegistry, name: string): string | undefined {
  return didYouMeanType(name, registry) ?? inShort(registry, name);
}

/** Who leaves out the service means the types whose last part this is. */
function inShort(registry: FileRegistry, name: string): string | undefined {
  const end = name.toLowerCase();
  const endsSo = (whole: string, joint: string): boolean => whole.toLowerCase().endsWith(joint + end);
  const found = [
    ...registry.typeNames().filter((typeName) => endsSo(typeName, '::')),
    ...registry.statementNames().filter((statementName) => endsSo(statementName, '.')),
  ];
  return found.length === 0 || found.length > 5 ? undefined : `write it whole: ${enumerate(found, 'or')}`;
}

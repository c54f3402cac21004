import type { HandlerName, ResourceType } from '../../../resource-types/resource-type.ts';
import type { TableShape } from './fields.ts';
import type { SpecialTable } from '../special-tables/special-table.ts';

/** What can be done with a table and what a statement has to say for it. */
export interface Method {
  readonly name: string;
  readonly verb: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
  readonly required: readonly string[];
  readonly description: string;
}

/** The methods of a type; its list is a table of its own. */
export function methodsOfType(type: ResourceType, shape: TableShape): readonly Method[] {
  const can = (handler: HandlerName): boolean =>
    Object.keys(type.handlers).length === 0 || type.handlers[handler] !== undefined;
  const of = (handler: HandlerName, method: Method): readonly Method[] => (can(handler) ? [method] : []);
  if (shape === 'tags') {
    const description = `A row for each tag of each ${type.typeName}; with Identifier, of one of them.`;
    return of('read', { name: '__view__', verb: 'SELECT', required: ['region'], description });
  }
  if (shape === 'list') {
    // A parent whose type is known is listed first by us.
    const models = type.listRequires.filter((name) => !Object.hasOwn(type.parents, name));
    const description = `Lists the identifiers of all ${type.typeName} in a region.`;
    return of('list', { name: 'list_resources', verb: 'SELECT', required: [...models, 'region'], description });
  }
  const what = type.typeName;
  return [
    ...of('create', {
      name: 'create_resource',
      verb: 'INSERT',
      required: [...type.required, 'region'],
      description: `Creates one ${what}.`,
    }),
    ...of('delete', {
      name: 'delete_resource',
      verb: 'DELETE',
      required: ['Identifier', 'region'],
      description: `Deletes one ${what}.`,
    }),
    ...of('update', {
      name: 'update_resource',
      verb: 'UPDATE',
      required: ['Identifier', 'PatchDocument', 'region'],
      description: `Changes one ${what}.`,
    }),
    ...of('read', {
      name: 'get_resource',
      verb: 'SELECT',
      required: ['Identifier', 'region'],
      description: `Gets all properties of one ${what}; without Identifier, of each one that the list has.`,
    }),
  ];
}

export function methodsOfSpecial({ methods, description }: SpecialTable): readonly Method[] {
  return methods.map(({ name, verb, required }) => ({ name, verb, required, description }));
}

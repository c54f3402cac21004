import { unreachable } from '../../base/unreachable.ts';
import type { HandlerName, Registry, ResourceType } from '../../resource-types/resource-type.ts';
import { isKnown, plainText, reveal } from '../../values/reading.ts';
import type { Call } from '../call.ts';
import type { Operation, ReadOperation } from '../operation.ts';
import { boundReadOf } from './bind/bind-read.ts';
import type { BindContext, BoundResources, BoundSpecial } from './bind/bound.ts';

/** Every call that carrying out an operation may take, whatever its values turn out to be; the same one may be there twice. */
export function callsOf(operation: Operation, context: BindContext): readonly Call[] {
  switch (operation.kind) {
    case 'read':
      return readCalls(operation, context);
    case 'describe':
      return [];
    case 'create': {
      const { type, pending, resources } = operation;
      const asRole = resources.some(({ roleArn }) => roleArn !== undefined);
      // A create that an earlier run may have begun is looked after by reading what it made.
      const handlers: readonly HandlerName[] = type.handlers.read === undefined ? ['create'] : ['create', 'read'];
      return [
        ...(pending?.kind === 'read' ? readCalls(pending.rows, context) : []),
        ...handlerCalls(type, handlers, asRole),
      ];
    }
    case 'update':
      // Cloud Control reads what it is to patch, in the caller's name.
      return handlerCalls(operation.type, ['read', 'update'], operation.parameters.roleArn !== undefined);
    case 'delete':
      return handlerCalls(operation.type, ['delete'], operation.parameters.roleArn !== undefined);
    case 'cancel':
      return [{ kind: 'action', action: 'cloudformation:CancelResourceRequest' }];
    default:
      return unreachable(operation);
  }
}

function readCalls(operation: ReadOperation, context: BindContext): readonly Call[] {
  const { registry } = context;
  return (boundReadOf(operation, context).value?.select.tables ?? []).flatMap((table) =>
    table.kind === 'special' ? specialCalls(table) : resourceCalls(table, registry),
  );
}

function specialCalls({ special, parameters }: BoundSpecial): readonly Call[] {
  const typeName = parameters.get('TypeName');
  const named = typeName?.kind === 'constant' ? typeName.values : [];
  const typeNames = named.map((value) => (isKnown(value) ? plainText(reveal(value)) : undefined));
  const calls = special.calls(typeNames.length === 0 ? [undefined] : typeNames);
  return parameters.has('RoleArn')
    ? calls.map((call) => (call.kind === 'handler' ? { ...call, asRole: true } : call))
    : calls;
}

/** What is named by its Identifier is read; all else is listed, and for the whole of it each one is read. */
function resourceCalls(table: BoundResources, registry: Registry): readonly Call[] {
  const { type, shape, identifier, model } = table;
  const asRole = table.roleArn !== undefined;
  if (shape === 'full' && identifier !== undefined) return handlerCalls(type, ['read'], asRole);
  return [
    // Parents are looked for by the program, which has no role for them.
    ...parentCalls(type, new Set(model.keys()), registry),
    ...handlerCalls(type, shape === 'full' ? ['list', 'read'] : ['list'], asRole),
  ];
}

/** Parents are listed first where a list needs properties of theirs that the statement does not give; each is read where its list does not tell them. */
function parentCalls(
  type: ResourceType,
  known: ReadonlySet<string>,
  registry: Registry,
  below: readonly string[] = [],
): readonly Call[] {
  return type.listRequires.flatMap((name) => {
    const parent = known.has(name) || !Object.hasOwn(type.parents, name) ? undefined : type.parents[name];
    const parentType = parent === undefined ? undefined : registry.find(parent.typeName);
    if (parent === undefined || parentType === undefined) return [];
    if (parentType === type || below.includes(parentType.typeName)) return [];
    const isListed = parentType.identifier.some((path) => path.length === 1 && path[0] === parent.property);
    return [
      ...parentCalls(parentType, known, registry, [...below, type.typeName]),
      ...handlerCalls(parentType, isListed ? ['list'] : ['list', 'read'], false),
    ];
  });
}

function handlerCalls({ typeName }: ResourceType, handlers: readonly HandlerName[], asRole: boolean): readonly Call[] {
  return handlers.map((handler) => ({ kind: 'handler', typeName, handler, asRole }));
}

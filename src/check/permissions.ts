import { isJsonObject, type Json } from '../base/json.ts';
import type { Anchor } from '../query/anchored-query.ts';
import type { ResourceName, Statement } from '../query/statement.ts';
import { parseResourceName } from '../resource-types/parse-resource-name.ts';
import type { HandlerName, Registry, ResourceType } from '../resource-types/resource-type.ts';
import type { Survey } from './survey.ts';

export const purposes = ['plan', 'build', 'teardown'] as const;
/** What a stack is to be done with: looked at, built, removed. Building and removing look, too. */
export type Purpose = (typeof purposes)[number];

/** What a caller has to be allowed, by groups that a policy can keep apart. Actions are sorted. */
export interface NeededPermissions {
  readonly groups: readonly { readonly name: string; readonly actions: readonly string[] }[];
  /** Types and handlers whose permissions nobody has told: `AWS::X::Y (create, read)`. */
  readonly unknown: readonly string[];
  /** Queries whose statement is decided only while building. */
  readonly undecided: readonly string[];
}

const ownActions: Readonly<Record<HandlerName, readonly string[]>> = {
  create: ['CreateResource', 'GetResourceRequestStatus', 'ListResourceRequests'],
  read: ['GetResource'],
  update: ['UpdateResource', 'GetResource', 'GetResourceRequestStatus', 'ListResourceRequests'],
  delete: ['DeleteResource', 'GetResourceRequestStatus', 'ListResourceRequests'],
  list: ['ListResources'],
};

/** The permissions that the statements of a stack need when they are carried out for these purposes. */
export function neededPermissions(survey: Survey, registry: Registry, wanted: readonly Purpose[]): NeededPermissions {
  const own = new Set<string>();
  const tagging = new Set<string>();
  const handlers = new Map<ResourceType, Set<HandlerName>>();
  const undecided: string[] = [];
  const use = (name: ResourceName, needed: readonly HandlerName[]): void => {
    const { type, listOnly } = parseResourceName(registry, name.parts);
    if (name.parts[1] === 'tagging') tagging.add('tag:GetResources');
    if (name.parts[1] === 'cloud_control')
      own.add('cloudformation:GetResourceRequestStatus').add('cloudformation:ListResourceRequests');
    if (type === undefined) return;
    const used = handlers.get(type) ?? new Set<HandlerName>();
    handlers.set(type, used);
    for (const handler of needed) {
      if (listOnly && handler === 'read') continue;
      used.add(handler);
    }
  };
  for (const { resource, queries } of survey.resources) {
    for (const { query, composed } of queries) {
      const { anchor } = query.query;
      if (composed.kind === 'undecided') undecided.push(`${anchor} of ${resource.name}`);
      if (composed.kind !== 'composed') continue;
      for (const statement of composed.statements) {
        if (wanted.some((purpose) => runsFor(purpose, anchor, statement))) useStatement(statement, use);
      }
    }
  }
  const unknown: string[] = [];
  const groups: { readonly name: string; readonly actions: readonly string[] }[] = [];
  for (const [type, used] of handlers) {
    const actions = new Set<string>();
    const untold: HandlerName[] = [];
    for (const handler of used) {
      for (const action of ownActions[handler]) own.add(`cloudformation:${action}`);
      const permissions = type.handlers[handler]?.permissions ?? [];
      if (permissions.length === 0) untold.push(handler);
      for (const permission of permissions) actions.add(permission);
    }
    if (used.has('create') || used.has('update')) for (const action of tagPermissions(type)) actions.add(action);
    if (untold.length > 0) unknown.push(`${type.typeName} (${untold.join(', ')})`);
    if (actions.size > 0) groups.push({ name: type.typeName, actions: [...actions].sort() });
  }
  return {
    groups: [
      { name: 'CloudControl', actions: [...own].sort() },
      { name: 'Tagging', actions: [...tagging].sort() },
      ...groups,
    ].filter(({ actions }) => actions.length > 0),
    unknown,
    undecided,
  };
}

/** Whether a statement behind an anchor is ever carried out for a purpose. */
function runsFor(purpose: Purpose, anchor: Anchor, statement: Statement): boolean {
  if (statement.kind === 'select') return true;
  if (purpose === 'plan') return false;
  return (anchor === 'delete') === (purpose === 'teardown');
}

function useStatement(statement: Statement, use: (name: ResourceName, needed: readonly HandlerName[]) => void): void {
  switch (statement.kind) {
    case 'select':
      for (const { name } of statement.tables) use(name, readsOf(name, statement));
      return;
    case 'insert':
      use(statement.into, ['create']);
      if (statement.select !== undefined) useStatement(statement.select, use);
      return;
    case 'update':
      // Cloud Control reads what it is to patch, in the caller's name.
      use(statement.resource, ['update', 'read']);
      return;
    case 'delete':
      use(statement.resource, ['delete']);
      return;
    case 'show':
    case 'describe':
      return;
  }
}

/** A table with an Identifier is read; one without is listed, and each that is found is read. */
function readsOf(name: ResourceName, statement: Extract<Statement, { kind: 'select' }>): readonly HandlerName[] {
  if (name.text.endsWith('_list_only')) return ['list'];
  const namesIdentifier = statement.text.some((token) => token.kind === 'code' && /\bIdentifier\b/i.test(token.text));
  return namesIdentifier ? ['read'] : ['list', 'read'];
}

function tagPermissions(type: ResourceType): readonly string[] {
  const tagging = type.schema['tagging'];
  const permissions = isJsonObject(tagging) ? tagging['permissions'] : undefined;
  return Array.isArray(permissions) ? (permissions as readonly Json[]).filter((one) => typeof one === 'string') : [];
}

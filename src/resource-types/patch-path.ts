import { parsePointer } from '../base/json-pointer.ts';
import { holdsSecret, reveal } from '../values/reading.ts';
import { isMarked, type Value } from '../values/value.ts';
import { findProperty, matchName } from './find-property.ts';
import { formatPath, type Problem } from './problem.ts';
import type { ResourceType } from './resource-type.ts';
import {
  freeKeyNode,
  hasFreeKeys,
  itemNode,
  propertyNames,
  propertyNode,
  rootNode,
  typesOf,
  type SchemaNode,
} from './schema-node.ts';
import { unknownProperty } from './property-problems.ts';

/** Where a pointer of a patch leads. */
export interface Target {
  readonly problem: undefined;
  /** As it is sent: indexes and `-` as text. */
  readonly path: readonly string[];
  /** As messages show it: indexes as numbers. */
  readonly shownPath: readonly (string | number)[];
  /** The place in the schema, where every item of a list is its item 0. */
  readonly schemaPath: readonly (string | number)[];
  /** What the schema says of the object or list around the place. */
  readonly parent: SchemaNode;
}

type Resolved = Target | { readonly problem: Problem };

export const exampleHelp = 'it looks like [{"op": "replace", "path": "/Property", "value": 1}]';

/** Follows a known pointer through a type's schema, in either spelling. `label` names the pointer in messages. */
export function resolvePath(type: ResourceType, pointer: Value | undefined, label: string): Resolved {
  if (pointer !== undefined && isMarked(pointer)) {
    const resolved = resolvePath(type, reveal(pointer), label);
    if (resolved.problem === undefined || !holdsSecret(pointer)) return resolved;
    return { problem: { path: [], code: resolved.problem.code, message: `${label} leads nowhere` } };
  }
  if (typeof pointer !== 'string') {
    const trouble = pointer === undefined ? 'is missing' : 'is not a text';
    return { problem: patchProblem([], `${label} ${trouble}`, exampleHelp) };
  }
  const parts = parsePointer(pointer);
  if (parts.length === 0) {
    return { problem: patchProblem([], `${label} is empty`, 'a patch changes one property at a time') };
  }

  const path: string[] = [];
  const shownPath: (string | number)[] = [];
  const schemaPath: (string | number)[] = [];
  let parent = rootNode(type.schema);
  let node = parent;
  for (const [position, part] of parts.entries()) {
    parent = node;
    const types = typesOf(node);
    if (position > 0 && types.includes('array') && !types.includes('object')) {
      if (part !== '-' && !/^(0|[1-9]\d*)$/.test(part)) return { problem: notAnItem(shownPath, part) };
      path.push(part);
      shownPath.push(part === '-' ? part : Number(part));
      schemaPath.push(0);
      node = itemNode(node);
      continue;
    }
    if (position > 0 && types.length > 0 && !types.includes('object')) {
      const trouble = `has nothing inside; the path goes on with ${JSON.stringify(part)}`;
      return { problem: patchProblem(shownPath, `${formatPath(shownPath)} ${trouble}`) };
    }
    const name = position === 0 ? findProperty(type, part)?.name : nestedName(node, part);
    if (name === undefined) return { problem: noSuchProperty(shownPath, part, node) };
    path.push(name);
    shownPath.push(name);
    schemaPath.push(name);
    node = propertyNode(node, name) ?? freeKeyNode(node);
  }
  return { problem: undefined, path, shownPath, schemaPath, parent };
}

function nestedName(node: SchemaNode, part: string): string | undefined {
  return hasFreeKeys(node) ? part : matchName(part, propertyNames(node));
}

function notAnItem(path: Problem['path'], part: string): Problem {
  const message = `${formatPath(path)} is a list; ${JSON.stringify(part)} is no place in it`;
  return patchProblem(path, message, 'use the number of an item, or - for the end');
}

function noSuchProperty(path: Problem['path'], part: string, node: SchemaNode): Problem {
  const problem = unknownProperty(path, part, propertyNames(node));
  return path.length === 0 && part === 'properties'
    ? { ...problem, help: 'paths begin at the properties: "/Name", not "/properties/Name"' }
    : problem;
}

export function patchProblem(path: Problem['path'], message: string, help?: string): Problem {
  return { path, code: 'resource/patch', message, ...(help === undefined ? {} : { help }) };
}

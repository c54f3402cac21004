import { jsonEquals } from '../base/json.ts';
import { formatPointer } from '../base/json-pointer.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { isKnown, isOmit } from '../values/reading.ts';
import { Composite, isMarked, isValueList, isValueMap, Secret, type Value, type ValueMap } from '../values/value.ts';
import { readOnlyProperty } from './check-model.ts';
import { parseMarkedJson } from './marked-json.ts';
import { exampleHelp, patchProblem, resolvePath, type Target } from './patch-path.ts';
import { plainModel } from './plain-model.ts';
import { formatPath, type Problem } from './problem.ts';
import type { PropertyPath, ResourceType } from './resource-type.ts';
import { missingProperty, schemaProblems } from './schema-problems.ts';
import { validateBySchema } from './schema-validator.ts';
import { writeProperty } from './write-value.ts';

const operationNames = ['add', 'remove', 'replace', 'move', 'copy', 'test'] as const;
export type OperationName = (typeof operationNames)[number];

/** One operation as it is sent: pointers in the schema's spelling, values of its types, marks kept. */
export interface PatchOperation {
  readonly op: OperationName;
  readonly path: string;
  /** Of `move` and `copy`. */
  readonly from?: string;
  /** Of `add`, `replace` and `test`. */
  readonly value?: Value;
}

export interface CheckedPatch {
  /** Undefined where the whole document is not known yet. */
  readonly operations: readonly PatchOperation[] | undefined;
  readonly problems: readonly Problem[];
}

/**
 * A patch document, as a list or as its JSON text, in the type's own terms. `add` and `replace` of a null or omitted value are left
 * out: they are how a template says that it has nothing to say. Read-only, create-only and unknown properties, values of wrong types
 * and outside of limits are problems.
 */
export function checkPatch(type: ResourceType, document: Value): CheckedPatch {
  const list = readDocument(document);
  if (list === 'unknown') return { operations: undefined, problems: [] };
  if (list === undefined) {
    return {
      operations: [],
      problems: [patchProblem([], 'the patch document is not a list of operations', exampleHelp)],
    };
  }
  const operations: PatchOperation[] = [];
  const problems: Problem[] = [];
  for (const [index, entry] of list.entries()) {
    const checked = checkOperation(type, entry, index);
    problems.push(...checked.problems);
    if (checked.operation !== undefined) operations.push(checked.operation);
  }
  return { operations, problems };
}

function readDocument(document: Value): readonly Value[] | 'unknown' | undefined {
  if (isMarked(document)) {
    if (document.kind === 'unknown') return 'unknown';
    if (document.kind === 'sql-list') return document.items;
    if (document instanceof Secret && isPlainList(document.value)) {
      return document.value.map((item) => document.with(item));
    }
    if (document instanceof Composite || document instanceof Secret) {
      const parsed = parseMarkedJson(document);
      if (parsed instanceof Secret) {
        return isPlainList(parsed.value) ? parsed.value.map((item) => parsed.with(item)) : undefined;
      }
      // Marks between the values of a text: what it says is known only with them.
      return parsed === undefined && document instanceof Composite ? 'unknown' : listOf(parsed);
    }
    return undefined;
  }
  return listOf(typeof document === 'string' ? parseMarkedJson(document) : document);
}

function listOf(value: Value | undefined): readonly Value[] | undefined {
  return value !== undefined && isValueList(value) ? value : undefined;
}

function isPlainList(value: Secret['value']): value is readonly Secret['value'][] {
  return Array.isArray(value);
}

interface CheckedOperation {
  readonly operation: PatchOperation | undefined;
  readonly problems: readonly Problem[];
}

function checkOperation(type: ResourceType, entry: Value, index: number): CheckedOperation {
  const refuse = (...problems: readonly Problem[]): CheckedOperation => ({ operation: undefined, problems });
  const map = membersOf(entry);
  if (map === undefined)
    return refuse(patchProblem([], `operation ${index + 1} of the patch is not a map`, exampleHelp));

  const { op, path, from, value } = map;
  if (op === undefined) return refuse(patchProblem([], `operation ${index + 1} of the patch has no op`, exampleHelp));
  const name = operationNames.find((operation) => operation === op);
  if (name === undefined) {
    const shown = typeof op === 'string' ? JSON.stringify(op) : 'not a text';
    const help = typeof op === 'string' ? didYouMean(op, operationNames) : undefined;
    return refuse(
      patchProblem(
        [],
        `operation ${index + 1} of the patch: the op is ${shown}`,
        help ?? 'the operations are ' + operationNames.join(', '),
      ),
    );
  }

  // A path that is not known yet is believed.
  if ([path, from].some((pointer) => pointer !== undefined && !isKnown(pointer))) return refuse();
  const target = resolvePath(type, path, `the path of operation ${index + 1} of the patch`);
  if (target.problem !== undefined) return refuse(target.problem);
  const problems: Problem[] = [];
  if (name !== 'test') problems.push(...immutable(type, target));
  if (name === 'replace' || name === 'remove') problems.push(...notAdded(type, target, name));
  if (name === 'add' || name === 'replace') problems.push(...fixedInside(type, target));
  if (name === 'remove' && isRequired(type, target))
    problems.push(missingProperty(target.shownPath, '; it cannot be removed'));
  const operation = { op: name, path: formatPointer(target.path) } as const;

  switch (name) {
    case 'remove':
      return { operation, problems };
    case 'move':
    case 'copy': {
      const origin = resolvePath(type, from, `the from of operation ${index + 1} of the patch`);
      if (origin.problem !== undefined) return refuse(...problems, origin.problem);
      if (name === 'move') problems.push(...immutable(type, origin));
      return { operation: { ...operation, from: formatPointer(origin.path) }, problems };
    }
    case 'add':
    case 'replace':
    case 'test': {
      if (value === undefined) {
        return refuse(...problems, patchProblem(target.shownPath, `${name} ${operation.path} has no value`));
      }
      if (value === null) return name === 'test' ? { operation: { ...operation, value }, problems } : refuse();
      if (isOmit(value)) return refuse();
      const written = writeProperty(type, target.schemaPath, value);
      problems.push(...written.problems.map((problem) => atTarget(problem, target)));
      if (written.value === undefined) return refuse();
      if (!problems.some(({ severity }) => severity === undefined) && name !== 'test')
        problems.push(...limitProblems(type, target, written.value));
      return { operation: { ...operation, value: written.value }, problems };
    }
  }
}

/** The members of an operation; of a secret one too, each a secret but for `op`. */
function membersOf(entry: Value): ValueMap | undefined {
  if (entry instanceof Secret) {
    const inner = entry.value;
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return undefined;
    return Object.fromEntries(
      Object.entries(inner).map(([key, value]) => [key, key === 'op' || value === null ? value : entry.with(value)]),
    );
  }
  return isValueMap(entry) ? entry : undefined;
}

/** A property that this path changes, or is inside of, and that no update may change. */
function immutable(type: ResourceType, { path, shownPath }: Target): readonly Problem[] {
  const isAtOrIn = (immutablePath: PropertyPath): boolean =>
    immutablePath.length <= path.length && immutablePath.every((part, index) => part === '*' || part === path[index]);
  const readOnly = type.readOnly.find(isAtOrIn);
  if (readOnly !== undefined) return [readOnlyProperty(shownPath, 'changed')];
  if (!type.createOnly.some(isAtOrIn)) return [];
  return [
    {
      path: shownPath,
      code: 'resource/create-only',
      message: `${formatPath(shownPath)} cannot change after creation`,
      help: 'leave it out of the patch; to change it the resource has to be replaced',
    },
  ];
}

/** Reads do not return write-only properties, so that Cloud Control has nothing to replace or remove. */
function notAdded(type: ResourceType, { path, shownPath }: Target, operation: OperationName): readonly Problem[] {
  const isHidden = type.writeOnly.some(
    (hidden) => hidden.length <= path.length && hidden.every((part, index) => part === '*' || part === path[index]),
  );
  return isHidden
    ? [patchProblem(shownPath, `${formatPath(shownPath)} is write-only and cannot take ${operation}`, 'use add')]
    : [];
}

/** Create-only properties inside of what an operation writes whole: the update is refused unless they stay as they are. */
function fixedInside(type: ResourceType, { path, shownPath }: Target): readonly Problem[] {
  return type.createOnly
    .filter(
      (fixed) =>
        fixed.length > path.length && path.every((part, index) => fixed[index] === '*' || fixed[index] === part),
    )
    .filter((fixed) => !type.readOnly.some((readOnly) => jsonEquals(readOnly, fixed)))
    .map((fixed) => ({
      path: shownPath,
      code: 'resource/create-only' as const,
      severity: 'warning' as const,
      message: `${formatPath(shownPath)} is written whole, and ${formatPath(fixed)} in it cannot change after creation`,
      help: 'give it the value that it has, or change single properties inside',
    }));
}

function isRequired(type: ResourceType, target: Target): boolean {
  const name = target.path.at(-1);
  if (name === undefined) return false;
  if (target.path.length === 1) return type.required.includes(name);
  // Requirements inside alternatives depend on which one is meant.
  const [own] = target.parent.forms;
  return target.parent.forms.some((form) => {
    const isPlain = form === own || own?.['$ref'] !== undefined;
    const required = form['required'];
    return isPlain && Array.isArray(required) && required.includes(name);
  });
}

/**
 * The schema's limits on the value alone: what stands around it is not in the patch, and of the lists on the way only this one item
 * is.
 */
function limitProblems(type: ResourceType, target: Target, value: Value): readonly Problem[] {
  let model: Value = value;
  for (const part of [...target.schemaPath].reverse()) {
    model = typeof part === 'number' ? [model] : Object.fromEntries([[part, model]]);
  }
  const plain = plainModel(isValueMap(model) ? model : {});
  return schemaProblems(type, plain, validateBySchema(type, plain.json, { unknown: plain.unknown, isPart: true }))
    .filter((problem) => target.schemaPath.every((part, index) => problem.path[index] === part))
    .map((problem) => atTarget(problem, target));
}

/** A problem of the value told at the place that the operation names: item 7 of a list, and not the only one that was looked at. */
function atTarget(problem: Problem, target: Target): Problem {
  return {
    ...problem,
    path: [...target.shownPath, ...problem.path.slice(target.schemaPath.length)],
    message: problem.message.replace(formatPath(target.schemaPath), () => formatPath(target.shownPath)),
  };
}

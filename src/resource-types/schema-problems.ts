import type { Json } from '../base/json.ts';
import { parsePointer } from '../base/json-pointer.ts';
import type { SchemaError } from '../base/schema-errors.ts';
import { count, enumerate } from '../base/text.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { mask } from '../values/reading.ts';
import { isInside, holdsAny, type PlainModel } from './plain-model.ts';
import { formatPath, type Problem } from './problem.ts';
import type { JsonType, ResourceType } from './resource-type.ts';
import { hasFreeKeys, nodeAt, propertyNames, rootNode } from './schema-node.ts';
import { describeTypes, showValue } from './show-value.ts';
import { unknownProperty } from './property-problems.ts';
import { isSecretPath } from './secret-path.ts';

type Path = readonly (string | number)[];

/** Keywords that look at the values inside of what they judge, so that an unknown inside leaves them undecided. */
const lookingInside: ReadonlySet<string> = new Set([
  'oneOf',
  'anyOf',
  'not',
  'if',
  'const',
  'enum',
  'contains',
  'uniqueItems',
]);

/** The validator's errors as problems, without those that an unknown value causes or could undo. */
export function schemaProblems(
  type: ResourceType,
  model: PlainModel,
  errors: readonly SchemaError[],
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { error, branches } of joinBranches(errors)) {
    if (isInside(error.instancePath, model.unknown)) continue;
    if (lookingInside.has(error.keyword) && holdsAny(error.instancePath, model.unknown)) continue;
    problems.push(problemOf(type, model, error, branches));
  }
  return distinct(problems);
}

interface JoinedError {
  readonly error: SchemaError;
  /** Of `oneOf` and `anyOf`: why each branch did not fit. */
  readonly branches: readonly SchemaError[];
}

/** The validator tells the errors of the branches right before that of the combinator: only the latter is one. */
function joinBranches(errors: readonly SchemaError[]): readonly JoinedError[] {
  const joined: JoinedError[] = [];
  for (const error of errors) {
    // Nothing is to be done about a branch that was chosen: its own errors follow.
    if (error.keyword === 'if') continue;
    const branches: SchemaError[] = [];
    if (error.keyword === 'oneOf' || error.keyword === 'anyOf') {
      for (let last = joined.at(-1); last !== undefined; last = joined.at(-1)) {
        if (!isInside(last.error.instancePath, [error.instancePath])) break;
        joined.pop();
        branches.unshift(last.error, ...last.branches);
      }
    }
    joined.push({ error, branches });
  }
  return joined;
}

function problemOf(
  type: ResourceType,
  model: PlainModel,
  error: SchemaError,
  branches: readonly SchemaError[],
): Problem {
  const path = pathOf(model.json, error.instancePath);
  const name = path.length === 0 ? type.typeName : formatPath(path);
  const value = error.data;
  const isSecret =
    isInside(error.instancePath, model.secret) ||
    holdsAny(error.instancePath, model.secret) ||
    isSecretPath(type, path);
  const shown = showValue(value, isSecret);
  const limit = (word: string): number | string => {
    const given: unknown = error.params[word];
    return typeof given === 'number' ? given : String(given);
  };
  const outOfRange = (message: string): Problem => ({ path, code: 'resource/out-of-range', message });
  const notAllowed = (message: string, help?: string): Problem => ({
    path,
    code: 'resource/not-allowed',
    message,
    ...(help === undefined ? {} : { help }),
  });

  switch (error.keyword) {
    case 'required':
    case 'dependencies':
    case 'dependentRequired': {
      const missing = String(limit('missingProperty'));
      const where = error.keyword === 'required' ? '' : `, because ${String(limit('property'))} is given`;
      return missingProperty([...path, missing], where);
    }
    case 'additionalProperties': {
      const key = String(limit('additionalProperty'));
      const node = nodeAt(rootNode(type.schema), path);
      if (node !== undefined && hasFreeKeys(node)) {
        return notAllowed(`${name} has the key ${isSecret ? mask : JSON.stringify(key)}, which it does not allow`);
      }
      return unknownProperty(path, isSecret ? mask : key, node === undefined ? [] : propertyNames(node));
    }
    case 'type': {
      const given = (error.params as { readonly type: JsonType | readonly JsonType[] }).type;
      const types = typeof given === 'string' ? [given] : given;
      return { path, code: 'resource/wrong-type', message: `${name} is ${shown}; it must be ${describeTypes(types)}` };
    }
    case 'minimum':
      return outOfRange(`${name} is ${shown}; it must be at least ${limit('limit')}`);
    case 'maximum':
      return outOfRange(`${name} is ${shown}; it must be at most ${limit('limit')}`);
    case 'exclusiveMinimum':
      return outOfRange(`${name} is ${shown}; it must be more than ${limit('limit')}`);
    case 'exclusiveMaximum':
      return outOfRange(`${name} is ${shown}; it must be less than ${limit('limit')}`);
    case 'multipleOf':
      return outOfRange(`${name} is ${shown}; it must be a multiple of ${limit('multipleOf')}`);
    case 'minLength':
    case 'maxLength':
      return outOfRange(sizeMessage(name, characters(value), 'character', error.keyword, Number(limit('limit'))));
    case 'minItems':
    case 'maxItems':
      return outOfRange(sizeMessage(name, sizeOf(value), 'item', error.keyword, Number(limit('limit'))));
    case 'minProperties':
    case 'maxProperties':
      return outOfRange(sizeMessage(name, sizeOf(value), 'key', error.keyword, Number(limit('limit'))));
    case 'uniqueItems':
      return notAllowed(`${name} has the same item twice`);
    case 'enum': {
      const allowed = (error.params as { readonly allowedValues: readonly Json[] }).allowedValues;
      const words = allowed.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
      const help = typeof value === 'string' && !isSecret ? didYouMean(value, words) : undefined;
      return notAllowed(`${name} is ${shown}; it must be ${enumerate(words, 'or')}`, help);
    }
    case 'const': {
      const allowed = (error.params as { readonly allowedValue: Json }).allowedValue;
      return notAllowed(`${name} is ${shown}; it must be ${showValue(allowed, false)}`);
    }
    case 'pattern':
      return notAllowed(`${name} is ${shown}; it must match ${String(limit('pattern'))}`);
    case 'oneOf':
    case 'anyOf':
      return alternatives(path, name, error, branches) ?? notAllowed(`${name} has none of the forms that it may have`);
    default:
      return notAllowed(`${name} is ${shown}; its schema does not allow that (${error.keyword})`);
  }
}

/** A combinator whose branches each only miss a property, or that more than one branch fits. */
function alternatives(
  path: Path,
  name: string,
  error: SchemaError,
  branches: readonly SchemaError[],
): Problem | undefined {
  const missing = branches.map((branch) =>
    branch.keyword === 'required' && branch.instancePath === error.instancePath
      ? (branch.params as { readonly missingProperty: string }).missingProperty
      : undefined,
  );
  const names = missing.filter((property) => property !== undefined);
  if (names.length > 0 && names.length === missing.length) {
    return {
      path,
      code: 'resource/missing-property',
      message: `${name} needs ${enumerate([...new Set(names)], 'or')}`,
    };
  }
  const passing = (error.params as { readonly passingSchemas?: readonly number[] | null }).passingSchemas;
  if (error.keyword === 'oneOf' && Array.isArray(passing)) {
    return { path, code: 'resource/not-allowed', message: `${name} mixes forms of which it may have only one` };
  }
  return undefined;
}

export function missingProperty(path: Path, because = ''): Problem {
  return { path, code: 'resource/missing-property', message: `${formatPath(path)} must be given${because}` };
}

function sizeMessage(name: string, size: number, unit: string, keyword: string, limit: number): string {
  const given = size === 0 ? 'is empty' : `has ${count(size, unit)}`;
  return `${name} ${given}; it must have at ${keyword.startsWith('min') ? 'least' : 'most'} ${count(limit, unit)}`;
}

/** Characters as the validator counts them: code points. */
function characters(value: Json): number {
  return typeof value === 'string' ? Array.from(value).length : 0;
}

function sizeOf(value: Json): number {
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

/** The pointer as a path, with numbers where the model has lists. */
function pathOf(json: Json, pointer: string): Path {
  let value: Json | undefined = json;
  return parsePointer(pointer).map((part) => {
    const isIndex = Array.isArray(value);
    // Every pointer of an error leads through the model it was found in.
    value = (value as Readonly<Record<string, Json>> | undefined)?.[part];
    return isIndex ? Number(part) : part;
  });
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify([problem.path, problem.message]), problem])).values()];
}

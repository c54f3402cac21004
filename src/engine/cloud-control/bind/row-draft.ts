import { mistake, type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Location } from '../../../diagnostics/source.ts';
import type { Computed, Literal } from '../../../query/statement.ts';
import { withoutParts, type Flaw } from '../../../resource-types/judge-model.ts';
import { parseMarkedJson } from '../../../resource-types/marked-json.ts';
import type { Problem } from '../../../resource-types/problem.ts';
import { nodeAt, rootNode, typesOf } from '../../../resource-types/schema-node.ts';
import type { ResourceType } from '../../../resource-types/resource-type.ts';
import { writeProperty } from '../../../resource-types/write-value.ts';
import { isKnown, isOmit } from '../../../values/reading.ts';
import { isMarked, isValueMap, Secret, Unknown, type Value, type ValueMap } from '../../../values/value.ts';
import type { InsertTarget, RequestParameter } from './insert-targets.ts';
import { placeInside } from '../../place-inside.ts';
import { problemAt } from '../../problem-at.ts';
import { emptyProblem, parameterProblem } from './request-parameter.ts';

/** A row of an INSERT while its cells are put where they belong. */
export class RowDraft {
  readonly type: ResourceType;
  readonly diagnostics: Diagnostic[] = [];
  /** Where each property was said. */
  readonly places = new Map<string, Location>();
  /** The cells that carried properties, and which part of the model each of them is. */
  readonly cells: { readonly path: readonly string[]; readonly at: Location }[] = [];
  /** What could not be written, or has a name that the type does not know. */
  readonly flaws: Flaw[] = [];
  readonly requests = new Map<RequestParameter, Value>();
  region: Value | undefined;
  desiredState: ValueMap = {};
  /** The whole model has yet to be worked out. */
  isUnknown = false;
  readonly #meant: (readonly string[])[] = [];

  constructor(type: ResourceType) {
    this.type = type;
  }

  put(target: InsertTarget, cell: Literal | Computed): void {
    const value = cell.kind === 'literal' ? cell.value : new Unknown('computed');
    switch (target.kind) {
      case 'region':
        this.#judge('region', value, cell.at);
        this.region = value;
        return;
      case 'request':
        this.#judge(target.parameter, value, cell.at);
        this.requests.set(target.parameter, value);
        return;
      case 'property':
        this.#putProperty(target.path, value, cell);
        return;
      case 'model':
        this.#putModel(value, cell.at);
        return;
      case 'nothing':
        this.#leaveOut(target);
        return;
      case 'type':
    }
  }

  /** What was most likely meant is given, though nobody knows with which value. */
  #leaveOut({ path = [], meant }: Extract<InsertTarget, { kind: 'nothing' }>): void {
    if (meant === undefined) {
      if (path.length > 0) this.flaws.push({ path, isUnknownName: true });
      return;
    }
    this.#meant.push([...path.slice(0, -1), meant]);
  }

  /** The model as far as it could be written; what a misspelt column most likely means is unknown in it. */
  get readModel(): ValueMap {
    return withoutParts(
      this.desiredState,
      this.#meant.filter((path) => !isThere(this.desiredState, path)),
    );
  }

  #tell(problems: readonly Problem[], at: Location): void {
    for (const problem of problems) {
      this.diagnostics.push(problemAt(problem, placeInside(problem, this.cells, at)));
      const isUnknownName = problem.code === 'resource/unknown-column';
      this.flaws.push({ path: problem.path, isUnknownName: isUnknownName && problem.help === undefined });
    }
  }

  #judge(name: string, value: Value, at: Location): void {
    const problem = parameterProblem(name, value, at);
    if (problem !== undefined) this.diagnostics.push(problem);
  }

  #putProperty(path: readonly [string, ...string[]], value: Value, cell: Literal | Computed): void {
    const [name] = path;
    if (!this.places.has(name)) this.places.set(name, cell.at);
    const isText = cell.kind === 'literal' && cell.wrapper === 'string';
    const isTruth = cell.kind === 'literal' && cell.form === 'computed' && isBoolean(this.type, path);
    const given = isTruth ? truthOf(value) : value;
    const written = writeProperty(this.type, path, given, isText ? 'keep-text' : 'as-typed');
    this.cells.push({ path, at: cell.at });
    this.#tell(written.problems, cell.at);
    if (written.value !== undefined && !isOmit(written.value)) {
      this.desiredState = withValue(this.desiredState, path, written.value);
    }
  }

  #putModel(value: Value, at: Location): void {
    const empty = emptyProblem('DesiredState', value, at);
    const model = empty === undefined ? mapOf(value) : undefined;
    if (empty !== undefined) this.diagnostics.push(empty);
    else if (model === undefined) {
      this.diagnostics.push(mistake('resource/wrong-type', 'DesiredState is not a JSON object', { at }));
    }
    if (model === undefined || model === 'unknown') {
      this.isUnknown = true;
      return;
    }
    const { value: written, problems } = writeProperty(this.type, [], model);
    this.cells.push({ path: [], at });
    this.#tell(problems, at);
    if (written !== undefined && isValueMap(written)) this.desiredState = written;
    for (const name of Object.keys(this.desiredState)) this.places.set(name, at);
  }
}

/** The map that a value is, or that its text says; undefined where it is none. */
function mapOf(value: Value): ValueMap | 'unknown' | undefined {
  if (value instanceof Unknown) return 'unknown';
  const isText =
    typeof value === 'string' || (isMarked(value) && (value.kind === 'composite' || value.kind === 'secret'));
  const parsed = isText ? parseMarkedJson(value) : value;
  if (parsed instanceof Secret) {
    const { value: inner } = parsed;
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return undefined;
    return Object.fromEntries(Object.entries(inner).map(([name, item]) => [name, parsed.with(item)]));
  }
  if (parsed === undefined) return isKnown(value) ? undefined : 'unknown';
  return isValueMap(parsed) ? parsed : undefined;
}

function isThere(model: Value, [name, ...rest]: readonly string[]): boolean {
  if (name === undefined) return true;
  return isValueMap(model) && Object.hasOwn(model, name) && isThere(model[name] ?? null, rest);
}

function isBoolean(type: ResourceType, path: readonly string[]): boolean {
  const node = nodeAt(rootNode(type.schema), path);
  return node !== undefined && typesOf(node).join() === 'boolean';
}

/** SQLite's 1 and 0 are what it has of true and false. */
function truthOf(value: Value): Value {
  const plain = value instanceof Secret ? value.value : value;
  if (plain !== 1 && plain !== 0) return value;
  return value instanceof Secret ? value.with(plain === 1) : plain === 1;
}

function withValue(map: ValueMap, path: readonly [string, ...string[]], value: Value): ValueMap {
  const [name, second, ...rest] = path;
  const inner = Object.hasOwn(map, name) ? map[name] : undefined;
  const entry =
    second === undefined
      ? value
      : withValue(inner !== undefined && isValueMap(inner) ? inner : {}, [second, ...rest], value);
  if (!Object.hasOwn(map, name)) return { ...map, [name]: entry };
  return Object.fromEntries([...Object.entries(map).filter(([key]) => key !== name), [name, entry]]);
}

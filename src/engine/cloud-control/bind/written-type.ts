import { mistake, type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Computed, Literal, ResourceName } from '../../../query/statement.ts';
import type { HandlerName, ResourceType } from '../../../resource-types/resource-type.ts';
import { isKnown } from '../../../values/reading.ts';
import { findSpecialTable } from '../special-tables/index.ts';
import { resource } from '../special-tables/resource.ts';
import { resources } from '../special-tables/resources.ts';
import { typeNameParameter } from '../special-tables/request-options.ts';
import type { SpecialTable } from '../special-tables/special-table.ts';
import { cellValues } from './bind-target.ts';
import type { BindContext } from './bound.ts';
import { specialParameterProblem } from './bind-special-parameters.ts';
import { findType, missingHandler } from './find-type.ts';
import { parameterText } from './request-parameter.ts';
import type { WrittenType } from './shared-meanings.ts';

type WriteVerb = 'INSERT' | 'UPDATE' | 'DELETE';

const handlerOf: Readonly<Record<WriteVerb, HandlerName>> = { INSERT: 'create', UPDATE: 'update', DELETE: 'delete' };
const advice: Readonly<Record<WriteVerb, string>> = { INSERT: 'insert into', UPDATE: 'update', DELETE: 'delete from' };

/** The type behind the name in a write, or behind its TypeName, which is undefined where the statement says none. */
export function findWrittenType(
  verb: WriteVerb,
  name: ResourceName,
  typeNames: readonly (Literal | Computed)[] | undefined,
  context: BindContext,
): WrittenType {
  const known = context.shared?.writtenTypes.get(name);
  if (known !== undefined) return known;
  const found = lookFor(verb, name, typeNames, context);
  // TypeName is a value, and another statement has another.
  if (!found.isGeneric) context.shared?.writtenTypes.set(name, found);
  return found;
}

function lookFor(
  verb: WriteVerb,
  name: ResourceName,
  typeNames: readonly (Literal | Computed)[] | undefined,
  context: BindContext,
): WrittenType {
  const special = findSpecialTable(name.parts);
  if (special === resources) return genericType(verb, name, typeNames, context);
  if (special !== undefined) {
    return { type: undefined, isGeneric: false, diagnostics: [specialRefusal(special, name, verb)] };
  }
  const { type, listOnly, isTags, diagnostics } = findType(context.registry, name);
  if (type === undefined) return { type, isGeneric: false, diagnostics };
  if (listOnly || isTags) {
    const help = `${advice[verb]} ${type.statementName}`;
    const refused = mistake('resource/unsupported-action', `${name.text} can only be read`, { at: name.at, help });
    return { type: verb === 'INSERT' ? undefined : type, isGeneric: false, diagnostics: [...diagnostics, refused] };
  }
  return { type, isGeneric: false, diagnostics: [...diagnostics, ...handlerProblems(verb, type, name)] };
}

function handlerProblems(verb: WriteVerb, type: ResourceType, name: ResourceName): readonly Diagnostic[] {
  return missingHandler(type, handlerOf[verb], name, verb === 'UPDATE' ? 'changes need a new resource' : undefined);
}

function specialRefusal(special: SpecialTable, name: ResourceName, verb: WriteVerb): Diagnostic {
  const isDeletable = special.methods.some((method) => method.verb === 'DELETE');
  const message = `${special.name} can only be read${isDeletable ? ' and deleted from' : ''}`;
  const help = special === resource ? { help: `${advice[verb]} ${resources.name}` } : {};
  return mistake('resource/unsupported-action', message, { at: name.at, ...help });
}

function genericType(
  verb: WriteVerb,
  name: ResourceName,
  typeNames: readonly (Literal | Computed)[] | undefined,
  { registry }: BindContext,
): WrittenType {
  const nothing = (...diagnostics: readonly Diagnostic[]): WrittenType => ({
    type: undefined,
    isGeneric: true,
    diagnostics,
  });
  if (typeNames === undefined) {
    const place = verb === 'INSERT' ? 'add the column TypeName' : "add TypeName = '…' to WHERE";
    return nothing(mistake('resource/parameter', `The ${verb} has no TypeName`, { at: name.at, help: place }));
  }
  let type: ResourceType | undefined;
  for (const cell of typeNames) {
    for (const value of cellValues(cell)) {
      const problem = specialParameterProblem(typeNameParameter, value, cell.at);
      if (problem !== undefined) return nothing(problem);
      if (!isKnown(value)) return nothing();
      const text = parameterText(value);
      const found = registry.find(text);
      if (found === undefined) {
        const help = `stack-deploy schema pull ${text} fetches what AWS knows of it`;
        return nothing(mistake('resource/unknown', `There is no resource type "${text}"`, { at: cell.at, help }));
      }
      if (type !== undefined && type.typeName !== found.typeName) {
        return nothing(mistake('resource/parameter', 'One statement writes resources of one type', { at: cell.at }));
      }
      type = found;
    }
  }
  return type === undefined ? nothing() : { type, isGeneric: true, diagnostics: handlerProblems(verb, type, name) };
}

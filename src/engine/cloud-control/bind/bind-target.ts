import { mistake, type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Computed, Identifier, Literal, Predicate, ResourceName } from '../../../query/statement.ts';
import { globalRegion } from '../../../resource-types/global-services.ts';
import type { ResourceType } from '../../../resource-types/resource-type.ts';
import { Unknown, type Value } from '../../../values/value.ts';
import type { RequestParameters, WriteTarget } from '../../operation.ts';
import { noRegion } from './parameter-sources.ts';
import type { BindContext } from './bound.ts';
import { valuesIn } from './constants.ts';
import { identifierProblem, parameterProblem } from './request-parameter.ts';

/** What the conditions of an UPDATE or DELETE, and SET, say. */
export interface BoundTarget {
  readonly target: WriteTarget;
  readonly parameters: RequestParameters;
  /** The cell after `SET PatchDocument =`, where it is given. */
  readonly patch: Literal | Computed | undefined;
  readonly diagnostics: Diagnostic[];
}

interface Given {
  readonly name: Identifier;
  readonly values: readonly (Literal | Computed)[];
}

/**
 * Reads the conditions of an UPDATE or DELETE, and what SET says: there is nothing but request parameters, since every other condition
 * would have to be asked of the cloud first.
 */
export function bindTarget(
  verb: 'UPDATE' | 'DELETE',
  name: ResourceName,
  type: ResourceType,
  where: readonly Predicate[],
  set: readonly Given[],
  context: BindContext,
): BoundTarget {
  const { given, diagnostics } = readGiven(verb, type, where, set);
  // A condition on another property was meant to name the resource; that is told where it stands.
  if (!given.has('Identifier') && diagnostics.every(({ code }) => code !== 'sql/unsupported')) {
    diagnostics.push(
      mistake('resource/identifier', `The ${verb} has no Identifier`, {
        at: name.at,
        help: "add Identifier = '…' to WHERE",
      }),
    );
  }
  const region = given.get('region');
  const fallback = context.defaultRegion ?? globalRegion(type);
  if (region === undefined && fallback === undefined) diagnostics.push(noRegion(name.at));
  return {
    target: {
      regions: region?.values.flatMap(cellValues) ?? (fallback === undefined ? [] : [fallback]),
      identifiers: given.get('Identifier')?.values.flatMap(cellValues) ?? [],
    },
    parameters: {
      clientToken: oneValue(given.get('ClientToken')),
      roleArn: oneValue(given.get('RoleArn')),
      typeVersionId: oneValue(given.get('TypeVersionId')),
    },
    patch: given.get('PatchDocument')?.values[0],
    diagnostics,
  };
}

function readGiven(
  verb: 'UPDATE' | 'DELETE',
  type: ResourceType,
  where: readonly Predicate[],
  set: readonly Given[],
): { readonly given: ReadonlyMap<string, Given>; readonly diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const given = new Map<string, Given>();
  const allowed = ['region', 'Identifier', 'ClientToken', 'RoleArn', 'TypeVersionId'];
  if (verb === 'UPDATE') allowed.push('PatchDocument');
  const predicates = where.map((predicate) => ({ name: predicate.column, values: predicate.values }));
  for (const entry of [...set, ...predicates]) {
    const parameter = allowed.find((candidate) => candidate.toLowerCase() === entry.name.name.toLowerCase());
    const earlier = parameter === undefined ? undefined : given.get(parameter);
    if (parameter === undefined) {
      diagnostics.push(notAParameter(verb, type, entry.name, set.includes(entry)));
    } else if (earlier !== undefined) {
      const related = [{ message: 'here too', at: earlier.name.at }];
      const message = `"${entry.name.name}" is given twice`;
      diagnostics.push(mistake('sql/duplicate-column', message, { at: entry.name.at, related }));
    } else {
      given.set(parameter, entry);
      diagnostics.push(...valueProblems(type, parameter, entry));
    }
  }
  return { given, diagnostics };
}

function valueProblems(type: ResourceType, parameter: string, { name, values }: Given): readonly Diagnostic[] {
  // The patch document is judged as a whole.
  if (parameter === 'PatchDocument') return [];
  const problems = values.flatMap((cell) =>
    cellValues(cell).map((value) =>
      parameter === 'Identifier'
        ? identifierProblem(type, value, cell.at)
        : parameterProblem(parameter, value, cell.at),
    ),
  );
  const isMany = parameter !== 'region' && parameter !== 'Identifier' && values.length !== 1;
  const many = isMany
    ? mistake('resource/parameter', `${parameter} has more than one value`, { at: name.at })
    : undefined;
  return [...problems, many].filter((problem) => problem !== undefined);
}

/** The values of a literal, of which a list outside quotes has several. */
export function cellValues(cell: Literal | Computed): readonly Value[] {
  if (cell.kind === 'computed') return [new Unknown('computed')];
  return valuesIn(cell.value);
}

/** The one value of a parameter; undefined where it is not given. */
function oneValue(given: Given | undefined): Value | undefined {
  const [cell] = given?.values ?? [];
  return cell === undefined ? undefined : cellValues(cell)[0];
}

function notAParameter(verb: 'UPDATE' | 'DELETE', type: ResourceType, column: Identifier, isSet: boolean): Diagnostic {
  if (isSet) {
    return mistake('sql/unsupported', `UPDATE sets PatchDocument only, not "${column.name}"`, {
      at: column.at,
      help: 'say what changes as operations of a patch: generate_patch_document makes them from properties',
    });
  }
  return mistake('sql/unsupported', `${verb} cannot be limited by "${column.name}"`, {
    at: column.at,
    help: `name the resource by region and Identifier alone: ${identifierShape(type)}`,
  });
}

/** `Identifier = '<UserPoolId>|<ClientId>'`. */
function identifierShape(type: ResourceType): string {
  const parts = type.identifier.map((path) => `<${path.join('.')}>`);
  return `Identifier = '${parts.join('|')}'`;
}

import { mistake, type Diagnostic, type Parsed } from '../../../diagnostics/diagnostic.ts';
import type { DeleteStatement, Predicate } from '../../../query/statement.ts';
import type { Value } from '../../../values/value.ts';
import type { CancelOperation } from '../../operation.ts';
import { findSpecialTable } from '../special-tables/index.ts';
import { resourceRequests } from '../special-tables/resource-requests.ts';
import { noRegion } from './parameter-sources.ts';
import { cellValues } from './bind-target.ts';
import type { BindContext } from './bound.ts';
import { parameterProblem } from './request-parameter.ts';

/** Whether a DELETE cancels requests instead of deleting resources. */
export function isCancel(statement: DeleteStatement): boolean {
  return findSpecialTable(statement.resource.parts) === resourceRequests;
}

/** A DELETE of requests as the CancelResourceRequest requests that it means. */
export function bindCancel(statement: DeleteStatement, context: BindContext): Parsed<CancelOperation> {
  const diagnostics: Diagnostic[] = [];
  const { resource } = statement;
  const given = new Map<string, Predicate>();
  for (const predicate of statement.where) {
    const { column } = predicate;
    const parameter = ['region', 'RequestToken'].find((name) => name.toLowerCase() === column.name.toLowerCase());
    const earlier = parameter === undefined ? undefined : given.get(parameter);
    if (parameter === undefined) {
      diagnostics.push(
        mistake('sql/unsupported', `DELETE cannot be limited by "${column.name}"`, {
          at: column.at,
          help: 'name the request by region and RequestToken alone',
        }),
      );
    } else if (earlier !== undefined) {
      const related = [{ message: 'here too', at: earlier.column.at }];
      diagnostics.push(mistake('sql/duplicate-column', `"${column.name}" is given twice`, { at: column.at, related }));
    } else {
      given.set(parameter, predicate);
      for (const cell of predicate.values) {
        for (const value of cellValues(cell)) {
          const problem = parameterProblem(parameter, value, cell.at);
          if (problem !== undefined) diagnostics.push(problem);
        }
      }
    }
  }
  const valuesOf = (parameter: string): readonly Value[] | undefined =>
    given.get(parameter)?.values.flatMap(cellValues);
  const requestTokens = valuesOf('RequestToken');
  if (requestTokens === undefined) {
    diagnostics.push(
      mistake('resource/parameter', 'The DELETE has no RequestToken', {
        at: resource.at,
        help: "add RequestToken = '…' to WHERE",
      }),
    );
  }
  const regions = valuesOf('region');
  const fallback = context.defaultRegion === undefined ? [] : [context.defaultRegion];
  if (regions === undefined && fallback.length === 0) diagnostics.push(noRegion(resource.at));
  const { text, at, returning } = statement;
  const written = { text, at, resource: resource.text, returning, requestTokens: requestTokens ?? [] } as const;
  return { value: { kind: 'cancel', ...written, regions: regions ?? fallback }, diagnostics };
}

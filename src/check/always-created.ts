import { enumerate } from '../base/text.ts';
import { warning, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { missingIdentifierParts } from '../resource-types/derived-identifier.ts';
import type { SurveyedResource } from './prepare-queries.ts';

/** An INSERT of `createorupdate` that names no resource and that nothing looks for: each build may make another one. */
export function alwaysCreated({ resource, queries }: SurveyedResource): readonly Diagnostic[] {
  if (resource.queries.has('exists') || resource.queries.has('statecheck')) return [];
  return queries.flatMap(({ query, prepared }) => {
    if (query.query.anchor !== 'createorupdate' || prepared.kind !== 'prepared') return [];
    return prepared.statements.flatMap(({ operation }) => {
      const row = operation?.kind === 'create' ? operation.resources[0] : undefined;
      if (operation?.kind !== 'create' || row === undefined) return [];
      const { type } = operation;
      const missing = missingIdentifierParts(type, (name) => Object.hasOwn(row.desiredState, name));
      if (missing.length === 0) return [];
      return [
        warning(
          'query/always-created',
          `each build may create another ${type.typeName}: the INSERT does not give its ${enumerate(missing)}, and no query looks for it`,
          { at: query.query.at, help: 'add an exists or statecheck query' },
        ),
      ];
    });
  });
}

import { enumerate } from '../base/text.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SurveyedResource } from './survey.ts';

/** An INSERT of `createorupdate` that does not name its resource finds none to update: each build would make another one. */
export function alwaysCreated({ queries }: SurveyedResource): readonly Diagnostic[] {
  return queries.flatMap(({ query, prepared }) => {
    if (query.query.anchor !== 'createorupdate' || prepared.kind !== 'prepared') return [];
    return prepared.statements.flatMap(({ operation }) => {
      const row = operation?.kind === 'create' ? operation.resources[0] : undefined;
      if (operation?.kind !== 'create' || row === undefined) return [];
      const { typeName, identifier } = operation.type;
      const missing = identifier.map(([name = '']) => name).filter((name) => !Object.hasOwn(row.desiredState, name));
      if (missing.length === 0) return [];
      return [
        mistake(
          'query/always-created',
          `each build would create another ${typeName}: the INSERT does not say its ${enumerate(missing)}`,
          { at: query.query.at, help: 'write exists, create and update instead of createorupdate' },
        ),
      ];
    });
  });
}

import { enumerate } from '../base/text.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { bindInsert } from '../engine/cloud-control/bind/bind-insert.ts';
import type { BindContext } from '../engine/cloud-control/bind/bound.ts';
import type { SurveyedResource } from './survey.ts';

/** An INSERT of `createorupdate` that does not name its resource finds none to update: each build would make another one. */
export function alwaysCreated({ queries }: SurveyedResource, context: BindContext): readonly Diagnostic[] {
  return queries.flatMap(({ query, composed }) => {
    if (query.query.anchor !== 'createorupdate' || composed.kind !== 'composed') return [];
    return composed.statements.flatMap((statement) => {
      const bound = statement.kind === 'insert' ? bindInsert(statement, context).value : undefined;
      const row = bound?.rows[0];
      if (bound === undefined || row === undefined) return [];
      const { typeName, identifier } = bound.type;
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

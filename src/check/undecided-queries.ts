import { warning, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Survey } from './survey.ts';

/**
 * The queries of which nothing could be checked, because a condition or loop in them hangs on what only the build will know. A run
 * need not hear of it: it checks them when their turn comes.
 */
export function undecidedQueries(survey: Survey): readonly Diagnostic[] {
  return survey.resources.flatMap(({ resource, queries }) =>
    queries.flatMap(({ query, prepared }) => {
      if (prepared.kind !== 'undecided') return [];
      const message = `the query ${query.query.anchor} of "${resource.name}" is not checked: it depends on ${prepared.unknown.name}, which only the build will know`;
      return [
        warning('template/undecided', message, { at: prepared.at, help: 'a build checks it before it sends it' }),
      ];
    }),
  );
}

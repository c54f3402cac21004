import { plainText, redact } from '../values/reading.ts';
import type { Statement } from '../query/statement.ts';
import type { Survey } from './prepare-queries.ts';

/**
 * Whether a region for statements that name none changes nothing: every statement of the stack names its region, and some name another
 * one. A query that is not decided yet may still need it.
 */
export function isRegionUnused(survey: Survey, region: string): boolean {
  const queries = survey.resources.flatMap((resource) => resource.queries.map(({ prepared }) => prepared));
  if (queries.some(({ kind }) => kind !== 'prepared')) return false;
  const statements = queries.flatMap((query) =>
    query.kind === 'prepared' ? query.statements.map(({ statement }) => statement) : [],
  );
  return (
    statements.length > 0 &&
    statements.every(namesRegion) &&
    statements.some((statement) => !holdsText(statement, region))
  );
}

function namesRegion({ text }: Statement): boolean {
  return text.some((token) => token.kind === 'code' && /\bregion\b/i.test(token.text));
}

function holdsText({ text }: Statement, wanted: string): boolean {
  return text.some((token) => token.kind === 'literal' && plainText(redact(token.literal.value)) === wanted);
}

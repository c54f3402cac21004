import type { Registry, ResourceType } from '../resource-types/resource-type.ts';
import type { Survey, SurveyedResource } from './survey.ts';

/** The types that the statements of a stack create, change or delete, each once, in the stack's order. */
export function writtenTypes(survey: Survey, registry: Registry): readonly ResourceType[] {
  const types = survey.resources
    .flatMap(({ queries }) => queries.flatMap(writtenNames))
    .map((name) => registry.find(name));
  return [...new Set(types.filter((type) => type !== undefined))];
}

function writtenNames({ prepared }: SurveyedResource['queries'][number]): readonly string[] {
  if (prepared.kind !== 'prepared') return [];
  return prepared.statements.flatMap(({ statement }) =>
    statement.kind === 'insert'
      ? [statement.into.text]
      : statement.kind === 'update' || statement.kind === 'delete'
        ? [statement.resource.text]
        : [],
  );
}

import { statementNames } from '../resource-types/naming/statement-name.ts';
import type { Registry } from '../resource-types/resource-type.ts';
import type { Selectable } from '../stack/select-resources.ts';
import type { Survey, SurveyedResource } from './prepare-queries.ts';
import { namesWritten } from './written-types.ts';

/** The resources of a stack with the types that they stand for: what they write, or, where they write nothing, what they read. */
export function selectableResources(survey: Survey, registry: Registry): readonly Selectable[] {
  return survey.resources.map((surveyed) => {
    const { name } = surveyed.resource;
    return { name, types: typeNamesOf(surveyed, registry).flatMap((typeName) => [typeName, ...spellingsOf(typeName)]) };
  });
}

/** `AWS::SQS::Queue`, each once, in the order of the queries. */
export function typeNamesOf({ queries }: SurveyedResource, registry: Registry): readonly string[] {
  const written = queries.flatMap(namesWritten).flatMap((name) => registry.find(name)?.typeName ?? []);
  if (written.length > 0) return [...new Set(written)];
  const read = queries.flatMap(({ prepared }) =>
    prepared.kind === 'prepared'
      ? prepared.statements.flatMap(({ operation }) =>
          operation?.kind === 'read' ? operation.sources.flatMap(({ type }) => type?.typeName ?? []) : [],
        )
      : [],
  );
  return [...new Set(read)];
}

function spellingsOf(typeName: string): readonly string[] {
  return statementNames(typeName).flatMap((name) => [name, name.replace(/^awscc\./, 'aws.')]);
}

import type { Auth } from '../manifest/auth.ts';
import type { Registry, ResourceType } from '../resource-types/resource-type.ts';
import type { Survey, SurveyedResource } from './prepare-queries.ts';

/** The types that the statements of a stack create, change or delete, each once, in the stack's order. */
export function writtenTypes(survey: Survey, registry: Registry): readonly ResourceType[] {
  const types = survey.resources
    .flatMap(({ queries }) => queries.flatMap(namesWritten))
    .map((name) => registry.find(name));
  return [...new Set(types.filter((type) => type !== undefined))];
}

/** By whom and where the resources of a stack are asked for that create, change or delete each type: one `auth` for each that has such statements. */
export function authsByType(survey: Survey, registry: Registry): ReadonlyMap<ResourceType, readonly Auth[]> {
  const found = new Map<ResourceType, Map<string, Auth>>();
  for (const { auth, queries, isSkipped } of survey.resources) {
    if (isSkipped) continue;
    for (const type of queries.flatMap(namesWritten).map((name) => registry.find(name))) {
      if (type === undefined) continue;
      const auths = found.get(type) ?? new Map<string, Auth>();
      found.set(type, auths.set(JSON.stringify(auth), auth));
    }
  }
  return new Map([...found].map(([type, auths]) => [type, [...auths.values()]]));
}

/** The types that a query creates, changes or deletes, as it names them. */
export function namesWritten({ prepared }: SurveyedResource['queries'][number]): readonly string[] {
  if (prepared.kind !== 'prepared') return [];
  return prepared.statements.flatMap(({ statement }) =>
    statement.kind === 'insert'
      ? [statement.into.text]
      : statement.kind === 'update' || statement.kind === 'delete'
        ? [statement.resource.text]
        : [],
  );
}

import type { Survey, SurveyedResource } from '../../check/prepare-queries.ts';
import { warning, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { CreateOperation } from '../../engine/operation.ts';
import { logicalId } from './logical-ids.ts';
import type { TemplateResource } from './template-reference.ts';

/** The resources that a template can have, in manifest order; what cannot be in one is told. */
export function resourcesInTemplate(
  survey: Survey,
  taken: Set<string>,
  tell: (told: Diagnostic) => void,
): readonly TemplateResource[] {
  const inOrder = [...survey.resources].sort((left, right) => left.resource.position - right.resource.position);
  return inOrder.flatMap((surveyed): readonly TemplateResource[] => {
    const { resource, isSkipped } = surveyed;
    const { kind, at } = resource.manifest;
    if (isSkipped) return [];
    const creates = createsOf(surveyed);
    if (creates.length === 0) {
      const why =
        kind === 'resource' || kind === 'multi'
          ? 'what it is created with is not known before the build'
          : `a ${kind} has no counterpart in a template`;
      tell(warning('input/render', `"${resource.name}" is left out: ${why}`, { at }));
    }
    return creates.flatMap(({ type, resources }) =>
      resources.map((toCreate) => ({ id: logicalId(resource.name, taken), resource, type, toCreate })),
    );
  });
}

function createsOf({ queries }: SurveyedResource): readonly CreateOperation[] {
  return queries.flatMap(({ query, prepared }): readonly CreateOperation[] => {
    const isCreate = /(?:^|:)(?:create|createorupdate)$/.test(query.query.anchor);
    if (!isCreate || prepared.kind !== 'prepared') return [];
    return prepared.statements.flatMap(({ operation }) => (operation?.kind === 'create' ? [operation] : []));
  });
}

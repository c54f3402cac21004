import type { Location } from '../diagnostics/source.ts';
import type { ResourceToCreate } from '../engine/operation.ts';
import type { ResourceType } from '../resource-types/resource-type.ts';
import type { Survey, SurveyedResource } from './prepare-queries.ts';

/** A resource that a stack would make, as far as it is known. */
export interface StackModel {
  /** The resource of the manifest. */
  readonly resource: string;
  readonly type: ResourceType;
  readonly row: ResourceToCreate;
  /** Where the INSERT names the type. */
  readonly into: Location;
}

export interface StackModels {
  readonly models: readonly StackModel[];
  /** False where the stack may make others beside them. */
  readonly isComplete: boolean;
}

/** What a stack would make. */
export function stackModels({ resources }: Survey): StackModels {
  const found = resources.map(modelsOf);
  return { models: found.flatMap((some) => some ?? []), isComplete: !found.includes(undefined) };
}

/** Undefined where it cannot be said what is made. */
function modelsOf({ resource, queries }: SurveyedResource): readonly StackModel[] | undefined {
  const models: StackModel[] = [];
  for (const { query, prepared } of queries) {
    const { anchor } = query.query;
    if (anchor !== 'create' && anchor !== 'createorupdate') continue;
    if (prepared.kind !== 'prepared') return undefined;
    for (const { filled, operation } of prepared.statements) {
      const { model } = filled;
      if (model.kind !== 'insert') continue;
      const isKnown = operation?.kind === 'create' && operation.pending?.kind !== 'read';
      if (!isKnown || operation.resources.length !== model.rows.length) return undefined;
      const { type } = operation;
      models.push(...operation.resources.map((row) => ({ resource: resource.name, type, row, into: model.into.at })));
    }
  }
  return models;
}

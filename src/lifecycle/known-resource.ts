import { addressedResourceOf } from './addressed-resource.ts';
import { foundByExists } from './found-resource.ts';
import type { ResourceRun } from './resource-run.ts';

/** What its own queries call a resource by now; both are undefined where none of them says it. */
export interface KnownResource {
  /** `AWS::SQS::Queue`. */
  readonly typeName: string | undefined;
  readonly identifier: string | undefined;
}

/** Its update or delete says it, else what `exists` has found. */
export function knownResource(run: ResourceRun): KnownResource {
  const bound = addressedResourceOf(run);
  if (bound !== undefined) return { typeName: bound.type.typeName, identifier: bound.identifier };
  const found = foundByExists(run);
  return { typeName: found?.typeName, identifier: found?.identifier };
}

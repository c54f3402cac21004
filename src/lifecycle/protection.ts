import { keptOnDelete } from '../flow/kept-on-delete.ts';
import { isStateful } from '../resource-types/stateful-types.ts';
import { isProtectedEnvironment } from '../stack/environment.ts';
import type { StackResource } from '../stack/stack.ts';
import type { Collected } from './collect.ts';
import type { FailureReason } from './outcome.ts';
import type { Session } from './session.ts';

/**
 * Why a teardown deletes nothing at all: the resource is there, or may be, and is protected. An entry that says `on_delete` has the last
 * word, whatever the tags and the environment say.
 */
export function protectionOf(session: Session, resource: StackResource, known: Collected): FailureReason | undefined {
  if (known.kind !== 'present' && known.kind !== 'not-whole' && known.kind !== 'failed') return undefined;
  if (keptOnDelete(resource.manifest) !== undefined) return undefined;
  const { onDelete } = resource.manifest;
  if (onDelete === 'protect') return { kind: 'protected', by: 'entry' };
  if (onDelete !== undefined) return undefined;
  if (known.kind === 'present' && known.run.isProtectedByTag) return { kind: 'protected', by: 'tag' };
  const typeName = typesOf(session, resource, known).find((name) => isProtectedType(session, name));
  return typeName === undefined ? undefined : { kind: 'protected', by: 'environment', typeName };
}

/** Whether the environment keeps resources of a type from being deleted: those that hold data, where it is protected. */
export function isProtectedType({ stack }: Session, typeName: string): boolean {
  return isProtectedEnvironment(stack) && isStateful(typeName);
}

/** The types of which an entry may have something in the cloud. */
function typesOf({ records, stack }: Session, resource: StackResource, known: Collected): readonly string[] {
  const { type } = records[stack.resources.indexOf(resource)] ?? {};
  if (type !== undefined || !('run' in known)) return type === undefined ? [] : [type];
  return (['create', 'createorupdate', 'delete'] as const).flatMap((anchor) => {
    if (!resource.queries.has(anchor)) return [];
    const outline = known.run.outline(anchor);
    const statements = outline.kind === 'prepared' ? outline.statements : [];
    return statements.flatMap(({ operation }) =>
      operation?.kind === 'create' || operation?.kind === 'delete' ? [operation.type.typeName] : [],
    );
  });
}

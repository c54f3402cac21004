import type { Result } from '../base/result.ts';
import type { StatementFailure, Written } from '../engine/engine.ts';
import type { CreateOperation } from '../engine/operation.ts';
import type { WriteAnchor } from '../flow/flow.ts';
import { askQuery } from './ask-query.ts';
import { findExisting, type Existing } from './existing-resource.ts';
import { foundByExists } from './found-resource.ts';
import { failed, type Attempt, type ResourceRun } from './resource-run.ts';

/**
 * What a create comes to where an earlier request of it has made the resource: one of a run that died, or of another run at this moment,
 * perhaps with other values. `exists` is asked again, since what it does not find is not the resource of the entry; what differs is to be
 * set. Undefined where the create has made it anew.
 */
export async function findMadeEarlier(
  run: ResourceRun,
  anchor: WriteAnchor,
  operation: CreateOperation,
  written: Result<Written, StatementFailure>,
): Promise<Attempt<Existing | undefined>> {
  const [made, ...others] = written.ok ? written.value.resources : [];
  if (made?.wasThere !== true || made.identifier === undefined || others.length > 0)
    return { ok: true, value: undefined };
  const { typeName, identifier } = made;
  if (run.resource.queries.has('exists') && run.resource.manifest.kind === 'resource') {
    run.engine.forget(run.onlyOperation('exists'));
    const asked = await askQuery(run, 'exists', 'presence', true, 'made-earlier');
    if (!asked.ok) return asked;
    const found = asked.value.positive ? foundByExists(run) : undefined;
    const isOther = found?.typeName === typeName && found.identifier !== identifier;
    if (!asked.value.positive || isOther)
      return failed({ kind: 'made-otherwise', anchor, typeName, identifier, found: found?.identifier });
  }
  return findExisting(run, operation, anchor, { kind: 'made', identifier });
}

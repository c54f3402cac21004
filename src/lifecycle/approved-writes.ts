import { err } from '../base/result.ts';
import { mistake } from '../diagnostics/diagnostic.ts';
import type { Engine, StatementFailure } from '../engine/engine.ts';
import type { WriteOperation } from '../engine/operation.ts';
import { enumerate } from '../base/text.ts';
import { requestsOf } from '../plan/planned-request.ts';
import { isNamed, unnamed } from '../plan/saved/differing-resources.ts';
import { savedNameOf } from '../plan/saved/save-beside.ts';
import { saveRequest } from '../plan/saved/save-resource.ts';
import type { SavedResource } from '../plan/saved/saved-plan.ts';
import type { Sealing } from '../plan/saved/saved-value.ts';

/** The writes that a saved plan names: the only ones that its run may send. */
export interface ApprovedWrites {
  readonly resources: readonly SavedResource[];
  readonly sealing: Sealing;
}

/**
 * The engine for one resource of a run: where the run carries out a saved plan, it refuses writes that the plan does not name. `about`:
 * the name of an entry, or what no entry stands for.
 */
export function approvedEngine(
  engine: Engine,
  about: string | { readonly typeName: string; readonly identifier: string },
  approved: ApprovedWrites | undefined,
): Engine {
  if (approved === undefined) return engine;
  const { resources, sealing } = approved;
  const resource = typeof about === 'string' ? about : savedNameOf(about, sealing);
  const own = resources.filter((one) => one.resource === resource);
  const named = own.flatMap(({ requests }) => requests);
  // What a command or script does nobody can plan: that it runs is what the plan says.
  if (own.some(({ action }) => action === 'run')) return engine;
  const refusalOf = (operation: WriteOperation): StatementFailure | undefined => {
    const stray = requestsOf(operation)
      .map((request) => saveRequest(resource, request, sealing))
      .find((request) => !isNamed(request, named));
    if (stray === undefined) return undefined;
    const { now, places } = unnamed(stray, named);
    const where = places.length === 0 ? '' : `: it differs in ${enumerate(places)}`;
    const diagnostic = mistake(
      'plan/outdated',
      `the saved plan does not name this write, so it was not sent (${now})${where}`,
      {
        at: operation.at,
        help: 'make a new plan with "stack-deploy plan --out", and review it',
      },
    );
    return { kind: 'refused', diagnostics: [diagnostic] };
  };
  return {
    ...engine,
    write: async (operation, options) => {
      const refusal = refusalOf(operation);
      return refusal === undefined ? engine.write(operation, options) : err(refusal);
    },
  };
}

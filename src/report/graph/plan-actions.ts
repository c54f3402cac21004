import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { PlanDocument, PlanDocumentEntry } from '../plan/read-plan-document.ts';
import type { DrawnAction } from './stack-drawing.ts';

/** The last one wins where the statements of one resource differ. */
const byWeight: readonly DrawnAction[] = ['unchanged', 'adopt', 'resend', 'update', 'create', 'delete', 'replace'];

/** What a plan does with each resource, by address; what only a build decides, and what is left out, has no colour. */
export function actionsOf({ entries }: PlanDocument): ReadonlyMap<string, DrawnAction> {
  const actions = new Map<string, DrawnAction>();
  for (const entry of entries) {
    const action = actionOf(entry);
    const before = actions.get(entry.resource);
    if (action === undefined) continue;
    if (before === undefined || byWeight.indexOf(action) > byWeight.indexOf(before))
      actions.set(entry.resource, action);
  }
  return actions;
}

function actionOf({ kind, because }: PlanDocumentEntry): DrawnAction | undefined {
  if (kind === 'update') return because === 'write-only' ? 'resend' : 'update';
  // What is taken over, moved or protected is written to as what is updated is.
  return kind === 'mark' ? 'update' : byWeight.find((action) => action === kind);
}

/** What keeps a plan from being the plan of a stack in an environment. */
export function foreignPlan(
  { stack, environment }: PlanDocument,
  drawn: Pick<PlanDocument, 'stack' | 'environment'>,
): readonly Diagnostic[] {
  if (stack === drawn.stack && environment === drawn.environment) return [];
  return [
    mistake(
      'input/plan',
      `the plan is for ${stack} (${environment}), and the stack is ${drawn.stack} (${drawn.environment})`,
      { help: `plan ${drawn.stack} in ${drawn.environment} again` },
    ),
  ];
}

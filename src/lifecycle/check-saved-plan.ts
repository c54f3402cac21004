import { warning, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { differingResources } from '../plan/saved/differing-resources.ts';
import { outdatedDiagnostics } from '../plan/saved/plan-differences-text.ts';
import { saveResources } from '../plan/saved/save-resources.ts';
import type { SavedResource } from '../plan/saved/saved-plan.ts';
import type { Sealing } from '../plan/saved/saved-value.ts';
import type { Session } from './session.ts';
import type { StackPlan } from './plan.ts';

/** What of the cloud is not as a saved plan rests on, by a plan that was made just now, with what its decisions rest on. */
export function checkSavedPlan(
  { registry, stack }: Session,
  planned: readonly SavedResource[],
  now: StackPlan,
  sealing: Sealing,
): readonly Diagnostic[] {
  const saved = saveResources(now, sealing);
  const ignoredTags = (name: string): readonly string[] =>
    [
      ...stack.manifest.ignoreTags,
      ...(stack.manifest.resources.find((resource) => resource.name === name)?.ignoreTags ?? []),
    ].map((tag) => tag.name);
  const differences = differingResources(planned, saved, {
    registry,
    contextOf: (resource, region) => ({ region, ignoreTags: ignoredTags(resource) }),
  });
  return outdatedDiagnostics(differences);
}

/** The secrets of a saved plan that could not be told from other ones: they were saved without a key. */
export function unverifiedSecrets(resources: readonly SavedResource[]): readonly Diagnostic[] {
  const names = resources.flatMap(({ resource, basis, requests }) => {
    const values = [...(basis.kind === 'present' ? [basis.properties] : []), ...requests];
    return values.some(({ secrets = [] }) => secrets.some(({ seal }) => seal === undefined)) ? [resource] : [];
  });
  return [...new Set(names)].map((name) =>
    warning('plan/secret', `${name}: secret, not verified: the plan cannot tell whether it has changed`, {
      help: 'set STACK_DEPLOY_PLAN_KEY to the same secret of at least 16 characters for the plan and for the build',
    }),
  );
}

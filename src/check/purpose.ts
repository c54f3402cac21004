import { anchorsOfVerb } from '../flow/anchors-of-verb.ts';
import type { Anchor } from '../query/anchored-query.ts';
import type { Scope } from '../stack/scope.ts';
import type { StackResource } from '../stack/stack.ts';

export const purposes = ['plan', 'drift', 'test', 'build', 'teardown'] as const;
/** What a stack is to be done with: looked at in three ways, built, removed. Building and removing look, too. */
export type Purpose = (typeof purposes)[number];

/** The queries of a resource that may be run for a purpose. A look carries out no write: the write only tells what is looked at. */
export function anchorsFor(purpose: Purpose, resource: StackResource, scope: Scope): ReadonlySet<Anchor> {
  switch (purpose) {
    case 'build':
    case 'teardown':
      return anchorsOfVerb(purpose, resource, scope);
    case 'plan':
    case 'drift':
    case 'test': {
      const asked = anchorsOfVerb('test', resource, scope);
      const compared = [...anchorsOfVerb('build', resource, scope)].filter(isCompared);
      return new Set([...asked, ...compared]);
    }
  }
}

/** What it would write is compared with what is there. */
function isCompared(anchor: Anchor): boolean {
  return anchor === 'update' || anchor === 'createorupdate';
}

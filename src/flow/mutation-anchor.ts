import type { CallbackAnchor, FlowShape, FlowVerdict, Mutation, TroubleshootAnchor } from './flow.ts';

/** What was written, where a verdict says so. `createorupdate` is either. */
export function mutationsOf(verdict: FlowVerdict): readonly Mutation[] {
  switch (verdict.kind) {
    case 'created':
      return ['create'];
    case 'updated':
      return verdict.because === 'createorupdate' ? ['create', 'update'] : ['update'];
    case 'deleted':
      return ['delete'];
    default:
      return [];
  }
}

/** The callback for a mutation: its own, else the one for all of them. */
export function callbackFor(shape: FlowShape, mutations: readonly Mutation[]): CallbackAnchor | undefined {
  const own = mutations.map((mutation): CallbackAnchor => `callback:${mutation}`);
  return [...own, 'callback' as const].find((anchor) => shape.anchors.has(anchor));
}

export function troubleshootFor(shape: FlowShape, mutations: readonly Mutation[]): TroubleshootAnchor | undefined {
  const own = mutations.map((mutation): TroubleshootAnchor => `troubleshoot:${mutation}`);
  return [...own, 'troubleshoot' as const].find((anchor) => shape.anchors.has(anchor));
}

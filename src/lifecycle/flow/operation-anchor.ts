import type { Anchor } from '../../query/anchored-query.ts';
import type { FlowShape, FlowVerdict } from './flow.ts';

export type CallbackAnchor = Extract<Anchor, `callback${string}`>;
export type TroubleshootAnchor = Extract<Anchor, `troubleshoot${string}`>;
export type Operation = 'create' | 'update' | 'delete';

/** What was written, where a verdict says so. `createorupdate` is either. */
export function operationsOf(verdict: FlowVerdict): readonly Operation[] {
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

/** The callback for an operation: its own, else the one for all of them. */
export function callbackFor(shape: FlowShape, operations: readonly Operation[]): CallbackAnchor | undefined {
  const own = operations.map((operation): CallbackAnchor => `callback:${operation}`);
  return [...own, 'callback' as const].find((anchor) => shape.anchors.has(anchor));
}

export function troubleshootFor(shape: FlowShape, operations: readonly Operation[]): TroubleshootAnchor | undefined {
  const own = operations.map((operation): TroubleshootAnchor => `troubleshoot:${operation}`);
  return [...own, 'troubleshoot' as const].find((anchor) => shape.anchors.has(anchor));
}

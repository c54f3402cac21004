import type { Anchor } from '../query/anchored-query.ts';
import type { Verb } from './verb.ts';

/*
 * The orders are written down because the flows do not have one: they say which query may follow which, `exports` may be asked before a
 * write as well as after it, and a callback follows whichever write came before.
 */

/** As a person would describe a build: what is asked, what is written, what is exported, and what explains a failure. */
const buildOrder: readonly Anchor[] = [
  'exists',
  'statecheck',
  'createorupdate',
  'create',
  'callback:create',
  'update',
  'callback:update',
  'command',
  'callback',
  'exports',
  'troubleshoot:create',
  'troubleshoot:update',
  'troubleshoot',
];

const teardownOrder: readonly Anchor[] = [
  'exists',
  'exports',
  'delete',
  'callback:delete',
  'callback',
  'troubleshoot:delete',
  'troubleshoot',
];

/** The same queries in the order in which they are shown for a verb; a test is told as a build. */
export function inShownOrder(verb: Verb, anchors: ReadonlySet<Anchor>): readonly Anchor[] {
  const order = verb === 'teardown' ? teardownOrder : buildOrder;
  return [
    ...order.filter((anchor) => anchors.has(anchor)),
    ...[...anchors].filter((anchor) => !order.includes(anchor)),
  ];
}

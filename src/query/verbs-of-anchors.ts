import type { Anchor } from './anchored-query.ts';
import type { Statement } from './statement.ts';

/** The kinds of statement that an anchor may have; one that is not named here may have any. */
export const verbsOfAnchors: Readonly<Partial<Record<Anchor, readonly Statement['kind'][]>>> = {
  exists: ['select'],
  statecheck: ['select'],
  exports: ['select', 'show', 'describe'],
  create: ['insert'],
  update: ['update'],
  createorupdate: ['insert', 'update'],
  delete: ['delete'],
  callback: ['select'],
  'callback:create': ['select'],
  'callback:update': ['select'],
  'callback:delete': ['select'],
  troubleshoot: ['select'],
  'troubleshoot:create': ['select'],
  'troubleshoot:update': ['select'],
  'troubleshoot:delete': ['select'],
  command: ['insert', 'update', 'delete'],
};

import type { CachedReads } from '../cached-reads.ts';

/** What special tables ask the cloud. */
export type SpecialReads = Pick<CachedReads, 'read' | 'list' | 'requestStatus' | 'listRequests' | 'taggedResources'>;

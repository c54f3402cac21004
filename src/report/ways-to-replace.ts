import type { ReplaceLeave } from '../plan/plan.ts';

/** What lets a build replace a resource that it may not replace as things are. */
export function waysToReplace(resource: string, leave: Exclude<ReplaceLeave, 'given'>): string {
  switch (leave) {
    case 'missing':
      return `run it with --replace ${resource}, or write replace: allowed`;
    case 'by-name-only':
      return `it may hold data; run it with --replace ${resource} to delete it with what it holds`;
    case 'protected':
      return 'it holds data, and the environment is protected; write on_delete: delete on its entry to allow it';
    case 'not-selected':
      return 'select it too';
  }
}

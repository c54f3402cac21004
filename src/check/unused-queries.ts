import { enumerate } from '../base/text.ts';
import { warning, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Anchor } from '../query/anchored-query.ts';
import type { Stack, StackResource } from '../stack/stack.ts';

/** Queries that no flow of their resource's type would ever run. One that another resource of the same file runs is in use. */
export function unusedQueries(stack: Stack): readonly Diagnostic[] {
  const inUse = new Set<string>();
  const idle = new Map<string, Diagnostic>();
  for (const resource of stack.resources) {
    const reasons = idleReasons(resource);
    for (const { query } of resource.queries.values()) {
      const key = `${query.at.source.path}:${query.at.start}`;
      const reason = reasons(query.anchor);
      if (reason === undefined) inUse.add(key);
      else {
        const message = `the query ${query.anchor} is never run: ${reason}`;
        idle.set(key, warning('query/unused', message, { at: query.at }));
      }
    }
  }
  return [...idle].filter(([key]) => !inUse.has(key)).map(([, diagnostic]) => diagnostic);
}

/** Why a query of the resource is never run; undefined for one that may be. */
export function idleReasons(resource: StackResource): (anchor: Anchor) => string | undefined {
  const { kind } = resource.manifest;
  const has = (...anchors: readonly Anchor[]): boolean => anchors.some((anchor) => resource.queries.has(anchor));
  const only = (...anchors: readonly Anchor[]) => {
    const article = kind === 'query' ? 'a resource of type query runs' : `a resource of type ${kind} runs`;
    return (anchor: Anchor): string | undefined =>
      anchors.includes(anchor) ? undefined : `${article} ${anchors.length === 0 ? 'none' : enumerate(anchors)} alone`;
  };
  if (kind === 'query') return only('exports');
  if (kind === 'command') return only('command', 'callback', 'troubleshoot');
  if (kind === 'script') return only();
  return (anchor) => {
    const always = has('createorupdate');
    switch (anchor) {
      case 'command':
        return `it belongs to resources of type command`;
      case 'create':
      case 'update':
        if (always) return 'createorupdate is run instead of it';
        return anchor === 'create' || has('statecheck', 'exports')
          ? undefined
          : 'without statecheck or exports nothing tells that an update is needed';
      case 'callback:create':
      case 'troubleshoot:create':
        return has('create', 'createorupdate') ? undefined : 'there is no create';
      case 'callback:update':
      case 'troubleshoot:update':
        // After createorupdate the query for create comes first.
        if (always && has(anchor === 'callback:update' ? 'callback:create' : 'troubleshoot:create'))
          return `${anchor.replace('update', 'create')} is run after createorupdate`;
        return has('update', 'createorupdate') ? undefined : 'there is no update';
      case 'callback:delete':
      case 'troubleshoot:delete':
        return has('delete') ? undefined : 'there is no delete';
      case 'callback':
      case 'troubleshoot':
        return idleForAll(anchor);
      default:
        return undefined;
    }
  };

  /** Each operation that the resource has brings a query of its own. */
  function idleForAll(anchor: 'callback' | 'troubleshoot'): string | undefined {
    const covered = (operation: 'create' | 'update' | 'delete'): boolean => has(`${anchor}:${operation}`);
    const creating = has('createorupdate')
      ? !covered('create') && !covered('update')
      : (has('create') && !covered('create')) || (has('update') && !covered('update'));
    return creating || (has('delete') && !covered('delete'))
      ? undefined
      : 'each operation of the resource has one of its own';
  }
}

import { enumerate } from '../base/text.ts';
import { warning, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { anchorsOfVerb } from '../flow/anchors-of-verb.ts';
import { verbs } from '../flow/verb.ts';
import type { Anchor, AnchoredQuery } from '../query/anchored-query.ts';
import type { StackResource } from '../stack/stack.ts';
import type { Survey, SurveyedResource } from './prepare-queries.ts';

/** Queries that no flow of their resource's type would ever run. One that another resource of the same file runs is in use. */
export function unusedQueries(survey: Survey): readonly Diagnostic[] {
  const inUse = new Set<string>();
  const idle = new Map<string, Diagnostic>();
  for (const surveyed of survey.resources) {
    const { resource } = surveyed;
    const queries = [...resource.queries.values()].map(({ query }) => ({ query, key: keyOf(query) }));
    // Of a file that many share, the first one says it all.
    if (queries.every(({ key }) => inUse.has(key))) continue;
    const used = usedAnchors(surveyed);
    for (const { query, key } of queries) {
      if (used.has(query.anchor)) inUse.add(key);
      else {
        const message = `the query ${query.anchor} is never run: ${whyIdle(resource, query.anchor)}`;
        idle.set(key, warning('query/unused', message, { at: query.at }));
      }
    }
  }
  return [...idle].filter(([key]) => !inUse.has(key)).map(([, diagnostic]) => diagnostic);
}

function keyOf({ at }: AnchoredQuery): string {
  return `${at.source.path}:${at.start}`;
}

/**
 * What any verb may run. A key that keeps a verb from a query for a while (`skip_on_delete`, `on_delete`, `skip_validation`) makes the query no less
 * of use; and where a query cannot be read, nothing is said of those that hang on it.
 */
function usedAnchors({ resource, scope }: SurveyedResource): ReadonlySet<Anchor> {
  if ((resource.brokenQueries?.size ?? 0) > 0) return new Set(resource.queries.keys());
  const manifest = { ...resource.manifest, skipOnDelete: false, onDelete: undefined, skipValidation: false };
  return new Set(verbs.flatMap((verb) => [...anchorsOfVerb(verb, { ...resource, manifest }, scope)]));
}

/** The reason in words; that it is so, the flows say. */
function whyIdle({ manifest: { kind }, queries }: StackResource, anchor: Anchor): string {
  if (kind === 'query' || kind === 'command' || kind === 'script') {
    const own = queriesOfStep[kind];
    if (own.includes(anchor)) return 'there is no callback';
    return `a resource of type ${kind} runs ${own.length === 0 ? 'none' : enumerate(own)} alone`;
  }
  switch (anchor) {
    case 'command':
      return 'it belongs to resources of type command';
    case 'create':
      return 'createorupdate is run instead of it';
    case 'update':
      return queries.has('createorupdate')
        ? 'createorupdate is run instead of it'
        : 'without statecheck or exports nothing tells that an update is needed';
    case 'callback':
    case 'troubleshoot':
      return 'each operation of the resource has one of its own';
    case 'callback:update':
      return whyNotAfter('update', 'callback:create', queries);
    case 'troubleshoot:update':
      return whyNotAfter('update', 'troubleshoot:create', queries);
    case 'callback:create':
    case 'troubleshoot:create':
      return whyNotAfter('create', undefined, queries);
    case 'callback:delete':
    case 'troubleshoot:delete':
      return whyNotAfter('delete', undefined, queries);
    default:
      return 'no verb comes to it';
  }
}

/** Why a query for after a write is idle. `first`: the one that is asked in its place after createorupdate, which is both. */
function whyNotAfter(
  mutation: 'create' | 'update' | 'delete',
  first: Anchor | undefined,
  queries: StackResource['queries'],
): string {
  if (first !== undefined && queries.has('createorupdate') && queries.has(first))
    return `${first} is run after createorupdate`;
  return queries.has(mutation) ? `${mutation} is never run` : `there is no ${mutation}`;
}

const queriesOfStep: Readonly<Record<'query' | 'command' | 'script', readonly Anchor[]>> = {
  query: ['exports'],
  command: ['command', 'callback', 'troubleshoot'],
  script: [],
};

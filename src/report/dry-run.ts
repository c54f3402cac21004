import { unreachable } from '../base/unreachable.ts';
import type { Composed } from '../stack/compose-statement.ts';
import type { Survey, SurveyedResource } from '../check/survey.ts';
import type { Verb } from '../lifecycle/outcome.ts';
import type { Anchor } from '../query/anchored-query.ts';
import { formatSql } from '../query/format-statement.ts';

/** The queries that each verb may run, in the order in which it would. */
const order: Readonly<Record<Verb, readonly Anchor[]>> = {
  build: ['exists', 'statecheck', 'createorupdate', 'create', 'update', 'exports'],
  test: ['exists', 'statecheck', 'exports'],
  teardown: ['exists', 'exports', 'delete'],
};

/** Every statement that a run may send, in order; what only the build will know stands as `<name>`. */
export function formatDryRun(verb: Verb, survey: Survey): string {
  const resources = verb === 'teardown' ? [...survey.resources].reverse() : survey.resources;
  return resources.map((surveyed) => formatResource(verb, surveyed)).join('');
}

function formatResource(verb: Verb, { resource, queries }: SurveyedResource): string {
  const byAnchor = new Map(queries.map(({ query, composed }) => [query.query.anchor, composed]));
  const parts = order[verb].flatMap((anchor) => {
    const composed = byAnchor.get(anchor);
    return composed === undefined ? [] : [`/*+ ${anchor} */\n${formatComposed(composed)}\n`];
  });
  return `-- ${resource.name}\n${parts.join('\n')}\n`;
}

function formatComposed(composed: Composed): string {
  switch (composed.kind) {
    case 'composed':
      return composed.statements
        .map((statement) => formatSql(statement.text, 'shown').trim().replace(/;*$/, ';'))
        .join('\n');
    case 'undecided':
      return `-- depends on <${composed.unknown.name}>`;
    case 'refused':
      return '-- refused';
    default:
      return unreachable(composed);
  }
}

import { unreachable } from '../base/unreachable.ts';
import type { Prepared } from '../operations/operation-source.ts';
import type { Survey, SurveyedResource } from '../check/prepare-queries.ts';
import { anchorsOfReading, anchorsOfVerb } from '../flow/anchors-of-verb.ts';
import { keptOnDelete } from '../flow/kept-on-delete.ts';
import { givesExportsUnwritten, isAskedForExports } from '../flow/part-in-verb.ts';
import type { RunSelection } from '../flow/run-selection.ts';
import { inShownOrder } from '../flow/shown-order.ts';
import type { Verb } from '../lifecycle/outcome.ts';
import type { ResourceKind } from '../manifest/manifest.ts';
import type { Anchor } from '../query/anchored-query.ts';
import { formatSql } from '../query/format-statement.ts';
import type { Rendered, Rendering } from '../template/template.ts';
import { plainText, redact } from '../values/reading.ts';

/** Every statement that a run may send, in order; what only the build will know stands as `<name>`. Without a selection all of them. */
export function formatDryRun(verb: Verb, survey: Survey, selection?: RunSelection): string {
  const resources = verb === 'teardown' ? [...survey.resources].reverse() : survey.resources;
  return resources
    .map((surveyed) => {
      const { name } = surveyed.resource;
      if (selection === undefined || selection.selected.has(name)) return formatResource(verb, surveyed);
      return formatUnselected(verb, surveyed, selection.read.has(name));
    })
    .join('');
}

function formatUnselected(verb: Verb, surveyed: SurveyedResource, isRead: boolean): string {
  const { resource, scope, isSkipped, script } = surveyed;
  if (isSkipped) return skippedText(surveyed);
  const isOfScript = resource.manifest.kind === 'script' && isRead && givesExportsUnwritten(resource);
  if (isOfScript && script !== undefined && !(verb === 'teardown' && !isAskedForExports(resource)))
    return `-- ${resource.name}: not selected, its script is run for its exports\n${formatScript(script)}\n\n`;
  const parts = isRead ? formatQueries(verb, surveyed, anchorsOfReading(verb, resource, scope)) : [];
  if (parts.length === 0) return `-- ${resource.name}: not selected\n\n`;
  return `-- ${resource.name}: not selected, read for its exports\n${parts.join('\n')}\n`;
}

function skippedText({ resource }: SurveyedResource): string {
  return `-- ${resource.name}: skipped, its "if" is false\n\n`;
}

function formatResource(verb: Verb, surveyed: SurveyedResource): string {
  const { resource, scope, isSkipped, script } = surveyed;
  if (isSkipped) return skippedText(surveyed);
  const { kind, readOnly } = resource.manifest;
  const why = verb === 'teardown' ? keptOnDelete(resource.manifest) : undefined;
  if (resource.manifest.skipOnDelete && why !== undefined && kind === 'query')
    return `-- ${resource.name}: not run, ${why}\n\n`;
  if (kind === 'command' && verb !== 'build') return `-- ${resource.name}: a command has no part in it\n\n`;
  if (kind === 'script') {
    if ((verb === 'test' && readOnly === false) || (verb === 'teardown' && readOnly !== true))
      return `-- ${resource.name}: the script is not run\n\n`;
    return `-- ${resource.name}: script\n${script === undefined ? '' : formatScript(script)}\n\n`;
  }
  const parts = formatQueries(verb, surveyed, anchorsOfVerb(verb, resource, scope));
  const kept = why === undefined ? '' : `: kept, ${why}`;
  return `-- ${resource.name}${kept}\n${parts.join('\n')}\n`;
}

function formatQueries(
  verb: Verb,
  { resource, queries }: SurveyedResource,
  sent: ReadonlySet<Anchor>,
): readonly string[] {
  const byAnchor = new Map(queries.map(({ query, prepared }) => [query.query.anchor, prepared]));
  return inShownOrder(verb, sent).flatMap((anchor) => {
    const prepared = byAnchor.get(anchor);
    return prepared === undefined
      ? []
      : [`/*+ ${anchor} */\n${formatPrepared(prepared)}\n${madeOf(resource.manifest.kind, anchor, prepared)}`];
  });
}

/** The shell text as it would run; secrets are masked, what is not known yet stands as `<name>`. */
function formatScript(script: Rendering<Rendered>): string {
  switch (script.kind) {
    case 'rendered':
      return script.value.pieces
        .map((piece) => (piece.kind === 'text' ? piece.text : plainText(redact(piece.value))))
        .join('')
        .trimEnd();
    case 'undecided':
      return `# depends on <${script.unknown.name}>`;
    case 'refused':
      return '# refused';
    default:
      return unreachable(script);
  }
}

/** What a run may send in the place of a statement, made of it. */
function madeOf(kind: ResourceKind, anchor: Anchor, prepared: Prepared): string {
  const inserts =
    prepared.kind === 'prepared' && prepared.statements.some(({ statement }) => statement.kind === 'insert');
  const mayExist = anchor === 'createorupdate' || (kind === 'multi' && anchor === 'create');
  return mayExist && inserts ? '-- where it exists already: an UPDATE of what differs\n' : '';
}

function formatPrepared(prepared: Prepared): string {
  switch (prepared.kind) {
    case 'prepared':
      return prepared.statements
        .map(({ statement }) => formatSql(statement.text, 'shown').trim().replace(/;*$/, ';'))
        .join('\n');
    case 'undecided':
      return `-- depends on <${prepared.unknown.name}>`;
    case 'refused':
      return '-- refused';
    default:
      return unreachable(prepared);
  }
}

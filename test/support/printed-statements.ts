import type { Event } from '../../src/events/event.ts';
import { formatSql } from '../../src/query/format-statement.ts';

/** A statement of a query, on one line. */
interface QueryStatement {
  readonly resource: string;
  readonly anchor: string;
  readonly text: string;
}

/**
 * The statements that a run has sent and that the dry run had not printed under the same anchor, equal but for values in the place of
 * what stood there as `<name>`. A rollback does not count: it makes its statements of what the run has done.
 */
export function unprintedStatements(
  dryRun: string,
  events: readonly Event[],
  mask: (text: string) => string,
): readonly string[] {
  const printed = statementsIn(dryRun);
  const rollback = events.findIndex(({ kind }) => kind === 'rollback.started');
  return events.slice(0, rollback < 0 ? undefined : rollback).flatMap((event) => {
    if (event.kind !== 'resource.statement') return [];
    const { resource, anchor } = event;
    const text = mask(oneLine(formatSql(event.text, 'shown')));
    const isPrinted = printed.some(
      (one) => one.resource === resource && one.anchor === anchor && patternOf(one.text).test(text),
    );
    return isPrinted ? [] : [`${resource}: ${anchor}: ${text}`];
  });
}

const madeUpdate = '-- where it exists already: an UPDATE of what differs';
const undecided = '-- depends on <';

function statementsIn(dryRun: string): readonly QueryStatement[] {
  return dryRun.split(/^-- (?!depends on|where it exists)/m).flatMap((section) => {
    const resource = /^[^:\n]*/.exec(section)?.[0] ?? '';
    const [, ...queries] = section.split(/^\/\*\+ (.*) \*\/$/m);
    return queries.flatMap((anchor, index) => {
      const statements = index % 2 === 0 ? (queries[index + 1] ?? '').split(/;$/m) : [];
      return statements.map((text) => ({ resource, anchor, text: oneLine(text) }));
    });
  });
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replace(/;$/, '');
}

/** Of a loop over what only the build knows nothing but the query is printed; of an update made of an INSERT, that it may be. */
function patternOf(text: string): RegExp {
  if (text.startsWith(undecided)) return /^/;
  if (text === madeUpdate) return /^UPDATE /;
  const parts = text.split(/<[^<>]+>/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

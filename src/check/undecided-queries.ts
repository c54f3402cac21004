import { warning, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { formatAddress, type Address } from '../stack/address.ts';
import type { Unknown } from '../values/value.ts';
import type { Survey } from './prepare-queries.ts';

/**
 * The queries of which nothing could be checked, because a condition or loop in them hangs on what only the build will know. A run
 * need not hear of it: it checks them when their turn comes.
 */
export function undecidedQueries(survey: Survey): readonly Diagnostic[] {
  return survey.resources.flatMap(({ resource, queries }) =>
    queries.flatMap(({ query, prepared }) => {
      if (prepared.kind !== 'undecided') return [];
      const message = `the query ${query.query.anchor} of "${resource.name}" is not checked: it depends on ${prepared.unknown.name}, which only the build will know`;
      return [warning('template/undecided', message, { at: prepared.at, help: helpFor(prepared.unknown) })];
    }),
  );
}

function helpFor({ from }: Unknown): string {
  const checked = 'a build checks it before it sends it';
  switch (from?.kind) {
    case 'entry':
      return `resource ${quoted(from.address)} gives the value; ${checked}`;
    case 'lookup':
      return `${from.function}(${JSON.stringify(from.argument)}) gives the value; ${checked}`;
    case undefined:
      return checked;
  }
}

/** Keys stand in quotes already. */
function quoted(address: Address): string {
  return address.instance === undefined ? `"${address.entry}"` : formatAddress(address);
}

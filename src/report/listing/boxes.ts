import { largest } from '../../base/largest.ts';
import { redact } from '../../values/reading.ts';
import type { PlainValue } from '../../values/value.ts';
import { padEnd, wrapCell } from '../formats/cell-text.ts';
import { maskTexts } from '../formats/shown-rows.ts';
import { mapLines } from '../formats/yaml.ts';
import type { Palette } from '../palette.ts';
import { providerName, type ListedLive, type ListedType, type Listing } from './listing.ts';

export interface ListingLayout {
  /** Columns of the terminal; undefined where nothing limits them. */
  readonly width: number | undefined;
  readonly palette: Palette;
  /** Hides secrets in texts from outside. */
  readonly mask: (text: string) => string;
}

/** A box for each type that has resources: how many there are, then each with its name, whose it is, and its live properties. */
export function formatBoxes(listing: Listing, layout: ListingLayout): string {
  return listing.types
    .filter((type) => type.resources.length > 0)
    .map((type) => formatBox(type, listing.knowsManaged, layout))
    .join('');
}

interface BoxLine {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

function formatBox(type: ListedType, knowsManaged: boolean, layout: ListingLayout): string {
  const { palette } = layout;
  const title: BoxLine = {
    text: `${type.resources.length} ${type.typeName} from ${providerName}`,
    paint: palette.changed,
  };
  const bodies = type.resources.map((resource) => resourceLines(resource, knowsManaged, layout));
  return formatRows([[title], ...bodies], layout.width);
}

function resourceLines(resource: ListedLive, knowsManaged: boolean, layout: ListingLayout): readonly BoxLine[] {
  const { palette, mask } = layout;
  const { managedBy } = resource;
  const line = (entries: readonly (readonly [string, PlainValue])[]): string => mapLines(entries).join('\n');
  const live = [...resource.properties]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]): [string, PlainValue] => [name, maskTexts(redact(value), mask)]);
  const managed: BoxLine =
    managedBy === undefined
      ? { text: 'managedByUs: No', paint: palette.quiet }
      : { text: `managedByUs: Yes (${managedBy})`, paint: palette.good };
  return [
    { text: line([['name', mask(resource.name)]]), paint: palette.name },
    ...(knowsManaged ? [managed] : []),
    { text: line([['region', resource.region]]) },
    { text: line([['identifier', mask(resource.identifier)]]) },
    ...mapLines([['live', Object.fromEntries(live)]]).map((text): BoxLine => ({ text })),
  ];
}

/** Rows of lines in one box, a line between two rows. A line that is too long goes on in the next. */
function formatRows(rows: readonly (readonly BoxLine[])[], width: number | undefined): string {
  const most = width === undefined ? Number.POSITIVE_INFINITY : Math.max(20, width - 4);
  const wrapped = rows.map((lines) =>
    lines.flatMap(({ text, paint }) => wrapCell(text, most).map((cell) => ({ cell, paint }))),
  );
  const inner = largest(wrapped.flat().map(({ cell }) => cell.width));
  const edge = '─'.repeat(inner + 2);
  const bodies = wrapped.map((lines) =>
    lines.map(({ cell, paint = (text: string) => text }) => `│ ${paint(padEnd(cell, inner))} │`).join('\n'),
  );
  return `┌${edge}┐\n${bodies.join(`\n├${edge}┤\n`)}\n└${edge}┘\n`;
}

import { largest } from '../../base/largest.ts';
import { count } from '../../base/text.ts';
import { cellText, fitCell, padEnd } from '../formats/cell-text.ts';
import type { ListingLayout } from './boxes.ts';
import { providerName, resourceCount, type Listing } from './listing.ts';

/** Which types there are, with the names of their resources, and how many of all. */
export function formatSummary(listing: Listing, layout: ListingLayout): string {
  const types = listing.types.filter((type) => type.resources.length > 0);
  const rows = types.flatMap((type) =>
    type.resources.map((resource, index) => [index === 0 ? type.typeName : '', layout.mask(resource.name)] as const),
  );
  const counts = [
    count(resourceCount(listing), 'resource'),
    count(types.length, 'type'),
    count(types.length === 0 ? 0 : 1, 'provider'),
  ].join(', ');
  if (rows.length === 0) return `List Summary:\n${counts}\n`;
  const left = largest(rows.map(([type]) => cellText(type).width));
  const widest = largest(
    rows.map(([, name]) => cellText(name).width),
    cellText(providerName).width - left - 3,
  );
  const right = layout.width === undefined ? widest : Math.max(8, Math.min(widest, layout.width - left - 7));
  const edge = (start: string, between: string, end: string): string =>
    start + '─'.repeat(left + 2) + between + '─'.repeat(right + 2) + end;
  const lines = [
    edge('┌', '─', '┐'),
    `│ ${padEnd(cellText(providerName), left + right + 3)} │`,
    edge('├', '┬', '┤'),
    ...rows.flatMap(([type, name], index) => [
      ...(type !== '' && index > 0 ? [edge('├', '┼', '┤')] : []),
      `│ ${padEnd(cellText(type), left)} │ ${padEnd(fitCell(name, right), right)} │`,
    ]),
    edge('└', '┴', '┘'),
  ];
  return `List Summary:\nProvider: ${providerName}\n${lines.join('\n')}\n${counts}\n`;
}

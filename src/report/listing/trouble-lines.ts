import { count, enumerateSome } from '../../base/text.ts';
import { formatStatementFailure } from '../failure-lines.ts';
import type { ListingLayout } from './boxes.ts';
import type { LeftOut, Listing } from './listing.ts';

/** What is not in the list and why: types that cannot be listed, and those of which it cannot be said what there is. */
export function listingTroubleLines(listing: Listing, { palette, mask }: ListingLayout): readonly string[] {
  const troubles = listing.types.flatMap(({ typeName, troubles }) => troubles.map((one) => ({ typeName, ...one })));
  const isInterrupted = ({ trouble }: (typeof troubles)[number]): boolean =>
    trouble.kind === 'failed' && trouble.failure.kind === 'interrupted';
  const interrupted = troubles.filter(isInterrupted).length;
  return [
    ...leftOutLines(listing),
    ...troubles
      .filter((one) => !isInterrupted(one))
      .map(({ typeName, region, trouble }) => {
        const text = formatStatementFailure(trouble, palette, { maskText: mask });
        return `${typeName} in ${region} is not in the list:\n${text}`;
      }),
    ...(interrupted === 0 ? [] : [`interrupted; ${count(interrupted, 'type')} are not in the list`]),
  ];
}

const reasons: Readonly<Record<LeftOut['why'], string>> = {
  'no-handler': 'without a list handler',
  'no-parent': 'listed only under a parent that is not known',
  'not-there': 'that Cloud Control cannot list there',
};

/** Names of types that are told of each reason. */
const mostNamed = 5;

function leftOutLines({ leftOut, knowsManaged }: Listing): readonly string[] {
  return (['no-handler', 'no-parent', 'not-there'] as const).flatMap((why) => {
    const names = leftOut.filter((one) => one.why === why).map(({ typeName }) => typeName);
    if (names.length === 0) return [];
    const types = `${count(names.length, 'type')} ${reasons[why]}: ${enumerateSome(names, mostNamed)}`;
    return [knowsManaged ? `only what the stack manages is listed of ${types}` : `left out: ${types}`];
  });
}

import { isRegionName } from '../base/region-name.ts';
import { knownRegions, mayBeAwsRegion } from '../base/regions.ts';
import { didYouMean } from './did-you-mean.ts';

/**
 * What is wrong with a text as the name of a region, as help; undefined: nothing. Emulators have regions of any name, so that one is
 * refused only where it can be none, or is close to one that AWS has.
 */
export function regionHelp(name: string): string | undefined {
  if (!isRegionName(name)) return 'use a name such as eu-west-1';
  return mayBeAwsRegion(name) ? undefined : didYouMean(name, knownRegions);
}

import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { isRegionName } from '../base/region-name.ts';
import type { Context } from './context.ts';
import { regionAndSource, type TargetOptions } from './open-target.ts';

/** What is wrong with the region of the options, the environment or the profile; undefined where it may be one, or is none at all. */
export function wrongRegion(options: TargetOptions, context: Context): Diagnostic | undefined {
  const region = regionAndSource(options, context);
  if (region === undefined || isRegionName(region.name)) return undefined;
  const help = `${region.from} wants one like eu-west-1`;
  return mistake('input/option', `"${region.name}" is no name of a region`, { help });
}

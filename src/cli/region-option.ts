import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { isRegionName } from '../base/region-name.ts';
import type { Context } from './context.ts';
import { regionOf, type TargetOptions } from './open-target.ts';

/** What is wrong with the region of the options or the environment; undefined where it may be one, or is none at all. */
export function wrongRegion(options: TargetOptions, context: Context): Diagnostic | undefined {
  const region = regionOf(options, context);
  if (region === undefined || isRegionName(region)) return undefined;
  const source = options.region === undefined ? 'AWS_REGION' : '--region';
  return mistake('input/option', `"${region}" is no name of a region`, { help: `${source} wants one like eu-west-1` });
}

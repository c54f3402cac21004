import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Context } from './context.ts';
import { networkTrouble } from './network-options.ts';
import type { TargetOptions } from './open-target.ts';
import { wrongRegion } from './region-option.ts';

/** What is wrong with where requests are to go, as far as it can be said without one. */
export function targetTrouble(options: TargetOptions, context: Context): readonly Diagnostic[] {
  const region = wrongRegion(options, context);
  const network = options.local ? [] : networkTrouble(options.profile, context);
  return [...(region === undefined ? [] : [region]), ...network];
}

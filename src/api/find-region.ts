import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { regionHelp } from '../diagnostics/region-help.ts';
import { regionIn, type Variables } from '../stack/variables.ts';
import { profileSetting } from './profile-settings.ts';
import type { Surroundings } from './surroundings.ts';

/** A region and who says it: `--region`, `AWS_REGION`, `profile dev`. */
export interface FoundRegion {
  readonly name: string;
  readonly from: string;
}

export interface RegionSources extends Surroundings {
  /** What was asked for goes before the rest. */
  readonly region?: string | undefined;
  /** The profile whose region counts; null where profiles do not, as for the embedded Cloud Control. Default: that of AWS_PROFILE. */
  readonly profile?: string | null | undefined;
}

/** The region of statements that name none, as the AWS CLI finds it; undefined where nobody says. */
export function findRegion({ region, profile, ...surroundings }: RegionSources): FoundRegion | undefined {
  if (region !== undefined) return { name: region, from: '--region' };
  for (const from of ['AWS_REGION', 'AWS_DEFAULT_REGION']) {
    const name = surroundings.environment.get(from);
    if (name !== undefined && name !== '') return { name, from };
  }
  const found = profile === null ? undefined : profileSetting('region', profile, surroundings);
  return found === undefined ? undefined : { name: found.value, from: `profile ${found.profile}` };
}

/**
 * AWS_REGION among the variables that a person gave: it is nearer than that of the environment and than a profile, but an option says
 * more. Undefined where nobody gave it, or an option says otherwise.
 */
export function givenRegion(variables: Variables, region: FoundRegion | undefined): FoundRegion | undefined {
  const isSaid = region?.from === '--region' || region?.from === 'region';
  const name = isSaid ? undefined : regionIn(variables);
  return name === undefined ? undefined : { name, from: 'AWS_REGION' };
}

/** What is wrong with a region; undefined where it may be one, or there is none at all. */
export function regionMistake(region: FoundRegion | undefined): Diagnostic | undefined {
  const help = region === undefined ? undefined : regionHelp(region.name);
  if (region === undefined || help === undefined) return undefined;
  const from = region.from === '--region' || region.from === 'region' ? '' : ` of ${region.from}`;
  return mistake('input/option', `invalid region "${region.name}"${from}`, { help });
}

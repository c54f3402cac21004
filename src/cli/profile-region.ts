import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from './context.ts';

/** The region of a profile, and which profile that is. */
export interface ProfileRegion {
  readonly region: string;
  readonly profile: string;
}

/**
 * The region that the shared configuration files of AWS give a profile: the one that is named, else that of AWS_PROFILE, else `default`.
 * The config file goes before the credentials file, as for the SDK. A file that cannot be read says nothing.
 */
export function profileRegion(named: string | undefined, { environment }: Context): ProfileRegion | undefined {
  const profile = named ?? nonEmpty(environment.get('AWS_PROFILE')) ?? 'default';
  const home = nonEmpty(environment.get('HOME') ?? environment.get('USERPROFILE'));
  const inHome = (name: string): string | undefined => (home === undefined ? undefined : join(home, '.aws', name));
  const config = nonEmpty(environment.get('AWS_CONFIG_FILE')) ?? inHome('config');
  const credentials = nonEmpty(environment.get('AWS_SHARED_CREDENTIALS_FILE')) ?? inHome('credentials');
  const configSections = profile === 'default' ? ['default', 'profile default'] : [`profile ${profile}`];
  const region = regionIn(config, configSections) ?? regionIn(credentials, [profile]);
  return region === undefined ? undefined : { region, profile };
}

function regionIn(path: string | undefined, sections: readonly string[]): string | undefined {
  if (path === undefined) return undefined;
  let isOurs = false;
  let region: string | undefined;
  for (const line of textOf(path).split(/\r?\n/)) {
    const section = /^\s*\[(.*?)\]/.exec(line)?.[1];
    if (section !== undefined) {
      const name = section.trim().replace(/\s+/g, ' ').replaceAll(/["']/g, '');
      isOurs = sections.includes(name);
    } else if (isOurs) {
      // A line that begins with a blank belongs to a group of settings: `s3 =` and what is below it.
      region ??= nonEmpty(/^region\s*=\s*([^\s#;]*)/.exec(line)?.[1]);
    }
  }
  return region;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** An empty variable is none, as for the SDK. */
function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

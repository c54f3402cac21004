import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Surroundings } from './surroundings.ts';

/** What a profile says of one thing, and which profile that is. */
export interface ProfileSetting {
  readonly value: string;
  readonly profile: string;
}

/**
 * A setting (`region`, `ca_bundle`) of a profile in the shared configuration files of AWS: the profile that is named, else that of
 * AWS_PROFILE, else `default`. The config file goes before the credentials file, as for the SDK. A file that cannot be read says nothing.
 */
export function profileSetting(
  setting: string,
  named: string | undefined,
  surroundings: Surroundings,
): ProfileSetting | undefined {
  const profile = profileName(named, surroundings);
  const { config, credentials } = sharedFiles(surroundings);
  const value = settingIn(config, configSections(profile), setting) ?? settingIn(credentials, [profile], setting);
  return value === undefined ? undefined : { value, profile };
}

/** The profile that is meant. */
export function profileName(named: string | undefined, { environment }: Surroundings): string {
  return named ?? nonEmpty(environment.get('AWS_PROFILE')) ?? 'default';
}

/** The names of all profiles that the shared configuration files have, each once; those of the config file first. */
export function profileNames(surroundings: Surroundings): readonly string[] {
  const { config, credentials } = sharedFiles(surroundings);
  const inConfig = sectionsIn(config).flatMap((name) =>
    name === 'default' ? [name] : (/^profile (.+)$/.exec(name)?.slice(1) ?? []),
  );
  return [...new Set([...inConfig, ...sectionsIn(credentials)])];
}

interface SharedFiles {
  readonly config: string | undefined;
  readonly credentials: string | undefined;
}

/** Where the shared configuration files are; undefined where the person has no home. */
export function sharedFiles({ environment }: Surroundings): SharedFiles {
  const home = nonEmpty(environment.get('HOME') ?? environment.get('USERPROFILE'));
  const inHome = (name: string): string | undefined => (home === undefined ? undefined : join(home, '.aws', name));
  return {
    config: nonEmpty(environment.get('AWS_CONFIG_FILE')) ?? inHome('config'),
    credentials: nonEmpty(environment.get('AWS_SHARED_CREDENTIALS_FILE')) ?? inHome('credentials'),
  };
}

function configSections(profile: string): readonly string[] {
  return profile === 'default' ? ['default', 'profile default'] : [`profile ${profile}`];
}

function settingIn(path: string | undefined, sections: readonly string[], setting: string): string | undefined {
  let isOurs = false;
  let value: string | undefined;
  for (const line of linesOf(path)) {
    const section = sectionOf(line);
    if (section !== undefined) isOurs = sections.includes(section);
    // A line that begins with a blank belongs to a group of settings: `s3 =` and what is below it.
    else if (isOurs && value === undefined) value = valueIn(line, setting);
  }
  return value;
}

/** A comment begins after a blank, as for the SDK: paths may hold `#`. */
function valueIn(line: string, setting: string): string | undefined {
  const [name, ...rest] = line.split('=');
  if (name === undefined || /^\s/.test(name) || name.trim() !== setting) return undefined;
  return nonEmpty(
    rest
      .join('=')
      .replace(/(?:^|\s)[#;].*$/, '')
      .trim(),
  );
}

function sectionsIn(path: string | undefined): readonly string[] {
  return linesOf(path).flatMap((line) => sectionOf(line) ?? []);
}

function sectionOf(line: string): string | undefined {
  const section = /^\s*\[(.*?)\]/.exec(line)?.[1];
  return section?.trim().replace(/\s+/g, ' ').replaceAll(/["']/g, '');
}

function linesOf(path: string | undefined): readonly string[] {
  if (path === undefined) return [];
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/);
  } catch {
    return [];
  }
}

/** An empty variable is none, as for the SDK. */
function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

import { profileName, profileNames, sharedFiles } from '../api/profile-settings.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import type { Context } from './context.ts';

/** Profiles that are listed in a help text, where none is near to the one that was named. */
const mostListed = 10;

/** A profile that is named by the option or AWS_PROFILE, and that no shared configuration file has. */
export function missingProfile(named: string | undefined, context: Context): Diagnostic | undefined {
  const name = profileName(named, context);
  const isNamed = named !== undefined || (context.environment.get('AWS_PROFILE') ?? '') !== '';
  const names = profileNames(context);
  if (!isNamed || names.includes(name)) return undefined;
  const from = named === undefined ? ' (AWS_PROFILE)' : '';
  const { config = '~/.aws/config', credentials = '~/.aws/credentials' } = sharedFiles(context);
  return mistake('input/credentials', `there is no profile "${name}"${from} in ${config} or ${credentials}`, {
    help: didYouMean(name, names) ?? otherProfiles(names),
  });
}

function otherProfiles(names: readonly string[]): string {
  if (names.length === 0) return 'no profile is set up: "aws configure" makes one; --local needs no account';
  const more = names.length > mostListed ? `, and ${names.length - mostListed} more` : '';
  return `there are ${names.slice(0, mostListed).join(', ')}${more}; --local needs no account`;
}

import type { Target } from '../api/open-target.ts';
import { shorten } from '../base/text.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { credentialsProblem } from '../report/credentials-problem.ts';

/**
 * Why requests in a region cannot be signed, said before the run begins. Other trouble on the way (a proxy, a network) is the run's to
 * tell: it tries again.
 */
export async function missingCredentials(
  region: string,
  { provider }: Target,
  { profile }: { readonly profile: string | undefined },
): Promise<Diagnostic | undefined> {
  const failure = await provider.findCredentials?.(region);
  if (failure?.kind !== 'credentials') return undefined;
  const { what, help } = credentialsProblem(failure);
  const words = shorten(failure.message.replace(/\.$/, ''), 300);
  const named = profile === undefined ? help : help.replace('"aws sso login"', `"aws sso login --profile ${profile}"`);
  return mistake('input/credentials', `${what}: ${words}`, { help: named });
}

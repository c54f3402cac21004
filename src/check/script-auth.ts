import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Stack } from '../stack/stack.ts';

/** `auth` of resources that sign nothing: a script calls what it likes, with the environment that it is given. */
export function authOfScripts({ resources }: Stack): readonly Diagnostic[] {
  return resources.flatMap(({ name, manifest, auth }) => {
    const [first] = auth;
    if (manifest.kind !== 'script' || first === undefined) return [];
    return mistake('manifest/misplaced-key', `"auth" of ${name} has no effect: a script makes its requests itself`, {
      at: first.value.at,
      help: 'remove it, and set AWS_PROFILE in the script, or in the environment of the run',
    });
  });
}

import { mistake, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Manifest } from '../manifest.ts';

/** What the stack gives up it cannot build as well. */
export function forgottenNames({ forget, resources }: Manifest): readonly Diagnostic[] {
  return forget.flatMap(({ name, at }) => {
    const resource = resources.find((one) => one.name === name);
    if (resource === undefined) return [];
    return [
      mistake('manifest/forgotten-name', `"${name}" is in "forget" and is also a resource of the stack`, {
        at,
        related: [{ message: 'the resource', at: resource.at }],
        help: 'remove it from "forget" to keep it, or from "resources" to give it up',
      }),
    ];
  });
}

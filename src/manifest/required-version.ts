import { createRequire } from 'node:module';
import { versionOf } from '../base/package-root.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ManifestValue } from './manifest.ts';
import { memberOf, textOf } from './manifest-value.ts';

/** What is used of the library of npm itself. */
interface VersionLibrary {
  readonly validRange: (range: string) => string | null;
  readonly satisfies: (version: string, range: string, options: { readonly includePrerelease: boolean }) => boolean;
}

/**
 * Why this version of stack-deploy must not read the manifest: its `requires` names other versions, or is no range of versions. A version
 * before a release (`2.0.0-rc.1`) counts as within a range that holds it by order.
 */
export function refusedVersion(root: ManifestValue, version?: string): Diagnostic | undefined {
  const written = memberOf(root, 'requires');
  const range = textOf(written);
  // A value of another kind is told with the shape of the manifest.
  if (written === undefined || range === undefined) return undefined;
  const library = createRequire(import.meta.url)('semver') as VersionLibrary;
  if (range.trim() === '' || library.validRange(range) === null) {
    return mistake('manifest/requires', `"${range}" is not a range of versions`, {
      at: written.at,
      help: 'write one like ">=1.4 <2"',
    });
  }
  const running = version ?? versionOf();
  if (library.satisfies(running, range, { includePrerelease: true })) return undefined;
  return mistake('manifest/requires', `the stack requires stack-deploy ${range}, and this is ${running}`, {
    at: written.at,
    help: `run a version that fits: npx stack-deploy@"${range}" …`,
  });
}

import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { readAuth } from '../auth.ts';
import type { Manifest } from '../manifest.ts';

/** Credentials that a resource asks for and would not get. */
export function supportedAuth(manifest: Manifest): readonly Diagnostic[] {
  return manifest.resources.flatMap((resource) => readAuth(resource).diagnostics);
}

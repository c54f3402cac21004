import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Manifest } from '../manifest.ts';

/** A rule for manifests that a JSON Schema cannot state. */
export type ManifestRule = (manifest: Manifest) => readonly Diagnostic[];

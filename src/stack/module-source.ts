import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Source } from '../diagnostics/source.ts';
import type { Manifest, ManifestResource } from '../manifest/manifest.ts';
import type { Variables } from './variables.ts';

/** Where the entries of `modules` come from: files of code, which are run. */
export interface ModuleSource {
  load(options: ModuleOptions): LoadedModules;
}

export interface ModuleOptions {
  readonly manifest: Manifest;
  /** The folder of the stack. */
  readonly folder: string;
  readonly environment: string;
  readonly variables: Variables | undefined;
  readonly workingDirectory: string;
}

export interface LoadedModules {
  /** In the short form; they come after the entries of the manifest. */
  readonly entries: readonly ManifestResource[];
  readonly files: readonly Source[];
  readonly diagnostics: readonly Diagnostic[];
}

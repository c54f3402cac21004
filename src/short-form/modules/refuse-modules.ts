import { mistake } from '../../diagnostics/diagnostic.ts';
import type { ModuleSource } from '../../stack/module-source.ts';

/** Runs no module: a stack that lists one cannot be read. */
export const refusedModules: ModuleSource = {
  load: ({ manifest }) => ({
    entries: [],
    files: [],
    diagnostics: manifest.modules.map(({ name, at }) =>
      mistake('manifest/module', `the module "${name}" is not run: --no-modules refuses code`, {
        at,
        help: 'read the module, and run the command without --no-modules if you trust it',
      }),
    ),
  }),
};

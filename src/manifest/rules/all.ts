import { dependencies } from './dependencies.ts';
import { duplicateNames } from './duplicate-names.ts';
import { emptyGlobals } from './empty-globals.ts';
import { environments } from './environments.ts';
import { forgottenNames } from './forgotten-names.ts';
import { pathsInsideStack } from './paths-inside-stack.ts';
import { protectedExports } from './protected-exports.ts';
import type { ManifestRule } from './rule.ts';
import { supportedAuth } from './supported-auth.ts';

/** Every rule; they do not depend on each other or on their order. */
export const manifestRules: readonly ManifestRule[] = [
  dependencies,
  duplicateNames,
  emptyGlobals,
  environments,
  forgottenNames,
  pathsInsideStack,
  protectedExports,
  supportedAuth,
];

import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction } from 'node:vm';
import { err, ok, type Result } from '../../base/result.ts';
import type { Source } from '../../diagnostics/source.ts';

/** What `createResources` is called with. */
export interface ModuleContext {
  readonly config: Readonly<Record<string, unknown>>;
  readonly getId: (options: unknown) => string;
}

/**
 * What `createResources` of a CommonJS module returns. The module is code: it runs with the rights of the process. The error is what it
 * threw, or why there is nothing to call.
 */
export function runModule(source: Source, path: string, context: ModuleContext): Result<readonly unknown[], string> {
  try {
    const module: { exports: unknown } = { exports: {} };
    const names = ['exports', 'module', 'require', '__filename', '__dirname'];
    // compileFunction() gives a function of these parameters.
    const run = compileFunction(source.text, names, { filename: path }) as (...values: readonly unknown[]) => unknown;
    run(module.exports, module, createRequire(path), path, dirname(path));
    const { createResources } = module.exports as { readonly createResources?: (context: ModuleContext) => unknown };
    if (typeof createResources !== 'function') return err('it does not export a function "createResources"');
    const made = createResources(context);
    return Array.isArray(made) ? ok(made as readonly unknown[]) : err('"createResources" does not return a list');
  } catch (error) {
    return err(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
}

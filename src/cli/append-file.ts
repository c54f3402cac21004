import { appendFileSync } from 'node:fs';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';

/** Adds a text to a file that a pipeline gives for it; a diagnostic where that fails. `what`: `the step summary`. */
export function appendToFile(what: string, path: string, text: string): Diagnostic | undefined {
  try {
    appendFileSync(path, text);
    return undefined;
  } catch (error) {
    return mistake(
      'input/file-missing',
      `${what} ${path} cannot be written (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}

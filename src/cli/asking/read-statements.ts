import { buffer } from 'node:stream/consumers';
import { budgets } from '../../base/budgets.ts';
import { mistake, type Parsed } from '../../diagnostics/diagnostic.ts';
import type { Source } from '../../diagnostics/source.ts';
import { loadSource } from '../../stack/load-source.ts';
import type { Context } from '../context.ts';

/** The text with statements: the argument, a file, or standard input (`-`, or where neither is given and something is piped in). */
export async function readStatements(
  sql: string | undefined,
  file: string | undefined,
  context: Context,
): Promise<Parsed<Source>> {
  const refuse = (message: string, help: string): Parsed<Source> => ({
    value: undefined,
    diagnostics: [mistake('input/statement', message, { help })],
  });
  if (sql !== undefined && file !== undefined) {
    return refuse('a statement is given and a file of statements too', 'give the one or the other');
  }
  if (sql !== undefined && sql !== '-') return { value: { path: '<query>', text: sql }, diagnostics: [] };
  if (file !== undefined && file !== '-') {
    return loadSource(file, { workingDirectory: context.workingDirectory, what: 'the file' });
  }
  const input = context.input;
  if (input === undefined || (input.isTerminal && sql !== '-' && file !== '-')) {
    return refuse(
      'there is no statement',
      'write it behind the command, name a file with -f, or pipe it in; `stack-deploy shell` asks for one after the other',
    );
  }
  return readInput(await buffer(input.stream));
}

function readInput(bytes: Uint8Array): Parsed<Source> {
  const path = '<stdin>';
  if (bytes.length > budgets.fileCharacters) {
    const message = `standard input has ${bytes.length} bytes; at most ${budgets.fileCharacters} are read`;
    return { value: undefined, diagnostics: [mistake('input/file-too-large', message)] };
  }
  try {
    return { value: { path, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }, diagnostics: [] };
  } catch {
    return { value: undefined, diagnostics: [mistake('input/not-text', 'standard input is not UTF-8 text')] };
  }
}

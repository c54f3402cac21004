import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Stream } from '../context.ts';
import { createKeyGate, type KeySource } from './key-gate.ts';
import type { LineSource } from './line-source.ts';

export interface TerminalOptions {
  readonly input: KeySource;
  readonly output: Stream;
  /** What was typed before, newest first. */
  readonly history: readonly string[];
  /** What may stand at the end of a line, and the part of the line that it would replace. */
  readonly complete: (line: string) => readonly [readonly string[], string];
  /** Ctrl-C while the shell is busy with a line. */
  readonly onInterrupt: () => void;
  /** Ctrl-C while a line is typed, which is thrown away. */
  readonly onDiscard: () => void;
}

const entriesKept = 1000;

/** Lines that a person types, with editing, completion and history. Between a line and the next prompt nothing is typed but Ctrl-C. */
export function openTerminal(options: TerminalOptions): LineSource {
  const { input, output, complete, onInterrupt, onDiscard } = options;
  const gate = createKeyGate(input, () => {
    output.write('^C\n');
    onInterrupt();
  });
  const reader = createInterface({
    input: gate.keys,
    output: writableOf(output),
    terminal: true,
    history: [...options.history],
    historySize: entriesKept,
    removeHistoryDuplicates: true,
    completer: (line: string): [string[], string] => {
      const [hits, word] = complete(line);
      return [[...hits], word];
    },
  });
  /** What the arrow keys go through, newest first: readline's own list. */
  let typed: string[] = [];
  reader.on('history', (entries: string[]) => (typed = entries));
  reader.on('line', () => gate.hold());
  // After Ctrl-Z and fg.
  reader.on('SIGCONT', () => reader.prompt(true));
  reader.on('SIGINT', () => {
    output.write('^C\n');
    // Readline's own keys: to the end of the line, and away with all before.
    reader.write(null, { ctrl: true, name: 'e' });
    reader.write(null, { ctrl: true, name: 'u' });
    onDiscard();
  });
  return {
    lines: reader,
    prompt: (text) => {
      reader.setPrompt(text);
      reader.prompt();
      gate.release();
    },
    join: (lines, entry) => {
      while (typed[0] !== undefined && lines.has(typed[0].trim())) typed.shift();
      typed.unshift(entry);
    },
    close: () => {
      reader.close();
      gate.close();
    },
  };
}

/** Readline wants a stream of Node's, and asks it how wide it is. */
function writableOf(output: Stream): Writable {
  const stream = new Writable({
    decodeStrings: false,
    write: (text: string, _encoding, done) => {
      output.write(text);
      done();
    },
  });
  return Object.defineProperty(stream, 'columns', { get: () => output.columns() });
}

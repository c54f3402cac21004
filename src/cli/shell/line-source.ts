import { createInterface } from 'node:readline';

/** Where a shell gets its lines from. */
export interface LineSource {
  readonly lines: AsyncIterable<string>;
  /** Asks for the next line; does nothing where nobody is asked. */
  prompt(text: string): void;
  /** What was typed as these lines comes back as one entry. */
  join(lines: ReadonlySet<string>, entry: string): void;
  close(): void;
}

/** Lines of a pipe or file, up to its end. */
export function openPipe(input: NodeJS.ReadableStream): LineSource {
  const reader = createInterface({ input, crlfDelay: Infinity });
  return { lines: reader, prompt: () => undefined, join: () => undefined, close: () => reader.close() };
}

import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { OpenedStack } from '../api/opened-stack.ts';
import { mistake, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Verb } from '../lifecycle/outcome.ts';
import { needsConfirmation } from '../stack/environment.ts';
import { describeTarget } from './api-options.ts';
import type { Context } from './context.ts';
import type { StackOptions } from './options.ts';

/**
 * Asks the person at the terminal whether a run that changes something may begin, where the manifest says `confirm: true`. The
 * diagnostic says why it may not; undefined where it may.
 */
export async function confirmRun(
  verb: Verb,
  { stack }: Pick<OpenedStack, 'stack'>,
  options: StackOptions,
  context: Context,
): Promise<Diagnostic | undefined> {
  if (verb === 'test' || options.yes === true || !needsConfirmation(stack)) return undefined;
  const about = `${verb} of ${stack.manifest.name} in environment "${stack.environment}"`;
  if (!canAsk(context)) {
    return mistake('input/confirmation', `the ${about} has to be confirmed, and there is no terminal to ask at`, {
      help: 'give it --yes',
    });
  }
  const isConfirmed = await askYes(`This is the ${about}, on ${describeTarget(options, context)}.`, context);
  if (isConfirmed) return undefined;
  return mistake('input/confirmation', `the ${about} was not confirmed`, { help: 'answer yes, or give it --yes' });
}

/** Whether there is somebody at a terminal. */
export function canAsk({ input, errors }: Context): boolean {
  return input?.isTerminal === true && errors.isTerminal;
}

/** Shows a text and asks whether to go on; true where the answer is `yes`. */
export async function askYes(text: string, { input, errors, stopping }: Context): Promise<boolean> {
  if (input === undefined) return false;
  errors.write(`${text} Go on? Only "yes" is accepted: `);
  const answer = await nextLine(input.stream, stopping.stop);
  return answer?.trim() === 'yes';
}

/** What is typed up to the end of the line; undefined where the input ends or the person interrupts. */
async function nextLine(stream: NodeJS.ReadableStream, signal: AbortSignal): Promise<string | undefined> {
  if (signal.aborted) return undefined;
  const reader = createInterface({ input: stream });
  const ended = new AbortController();
  reader.once('close', () => ended.abort());
  try {
    const [line] = (await once(reader, 'line', { signal: AbortSignal.any([signal, ended.signal]) })) as [string];
    return line;
  } catch {
    return undefined;
  } finally {
    reader.close();
  }
}

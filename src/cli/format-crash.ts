import { versionOf } from '../base/package-root.ts';

/** A bug that showed while a command ran, and what masks the secrets of that command. */
export class Crash extends Error {
  readonly maskText: (text: string) => string;
  constructor(cause: unknown, maskText: (text: string) => string) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'Crash';
    this.maskText = maskText;
  }
}

/** What is shown when the program itself is wrong. */
export function formatCrash(thrown: unknown): string {
  const { error, maskText } =
    thrown instanceof Crash
      ? { error: thrown.cause, maskText: thrown.maskText }
      : { error: thrown, maskText: (text: string) => text };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    '',
    'stack-deploy has made a mistake of its own. Please report it, with the lines below.',
    `version ${versionOf()}, Node ${process.versions.node}, ${process.platform}`,
    maskText(stack),
    '',
  ].join('\n');
}

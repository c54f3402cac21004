import { versionOf } from './version.ts';

/** What is shown when the program itself is wrong. */
export function formatCrash(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [
    '',
    'stack-deploy has made a mistake of its own. Please report it, with the lines below.',
    `version ${versionOf()}, Node ${process.versions.node}, ${process.platform}`,
    stack,
    '',
  ].join('\n');
}

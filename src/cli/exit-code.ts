/** What the process says when it ends; the table in the help is made from it. */
export const exitCodes = {
  done: { code: 0, meaning: 'everything was done' },
  failed: { code: 1, meaning: 'something failed or was refused; test: something is not as desired' },
  changes: { code: 2, meaning: 'with --detailed-exitcode: a build would change something, or there is drift' },
  interrupted: { code: 130, meaning: 'interrupted (SIGINT)' },
  terminated: { code: 143, meaning: 'terminated (SIGTERM)' },
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]['code'];

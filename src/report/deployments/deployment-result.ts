import type { JsonObject } from '../../base/json.ts';
import { count } from '../../base/text.ts';
import type { JUnitSuite } from '../junit/junit-suite.ts';
import type { RunSubject } from '../run-report/recorded-run.ts';

/** How one of many runs ended. Texts are masked by whoever makes it. */
export interface DeploymentResult {
  /** `stacks/network` */
  readonly folder: string;
  /** The stack's name. */
  readonly stack: string;
  readonly environment: string;
  readonly region: string | undefined;
  /** `changes`: a build would change something, or there is drift. `not-started`: the person interrupted before. */
  readonly end: 'failed' | 'changes' | 'done' | 'not-started';
  /** One line: counts, or why it failed. */
  readonly detail: string;
  /** Its reports as if it were alone; absent where it was not started. */
  readonly report?: {
    readonly suite: JUnitSuite;
    readonly document: JsonObject;
    readonly markdown: string;
  };
}

/** All runs of a command over several stacks and environments, in their order. */
export interface DeploymentResults {
  readonly command: RunSubject['command'];
  /** What was asked for: `stacks/* (prd-*)`. */
  readonly asked: string;
  readonly results: readonly DeploymentResult[];
}

/** `network (prd-eu)`, `network (prd-eu, eu-west-1)`. */
export function nameOf({
  stack,
  environment,
  region,
}: Pick<DeploymentResult, 'stack' | 'environment' | 'region'>): string {
  return `${stack} (${region === undefined ? environment : `${environment}, ${region}`})`;
}

/** What a person reads of how it ended. */
export function endWord(command: RunSubject['command'], end: DeploymentResult['end']): string {
  switch (end) {
    case 'failed':
      return 'failed';
    case 'changes':
      return command === 'drift' ? 'drift' : 'changes';
    case 'not-started':
      return 'not started';
    case 'done':
      return doneWords[command];
  }
}

const doneWords: Readonly<Record<RunSubject['command'], string>> = {
  build: 'done',
  test: 'passed',
  teardown: 'done',
  plan: 'no changes',
  drift: 'no drift',
};

/** `60 runs: 1 failed, 2 with changes, 57 without changes`. */
export function summaryOf({ command, results }: DeploymentResults): string {
  const ends = ['failed', 'changes', 'not-started', 'done'] as const;
  const counts = ends.flatMap((end) => {
    const amount = results.filter((result) => result.end === end).length;
    return amount === 0 ? [] : [`${amount} ${amountWord(command, end)}`];
  });
  return `${count(results.length, 'run')}: ${counts.join(', ')}`;
}

function amountWord(command: RunSubject['command'], end: DeploymentResult['end']): string {
  const what = command === 'drift' ? 'drift' : 'changes';
  if (end === 'changes') return `with ${what}`;
  return end === 'done' && isLook(command) ? `without ${what}` : endWord(command, end);
}

/** Whether a command changes nothing, and shows a document of its own. */
export function isLook(command: RunSubject['command']): command is 'plan' | 'drift' {
  return command === 'plan' || command === 'drift';
}

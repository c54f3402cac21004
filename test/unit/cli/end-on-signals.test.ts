import { expect } from 'chai';
import { SignalHandler } from '../../../src/cli/end-on-signals.ts';

/** What the signals lead to, in order; `wait` lets the time that is waited for pass. */
function received(isInteractive: boolean, ...steps: readonly ('SIGINT' | 'SIGTERM' | 'wait')[]): readonly string[] {
  const done: string[] = [];
  const waiting: (() => void)[] = [];
  const handler = new SignalHandler({
    interruption: {
      stop: () => void done.push('stop'),
      abandon: () => void done.push('abandon'),
      cancel: () => void done.push('cancel'),
    },
    isInteractive,
    graceMs: () => 5_000,
    exit: (code) => void done.push(`exit ${code}`),
    later: (ms, call) => {
      done.push(`in ${ms} ms`);
      waiting.push(call);
    },
  });
  for (const step of steps) {
    if (step === 'wait') waiting.shift()?.();
    else handler.receive(step);
  }
  return [...done, `ended by ${String(handler.endedBy)}`];
}

const cases: readonly (readonly [boolean, readonly ('SIGINT' | 'SIGTERM' | 'wait')[], readonly string[]])[] = [
  [true, [], ['ended by undefined']],
  [true, ['SIGINT'], ['stop', 'ended by 130']],
  [false, ['SIGINT'], ['stop', 'ended by 130']],
  [true, ['SIGINT', 'SIGINT'], ['stop', 'cancel', 'in 5000 ms', 'ended by 130']],
  [true, ['SIGINT', 'SIGINT', 'SIGINT'], ['stop', 'cancel', 'in 5000 ms', 'exit 130', 'ended by 130']],
  [
    true,
    ['SIGINT', 'SIGINT', 'wait', 'wait'],
    ['stop', 'cancel', 'in 5000 ms', 'abandon', 'in 1000 ms', 'exit 130', 'ended by 130'],
  ],
  [false, ['SIGINT', 'SIGINT'], ['stop', 'exit 130', 'ended by 130']],
  [false, ['SIGTERM'], ['stop', 'in 5000 ms', 'ended by 143']],
  [false, ['SIGTERM', 'wait', 'wait'], ['stop', 'in 5000 ms', 'abandon', 'in 1000 ms', 'exit 143', 'ended by 143']],
  [false, ['SIGTERM', 'SIGTERM'], ['stop', 'in 5000 ms', 'exit 143', 'ended by 143']],
  [false, ['SIGINT', 'SIGTERM'], ['stop', 'exit 130', 'ended by 130']],
  [true, ['SIGTERM', 'SIGINT'], ['stop', 'in 5000 ms', 'cancel', 'in 5000 ms', 'ended by 143']],
];

describe('signals', () => {
  for (const [isInteractive, signals, expected] of cases)
    it(`${isInteractive ? 'at a terminal' : 'without a terminal'}: ${signals.join(', ') || 'none'}`, () => {
      expect(received(isInteractive, ...signals)).to.deep.equal(expected);
    });
});

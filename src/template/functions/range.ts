import type { Operation } from '../operations/operation.ts';

export const rangeFunction: Operation = {
  name: 'range',
  parameters: ['start?', 'stop?', 'step?'],
  otherParameters: { end: 'stop', step_by: 'step' },
  summary: 'Whole numbers from `start` to before `stop`; with one argument from 0 to before it.',
  apply: (_input, args, call) => {
    if (!args.has('start') && !args.has('stop')) return call.wrong('it needs the number to stop before');
    const whole = (name: string, fallback: number): number => args.whole(name, fallback, -(2 ** 31));
    const start = args.has('stop') ? whole('start', 0) : 0;
    const stop = args.has('stop') ? whole('stop', 0) : whole('start', 0);
    const step = whole('step', 1);
    if (step === 0) return call.wrong('"step" cannot be 0');
    const length = Math.max(0, Math.ceil((stop - start) / step));
    call.charge(length);
    return Array.from({ length }, (_, index) => start + index * step);
  },
};

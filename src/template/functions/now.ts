import type { Operation } from '../operations/operation.ts';

export const nowFunction: Operation = {
  name: 'now',
  parameters: ['timestamp?', 'utc?'],
  summary:
    'The time at which the run began, the same throughout the run, in UTC; with `timestamp=true` as seconds since 1970.',
  apply: (_input, args, call) =>
    args.flag('timestamp', false) ? Math.floor(call.startedAtMs / 1000) : new Date(call.startedAtMs).toISOString(),
};

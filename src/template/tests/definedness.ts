import type { Test } from '../operations/operation.ts';

/** Whether a name, or a member, is there at all. What only the build will know is defined. */
export const definednessTests: readonly Test[] = [
  {
    name: 'defined',
    marks: 'raw',
    acceptsMissing: true,
    summary: 'It is there, be it null.',
    apply: (_input, _args, call) => !call.isMissing,
  },
  {
    name: 'undefined',
    marks: 'raw',
    acceptsMissing: true,
    summary: 'It is not there.',
    apply: (_input, _args, call) => call.isMissing,
  },
];

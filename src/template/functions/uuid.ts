import type { Operation } from '../operations/operation.ts';

export const uuidFunction: Operation = {
  name: 'uuid',
  summary: 'A new random UUID at every call.',
  apply: (_input, _args, call) => call.random.uuid(),
};

import type { Operation } from '../operations/operation.ts';
import { knownText } from '../operations/known-text.ts';

export const ssmFunction: Operation = {
  name: 'ssm',
  parameters: ['name', 'region?'],
  summary: 'The value of a parameter of Systems Manager, a text; a SecureString is a secret.',
  marks: 'raw',
  apply: (_input, args, call) => {
    const name = knownText(args, 'name', call) ?? call.wrong('"name" is null');
    const region = knownText(args, 'region', call);
    if (typeof name !== 'string') return name;
    if (region !== undefined && typeof region !== 'string') return region;
    return call.lookUp({ kind: 'parameter', name, region });
  },
};

import type { Operation } from '../operations/operation.ts';
import { knownText } from '../operations/known-text.ts';

export const secretFunction: Operation = {
  name: 'secret',
  parameters: ['name', 'key?', 'region?'],
  summary: 'A secret of Secrets Manager, by its name or ARN; with `key` a member of the JSON object that it holds.',
  marks: 'raw',
  apply: (_input, args, call) => {
    const name = knownText(args, 'name', call) ?? call.wrong('"name" is null');
    const key = knownText(args, 'key', call);
    const region = knownText(args, 'region', call);
    if (typeof name !== 'string') return name;
    if (key !== undefined && typeof key !== 'string') return key;
    if (region !== undefined && typeof region !== 'string') return region;
    return call.lookUp({ kind: 'secret', name, key, region });
  },
};

import type { Operation } from '../operations/operation.ts';
import { mapOf, textOf } from '../operations/reading.ts';

/** Methods of maps, as of Python's `dict`. */
export const mapMethods: readonly Operation[] = [
  {
    name: 'items',
    marks: 'leaves',
    summary: 'The members as `[key, value]`.',
    apply: (input, _args, call) => Object.entries(mapOf(input, call)),
  },
  {
    name: 'keys',
    marks: 'leaves',
    summary: 'The keys.',
    apply: (input, _args, call) => Object.keys(mapOf(input, call)),
  },
  {
    name: 'values',
    marks: 'leaves',
    summary: 'The values.',
    apply: (input, _args, call) => Object.values(mapOf(input, call)),
  },
  {
    name: 'get',
    parameters: ['key', 'default?'],
    marks: 'leaves',
    summary: 'A member, or `default`, or null.',
    apply: (input, args, call) => {
      const map = mapOf(input, call);
      const key = textOf(args.value('key'), call, '"key"');
      return (Object.hasOwn(map, key) ? map[key] : args.optional('default')) ?? null;
    },
  },
  {
    name: 'copy',
    marks: 'leaves',
    summary: 'The map itself: values never change.',
    apply: (input) => input,
  },
];

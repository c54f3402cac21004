import { type Value } from '../../values/value.ts';
import type { Operation } from '../operations/operation.ts';
import { itemsOf } from '../operations/reading.ts';

export const selectattrFilter: Operation = {
  name: 'selectattr',
  parameters: ['attribute', 'test?', '*arguments'],
  marks: 'leaves',
  summary: 'The items of which a member passes a test.',
  apply: (input, args, call) => {
    const items = itemsOf(input, call);
    call.charge(items.length);
    const path = args.text('attribute');
    const passes = (item: Value): boolean => {
      const member = call.member(item, path);
      const test = args.has('test') ? args.text('test') : undefined;
      if (test === 'defined' || test === 'undefined') return (member !== undefined) === (test === 'defined');
      if (member === undefined) return test === undefined ? false : call.wrong(`an item has no member "${path}"`);
      return test === undefined ? call.truth(member) : call.test(test, member, args.rest);
    };
    return items.filter((item) => passes(item));
  },
};

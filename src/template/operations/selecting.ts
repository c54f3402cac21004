import type { Value } from '../../values/value.ts';
import type { Arguments } from './arguments.ts';
import type { Call } from './call.ts';
import type { Operation } from './operation.ts';
import { itemsOf } from './reading.ts';

/** Keeps the items of which something passes a test, or does not where `wanted` is false; without a test it is whether it is true. */
export function keepingItems(wanted: boolean): Operation['apply'] {
  return keeping(wanted, (item, args, call) =>
    args.has('test') ? call.test(args.text('test'), item, args.rest) : call.truth(item),
  );
}

/** The same of a member that each item has; whether it has one can be tested too. */
export function keepingByMember(wanted: boolean): Operation['apply'] {
  return keeping(wanted, (item, args, call) => {
    const path = args.text('attribute');
    const member = call.member(item, path);
    const test = args.has('test') ? args.text('test') : undefined;
    if (test === 'defined' || test === 'undefined') return (member !== undefined) === (test === 'defined');
    if (member === undefined) return test === undefined ? false : call.wrong(`an item has no member "${path}"`);
    return test === undefined ? call.truth(member) : call.test(test, member, args.rest);
  });
}

function keeping(wanted: boolean, passes: (item: Value, args: Arguments, call: Call) => boolean): Operation['apply'] {
  return (input, args, call) => {
    const items = itemsOf(input, call);
    call.charge(items.length);
    return items.filter((item) => passes(item, args, call) === wanted);
  };
}

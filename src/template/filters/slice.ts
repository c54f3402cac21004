import { isValueList, type Value } from '../../values/value.ts';
import type { Arguments } from '../operations/arguments.ts';
import type { Call } from '../operations/call.ts';
import type { Operation } from '../operations/operation.ts';
import { itemsOf, listOf } from '../operations/reading.ts';

/** Two filters under one name: Jinja's divides a list, the one of stackql-deploy 2 cuts it and names its arguments. */
export const sliceFilter: Operation = {
  name: 'slice',
  parameters: ['slices?', 'fill_with?', 'start?', 'end?'],
  marks: 'leaves',
  summary: 'The items in a given number of lists; with `start` or `end` the items from there to before there.',
  apply: (input, args, call) => {
    const isCut = args.has('start') || args.has('end');
    if (isCut && (args.has('slices') || args.has('fill_with'))) {
      return call.wrong('"start" and "end" cut the list, "slices" divides it: give one kind');
    }
    if (isCut) return cut(input, args, call);
    if (!args.has('slices')) return call.wrong('it needs "slices", or "start" and "end"');
    return divided(itemsOf(input, call), args, call);
  },
};

/** Negative places count from the end. */
function cut(input: Value, args: Arguments, call: Call): Value {
  const place = (name: string): number | undefined => (args.has(name) ? args.whole(name, 0, -(2 ** 31)) : undefined);
  const help = typeof input === 'string' ? 'write `text[1:3]`' : undefined;
  if (!isValueList(input) && help !== undefined) return call.wrong('it cuts a list', help);
  const items = listOf(input, call);
  call.charge(items.length);
  return items.slice(place('start'), place('end'));
}

function divided(items: readonly Value[], args: Arguments, call: Call): Value {
  const amount = args.whole('slices', 1, 1);
  const filler = args.optional('fill_with') ?? null;
  call.charge(items.length + amount);
  const size = Math.floor(items.length / amount);
  const longer = items.length % amount;
  let start = 0;
  return Array.from({ length: amount }, (_, index): Value => {
    const end = start + size + (index < longer ? 1 : 0);
    const part = items.slice(start, end);
    start = end;
    return filler !== null && index >= longer ? [...part, filler] : part;
  });
}

import type { Operation } from '../operations/operation.ts';
import { itemsOf, textOf } from '../operations/reading.ts';

export const mapFilter: Operation = {
  name: 'map',
  parameters: ['filter?', '*arguments', '**keywords'],
  marks: 'leaves',
  summary: 'A filter applied to every item, or with `attribute` a member of every item.',
  apply: (input, args, call) => {
    const items = itemsOf(input, call);
    call.charge(items.length);
    const attribute = args.keywords.get('attribute');
    if (attribute === undefined) {
      const [unknown] = args.keywords.keys();
      if (unknown !== undefined) return call.wrong(`it has no argument "${unknown}"`);
      if (!args.has('filter')) return call.wrong('it needs the name of a filter, or `attribute`');
      return items.map((item) => call.filter(args.text('filter'), item, args.rest));
    }
    const path = typeof attribute === 'number' ? attribute : textOf(attribute, call, '"attribute"');
    const fallback = args.keywords.get('default');
    return items.map((item) => call.member(item, path) ?? fallback ?? call.wrong(`an item has no member "${path}"`));
  },
};

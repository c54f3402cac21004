import { isValueList, isValueMap, type Value } from '../../values/value.ts';
import { Registry } from '../operations/registry.ts';
import { listMethods } from './list-methods.ts';
import { mapMethods } from './map-methods.ts';
import { textMethods } from './text-methods.ts';

/** Every method that a value has. There are no others: what is not in these lists cannot be called. */
export const methods = {
  text: new Registry(textMethods),
  list: new Registry(listMethods),
  map: new Registry(mapMethods),
  none: new Registry([]),
} as const;

export function methodsOf(value: Value): Registry<(typeof textMethods)[number]> {
  if (typeof value === 'string') return methods.text;
  if (isValueList(value)) return methods.list;
  if (isValueMap(value)) return methods.map;
  return methods.none;
}

const immutable = 'values never change: set a name to a new value';

/** Methods of Python that would change a value, and what to write instead. */
export const changingMethods: ReadonlyMap<string, string> = new Map([
  ['append', 'lists never change: write `{% set xs = xs + [x] %}`'],
  ['extend', 'lists never change: write `{% set xs = xs + more %}`'],
  ['update', 'maps never change: write `map | merge_objects(more)`'],
  ['sort', 'lists never change: write `xs | sort`'],
  ['reverse', 'lists never change: write `xs | reverse`'],
  ['insert', immutable],
  ['pop', immutable],
  ['popitem', immutable],
  ['remove', immutable],
  ['clear', immutable],
  ['setdefault', immutable],
]);

import { parseJson } from '../../base/json.ts';
import { isOmit, unknownsIn } from '../../values/reading.ts';
import { isMarked, Secret, SqlList, type Value } from '../../values/value.ts';
import type { Operation } from '../operations/operation.ts';
import { listOf } from '../operations/reading.ts';

export const sqlListFilter: Operation = {
  name: 'sql_list',
  marks: 'raw',
  summary: "A list, or its JSON, as it stands after IN: `('a', 'b')`; an empty one as `(NULL)`.",
  apply: (input, _args, call) => {
    // A list that only the build will know is one all the same: its place is that of a list, and not of one value.
    const [unknown] = isMarked(input) ? unknownsIn(input) : [];
    if (unknown !== undefined) return new SqlList([unknown]);
    const opened: Value = input instanceof Secret ? input.value : input;
    const given = typeof opened === 'string' ? parseJson(opened) : opened;
    if (given === undefined) return call.wrong(`${call.show(input)} is not JSON`);
    const items = listOf(given, call).filter((item) => !isOmit(item));
    // What is inside a secret is no list with marks: it is plain.
    return new SqlList(input instanceof Secret ? items.map((item) => conceal(item)) : items);
  },
};

function conceal(item: Value): Value {
  return isMarked(item) || item === null ? item : new Secret(item as Secret['value']);
}

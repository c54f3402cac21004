import { parseJson } from '../../base/json.ts';
import { isOmit } from '../../values/reading.ts';
import { SqlList } from '../../values/value.ts';
import type { Operation } from '../operations/operation.ts';
import { listOf } from '../operations/reading.ts';

export const sqlListFilter: Operation = {
  name: 'sql_list',
  marks: 'leaves',
  summary: "A list, or its JSON, as it stands after IN: `('a', 'b')`; an empty one as `(NULL)`.",
  apply: (input, _args, call) => {
    const given = typeof input === 'string' ? parseJson(input) : input;
    if (given === undefined) return call.wrong(`${call.show(input)} is not JSON`);
    return new SqlList(listOf(given, call).filter((item) => !isOmit(item)));
  },
};

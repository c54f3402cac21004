import { formatPointer } from '../../base/json-pointer.ts';
import { parseJson } from '../../base/json.ts';
import { isOmit } from '../../values/reading.ts';
import type { Operation } from '../operations/operation.ts';
import { mapOf } from '../operations/reading.ts';

export const generatePatchDocumentFilter: Operation = {
  name: 'generate_patch_document',
  marks: 'leaves',
  summary:
    'A map, or its JSON, as the list of `add` operations that set its members. Values stay as they are; a null stays null, and an omitted member has no operation.',
  apply: (input, _args, call) => {
    const given = typeof input === 'string' ? parseJson(input) : input;
    if (given === undefined) return call.wrong(`${call.show(input)} is not JSON`);
    return Object.entries(mapOf(given, call))
      .filter(([, value]) => !isOmit(value))
      .map(([key, value]) => ({ op: 'add', path: formatPointer([key]), value }));
  },
};

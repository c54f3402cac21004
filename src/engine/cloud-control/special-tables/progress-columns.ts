import type { JsonObject } from '../../../base/json.ts';
import type { RequestEvent } from '../../../provider/provider.ts';
import { textColumn, type SpecialColumn } from './special-table.ts';

/** The fields of a ProgressEvent in the order of `SELECT *` and `RETURNING *`. Every one is text, times are epoch seconds. */
export const progressColumns: readonly SpecialColumn[] = [
  textColumn('ErrorCode', 'Why the request failed, by the word of the resource type’s handler.'),
  textColumn('EventTime', 'When the request came to this status, in epoch seconds.'),
  textColumn('Identifier', 'The resource; parts are joined by a vertical bar. A create may not know it yet.'),
  textColumn('Operation', 'CREATE, UPDATE or DELETE.'),
  textColumn('OperationStatus', 'PENDING, IN_PROGRESS, SUCCESS, FAILED, CANCEL_IN_PROGRESS or CANCEL_COMPLETE.'),
  textColumn('RequestToken', 'The name of the request.'),
  { ...textColumn('ResourceModel', 'The resource as it is now, as JSON text.'), holdsModel: true },
  textColumn('RetryAfter', 'When to ask again, in epoch seconds.'),
  textColumn('StatusMessage', 'What the service says of the status.'),
  textColumn('TypeName', 'The type of the resource, as in AWS::Cognito::UserPool.'),
];

export const hookColumns: readonly SpecialColumn[] = [
  textColumn('HooksRequestToken', 'The name under which the hooks of the request are found.'),
];

/** A request as a row of these columns. */
export function progressRow(event: RequestEvent): JsonObject {
  const entries = [...progressColumns, ...hookColumns].flatMap(({ name }): [string, string][] => {
    const value = Object.hasOwn(event.fields, name) ? event.fields[name] : undefined;
    return value === undefined ? [] : [[name, String(value)]];
  });
  return Object.fromEntries(entries);
}

import { formatMoment, momentOf } from '../operations/moment.ts';
import type { Operation } from '../operations/operation.ts';

export const dateFilter: Operation = {
  name: 'date',
  parameters: ['format?', 'timezone?'],
  summary: 'A date, or seconds since 1970, in the format of strftime.',
  apply: (input, args, call) => {
    const zone = args.text('timezone', 'UTC');
    if (!/^(?:UTC|Etc\/UTC|GMT)$/i.test(zone)) {
      return call.wrong(`it knows no time zone ${call.show(zone)}: times are in UTC`);
    }
    return formatMoment(momentOf(input, call), args.text('format', '%Y-%m-%d'), call);
  },
};

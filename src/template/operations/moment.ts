import { NumberAsWritten, type Value } from '../../values/value.ts';
import type { Call } from './call.ts';
import { describe } from './reading.ts';

/** A point in time, and where its clock stands against UTC. */
interface Moment {
  readonly ms: number;
  readonly offsetMinutes: number;
}

const written = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** A date, a date with a time (RFC 3339; without an offset it is UTC), or seconds since 1970. */
export function momentOf(value: Value, call: Call): Moment {
  const seconds = value instanceof NumberAsWritten ? value.value : value;
  if (typeof seconds === 'number') return { ms: seconds * 1000, offsetMinutes: 0 };
  if (typeof value !== 'string') return call.wrong(`expected a date or seconds since 1970, not ${describe(value)}`);
  const found = written.exec(value.trim());
  const offsetMinutes = offsetOf(found?.[8] ?? 'Z');
  const [, year, month, day, hour = '00', minute = '00', second = '00'] = found ?? [];
  const local = Date.parse(`${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour}:${minute}:${second}Z`);
  // Date.parse lets days through that a month does not have.
  if (Number.isNaN(local) || new Date(local).getUTCDate() !== Number(day)) {
    return call.wrong(`${call.show(value)} is no date`, 'write it as 2026-01-31 or 2026-01-31T23:59:00Z');
  }
  const fraction = Number(`0${found?.[7] ?? ''}`);
  return { ms: local + Math.floor(fraction * 1000) - offsetMinutes * 60_000, offsetMinutes };
}

const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** As strftime writes it, with the names of English. */
export function formatMoment({ ms, offsetMinutes }: Moment, format: string, call: Call): string {
  const local = new Date(ms + offsetMinutes * 60_000);
  if (Number.isNaN(local.getTime())) return call.wrong('the date is too far away');
  const parts = partsOf(local, ms, offsetMinutes);
  return format.replace(/%(:z|3f|.|$)/gsu, (whole, name: string) => {
    const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
    return part ?? call.wrong(`it does not know ${whole}`, `it knows %${Object.keys(parts).join(', %')}`);
  });
}

function partsOf(local: Date, ms: number, offsetMinutes: number): Readonly<Record<string, string>> {
  const two = (value: number): string => String(value).padStart(2, '0');
  const year = String(local.getUTCFullYear()).padStart(4, '0');
  const month = two(local.getUTCMonth() + 1);
  const day = two(local.getUTCDate());
  const hour = local.getUTCHours();
  const time = `${two(hour)}:${two(local.getUTCMinutes())}`;
  const monthName = months[local.getUTCMonth()] ?? '';
  const dayName = days[local.getUTCDay()] ?? '';
  const startOfYear = Date.UTC(local.getUTCFullYear(), 0, 1);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const [offsetHours, rest] = [two(Math.trunc(Math.abs(offsetMinutes) / 60)), two(Math.abs(offsetMinutes) % 60)];
  return {
    Y: year,
    y: year.slice(-2),
    m: month,
    B: monthName,
    b: monthName.slice(0, 3),
    d: day,
    e: day.replace(/^0/, ' '),
    j: String(Math.floor((local.getTime() - startOfYear) / 86_400_000) + 1).padStart(3, '0'),
    A: dayName,
    a: dayName.slice(0, 3),
    u: String(local.getUTCDay() === 0 ? 7 : local.getUTCDay()),
    w: String(local.getUTCDay()),
    H: two(hour),
    I: two(hour % 12 === 0 ? 12 : hour % 12),
    p: hour < 12 ? 'AM' : 'PM',
    M: two(local.getUTCMinutes()),
    S: two(local.getUTCSeconds()),
    '3f': String(local.getUTCMilliseconds()).padStart(3, '0'),
    F: `${year}-${month}-${day}`,
    R: time,
    T: `${time}:${two(local.getUTCSeconds())}`,
    s: String(Math.floor(ms / 1000)),
    z: `${sign}${offsetHours}${rest}`,
    ':z': `${sign}${offsetHours}:${rest}`,
    '%': '%',
  };
}

function offsetOf(text: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(text) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

import type { Value } from '../../values/value.ts';
import type { Call } from './call.ts';
import { cutText } from './characters.ts';
import { numberOf, textOf } from './reading.ts';
import { fixedText } from './decimals.ts';
import { pad } from './python-text.ts';

// Bounded, so that no text makes it search long.
const directive = /%(?:\(([^()]*)\))?([-+ #0]{0,5})(\d{1,10})?(?:\.(\d{1,10}))?([a-zA-Z%])/g;

/** Python's `text % values`: `%s`, `%d`, `%x`, `%o`, `%f`, `%e`, `%g`, with flags, width and precision; `%(name)s` takes a named value. */
export function formatPercent(
  text: string,
  values: readonly Value[],
  named: ReadonlyMap<string, Value>,
  call: Call,
): string {
  let next = 0;
  let made = 0;
  const result = text.replace(
    directive,
    (
      whole: string,
      name: string | undefined,
      flags: string,
      width: string | undefined,
      precision: string | undefined,
      kind: string,
    ) => {
      if (kind === '%') return '%';
      const value = name === undefined ? values[next] : named.get(name);
      if (name === undefined) next += 1;
      if (value === undefined) return call.wrong(`there is no value for \`${whole}\``);
      const digits = precision === undefined ? undefined : Number(precision);
      if ((digits ?? 0) > 100) return call.wrong(`\`${whole}\` asks for too many digits`);
      const written = align(convert(kind, value, digits, flags, call), flags, Number(width ?? 0), kind, call);
      made += written.length;
      call.reserve(made);
      return written;
    },
  );
  if (next < values.length) return call.wrong('there are more values than `%` in the text');
  return result;
}

function convert(kind: string, value: Value, precision: number | undefined, flags: string, call: Call): string {
  const signed = (number: number, text: string): string =>
    number < 0 ? `-${text}` : flags.includes('+') ? `+${text}` : flags.includes(' ') ? ` ${text}` : text;
  switch (kind) {
    case 's': {
      const text = textOf(value, call);
      return precision === undefined ? text : cutText(text, 0, precision);
    }
    case 'd':
    case 'i':
    case 'x':
    case 'X':
    case 'o': {
      const number = Math.trunc(numberOf(value, call));
      const base = kind === 'o' ? 8 : kind.toLowerCase() === 'x' ? 16 : 10;
      const text = Math.abs(number)
        .toString(base)
        .padStart(precision ?? 0, '0');
      return signed(number, kind === 'X' ? text.toUpperCase() : text);
    }
    case 'f':
    case 'F':
    case 'e':
    case 'E':
    case 'g':
    case 'G': {
      const number = numberOf(value, call);
      const size = Math.abs(number);
      const digits = precision ?? 6;
      if (kind.toLowerCase() === 'f') return signed(number, fixedText(size, digits));
      const text =
        kind.toLowerCase() === 'e'
          ? size.toExponential(digits).replace(/e([+-])(\d)$/, 'e$10$2')
          : String(Number(size.toPrecision(Math.max(1, digits))));
      return signed(number, kind === 'E' || kind === 'G' ? text.toUpperCase() : text);
    }
    default:
      return call.wrong(`\`%${kind}\` is not available`);
  }
}

function align(text: string, flags: string, width: number, kind: string, call: Call): string {
  if (flags.includes('-')) return pad(text, width, ' ', 'right', call);
  if (!flags.includes('0') || kind === 's') return pad(text, width, ' ', 'left', call);
  const sign = /^[-+ ]/.exec(text)?.[0] ?? '';
  return sign + pad(text.slice(sign.length), width - sign.length, '0', 'left', call);
}

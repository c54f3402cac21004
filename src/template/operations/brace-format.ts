import type { Value } from '../../values/value.ts';
import { isFloat } from '../interpreter/arithmetic.ts';
import type { Call } from './call.ts';
import { cutText } from './characters.ts';
import { numberOf, textOf } from './reading.ts';
import { fixedText } from './decimals.ts';
import { pad } from './python-text.ts';

const field = /\{\{|\}\}|\{([^{}:!]*)(?::([^{}]*))?\}|[{}]/g;
const specification = /^(?:(.)?([<>^]))?([+ ])?(0)?(\d+)?(,)?(?:\.(\d+))?([a-zA-Z%])?$/u;

/** Python's `text.format(…)`: `{}`, `{0}`, `{name}`, each with fill, alignment, width, precision and one of the types s, d, f, x, X, o, b, e. */
export function formatBraces(
  text: string,
  values: readonly Value[],
  named: ReadonlyMap<string, Value>,
  call: Call,
): string {
  let next = 0;
  let made = 0;
  return text.replace(field, (whole: string, name: string | undefined, specified: string | undefined) => {
    if (whole === '{{' || whole === '}}') return whole.slice(0, 1);
    if (name === undefined) return call.wrong(`a single \`${whole}\` stands in the text`, `write \`${whole}${whole}\``);
    let value: Value | undefined;
    if (name === '') {
      value = values[next];
      next += 1;
    } else {
      value = /^\d+$/.test(name) ? values[Number(name)] : named.get(name);
    }
    if (value === undefined) return call.wrong(`there is no value for \`${whole}\``);
    const written = specified === undefined || specified === '' ? textOf(value, call) : write(value, specified, call);
    made += written.length;
    call.reserve(made);
    return written;
  });
}

function write(value: Value, specified: string, call: Call): string {
  const parts = specification.exec(specified);
  if (parts === null) return call.wrong(`\`:${specified}\` is not available`);
  const [, fill, alignment, sign, zero, widthText, comma, precisionText, type] = parts;
  const precision = precisionText === undefined ? undefined : Number(precisionText);
  if ((precision ?? 0) > 100) return call.wrong(`\`:${specified}\` asks for too many digits`);
  const isNumber = typeof value !== 'string' && type !== 's';
  let text = isNumber ? number(value, type, precision, call) : cut(textOf(value, call), precision);
  if (isNumber && comma === ',') text = text.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  if (isNumber && sign !== undefined && !text.startsWith('-')) text = sign + text;
  const width = Number(widthText ?? 0);
  if (zero !== undefined && alignment === undefined && isNumber) {
    const minus = /^[-+ ]/.exec(text)?.[0] ?? '';
    return minus + pad(text.slice(minus.length), width - minus.length, '0', 'left', call);
  }
  const side =
    alignment === '<' ? 'right' : alignment === '^' ? 'middle' : alignment === '>' || isNumber ? 'left' : 'right';
  return pad(text, width, fill ?? ' ', side, call);
}

function cut(text: string, precision: number | undefined): string {
  return precision === undefined ? text : cutText(text, 0, precision);
}

function number(value: Value, type: string | undefined, precision: number | undefined, call: Call): string {
  const given = numberOf(value, call);
  const whole = (base: number): string =>
    Number.isInteger(given) && !isFloat(value)
      ? given.toString(base)
      : call.wrong(`\`${type ?? ''}\` needs a whole number`);
  switch (type) {
    case undefined:
    case 'g':
      return precision === undefined ? textOf(value, call) : String(Number(given.toPrecision(Math.max(1, precision))));
    case 'd':
      return whole(10);
    case 'x':
      return whole(16);
    case 'X':
      return whole(16).toUpperCase();
    case 'o':
      return whole(8);
    case 'b':
      return whole(2);
    case 'f':
    case 'F':
      return fixedText(given, precision ?? 6);
    case '%':
      return `${fixedText(given * 100, precision ?? 6)}%`;
    case 'e':
      return given.toExponential(precision ?? 6).replace(/e([+-])(\d)$/, 'e$10$2');
    default:
      return call.wrong(`\`:${type}\` is not available`);
  }
}

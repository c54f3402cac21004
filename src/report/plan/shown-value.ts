import { mask, plainText, redact } from '../../values/reading.ts';
import { isMarked, isValueList, isValueMap, type Value } from '../../values/value.ts';

/** What stands for a value that only the build will know. */
export const knownAfterBuild = '(known after build)';

/** A value as a plan shows it, on one line: JSON, `***` for a secret, words for what only the build will know. */
export function shownValue(value: Value): string {
  if (isMarked(value)) {
    switch (value.kind) {
      case 'unknown':
        return value.secret ? `${mask} ${knownAfterBuild}` : knownAfterBuild;
      case 'secret':
        return mask;
      case 'composite':
        return value.parts.some((part) => typeof part !== 'string' && part.kind === 'unknown')
          ? `${JSON.stringify(redact(value))} ${knownAfterBuild}`
          : JSON.stringify(redact(value));
      default:
        return JSON.stringify(redact(value));
    }
  }
  if (isValueList(value)) return `[${value.map(shownValue).join(', ')}]`;
  if (isValueMap(value)) {
    const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${shownValue(member)}`);
    return `{${members.join(', ')}}`;
  }
  return JSON.stringify(value);
}

/** Longer values are spread over lines. */
const longestLine = 100;

/** The same on as many lines as it takes to be read; lines after the first are indented by two blanks a level. */
export function shownLines(value: Value): readonly string[] {
  const line = shownValue(value);
  if (line.length <= longestLine) return [line];
  if (isValueList(value))
    return spread(
      '[',
      ']',
      value.map((item) => ({ lead: '', lines: shownLines(item) })),
    );
  if (isValueMap(value))
    return spread(
      '{',
      '}',
      Object.entries(value).map(([key, member]) => ({ lead: `${JSON.stringify(key)}: `, lines: shownLines(member) })),
    );
  return [line];
}

function spread(
  open: string,
  close: string,
  members: readonly { readonly lead: string; readonly lines: readonly string[] }[],
): readonly string[] {
  const inner = members.flatMap(({ lead, lines }, index) => {
    const comma = index === members.length - 1 ? '' : ',';
    return lines.map((line, at) => `  ${at === 0 ? lead : ''}${line}${at === lines.length - 1 ? comma : ''}`);
  });
  return [open, ...inner, close];
}

/** `60`, `"a"`: plain text for a plain value. */
export function shownPlain(value: Value): string {
  return plainText(redact(value));
}

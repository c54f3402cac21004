import { count } from '../../base/text.ts';
import { unreachable } from '../../base/unreachable.ts';
import { changeElement, type ChangeElement } from '../../plan/change-elements.ts';
import type { LineChange } from '../../plan/line-changes.ts';
import type { PropertyChange } from '../../plan/property-change.ts';
import type { Value } from '../../values/value.ts';
import { propertyName } from '../difference-lines.ts';
import { shownLines, shownValue } from './shown-value.ts';

/** A line about a change: what comes, goes, becomes another, or stands around that. */
export interface ChangeLine {
  readonly sign: '+' | '-' | '~' | ' ';
  /** Levels inwards, from 0. */
  readonly depth: number;
  readonly text: string;
}

/** `~ VisibilityTimeout: 60 → 61`, and lists, maps, policies and texts by their parts. */
export function changeLines(change: PropertyChange): readonly ChangeLine[] {
  const { before, after, writeOnly, forcesReplacement } = change;
  const name = propertyName(change);
  const lines =
    writeOnly && before === undefined && after !== undefined
      ? pairLines(name, '(write-only)', shownValue(after))
      : elementLines(changeElement(name, before, after), 0);
  if (!forcesReplacement) return lines;
  return lines.map((line, index) => (index === 0 ? { ...line, text: `${line.text}  # forces replacement` } : line));
}

/** The same where there was nothing before: a property that a create sets. */
export function createdLines(change: PropertyChange): readonly ChangeLine[] {
  return elementLines({ kind: 'value', name: propertyName(change), before: undefined, after: change.after }, 0);
}

function elementLines(element: ChangeElement, depth: number): readonly ChangeLine[] {
  switch (element.kind) {
    case 'value':
      return valueLines(element.name, element.before, element.after, depth);
    case 'inside': {
      const lead = element.name === undefined ? '' : `${element.name}:`;
      return [
        { sign: '~', depth, text: element.isText ? `${lead} (JSON)`.trim() : lead },
        ...element.elements.flatMap((inner) => elementLines(inner, depth + 1)),
      ];
    }
    case 'lines':
      return [
        { sign: '~', depth, text: element.name === undefined ? '' : `${element.name}:` },
        ...withoutFarLines(element.lines).map((line) => ({ ...line, depth: depth + 1 })),
      ];
    case 'rest':
      return [{ sign: ' ', depth, text: `# ${element.amount} unchanged` }];
    default:
      return unreachable(element);
  }
}

/** More than this of old and new value together stands on lines of its own. */
const longestPair = 120;

function valueLines(
  name: string | undefined,
  before: Value | undefined,
  after: Value | undefined,
  depth: number,
): readonly ChangeLine[] {
  const lead = name === undefined ? '' : `${name}: `;
  if (before !== undefined && after !== undefined) {
    const [old, fresh] = [shownValue(before), shownValue(after)];
    if (old.length + fresh.length <= longestPair) return pairLines(name, old, fresh, depth);
    return [
      { sign: '~', depth, text: lead.trim() },
      ...signed('-', '', before, depth + 1),
      ...signed('+', '', after, depth + 1),
    ];
  }
  if (after !== undefined) return signed('+', lead, after, depth);
  return before === undefined ? [] : signed('-', lead, before, depth);
}

function pairLines(name: string | undefined, old: string, fresh: string, depth = 0): readonly ChangeLine[] {
  return [{ sign: '~', depth, text: `${name === undefined ? '' : `${name}: `}${old} → ${fresh}` }];
}

function signed(sign: '+' | '-', lead: string, value: Value, depth: number): readonly ChangeLine[] {
  return shownLines(value).map((line, index) => ({ sign, depth, text: (index === 0 ? lead : '') + line }));
}

/** Lines beside what changes, on each side. */
const linesAround = 2;

function withoutFarLines(lines: readonly LineChange[]): readonly LineChange[] {
  const isNear = (index: number): boolean =>
    lines.slice(Math.max(0, index - linesAround), index + linesAround + 1).some(({ sign }) => sign !== ' ');
  const shown: LineChange[] = [];
  let left = 0;
  for (const [index, line] of lines.entries()) {
    if (!isNear(index)) {
      left += 1;
      continue;
    }
    if (left > 0) shown.push({ sign: ' ', text: `# ${count(left, 'unchanged line')}` });
    left = 0;
    shown.push(line);
  }
  if (left > 0) shown.push({ sign: ' ', text: `# ${count(left, 'unchanged line')}` });
  return shown;
}

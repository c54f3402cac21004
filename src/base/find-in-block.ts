import type { Span } from './find-in-json.ts';

type Path = readonly (string | number)[];

/** A line of a block, without what stands before it: `indent` columns. */
interface Line {
  readonly indent: number;
  readonly text: string;
  /** Where its text begins. */
  readonly start: number;
}

/**
 * Where the value at a path stands in a block of YAML that begins at `start`; where the end of the path is not found, the innermost value on
 * the way. Keys are compared without regard to case and underscores; `part` asks for the key in front of the value instead. Undefined
 * where nothing of the path is found: in braces, behind an alias or a template.
 */
export function findInBlock(
  text: string,
  { start, end }: Span,
  path: Path,
  part: 'key' | 'value' = 'value',
): Span | undefined {
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  const lines: Line[] = [];
  let at = start;
  for (const line of text.slice(start, end).split('\n')) {
    const blanks = line.length - line.trimStart().length;
    const trimmed = line.trim();
    if (trimmed !== '' && !trimmed.startsWith('#'))
      lines.push({ indent: at === start ? column : blanks, text: trimmed, start: at + blanks });
    at += line.length + 1;
  }
  return find(lines, path, part);
}

function find(lines: readonly Line[], path: Path, part: 'key' | 'value'): Span | undefined {
  const [wanted, ...rest] = path;
  const [first] = lines;
  if (first === undefined || wanted === undefined) return undefined;
  const heads = lines.flatMap((line, index) => (line.indent === first.indent ? [{ line, index }] : []));
  const found =
    typeof wanted === 'number'
      ? heads.filter(({ line }) => /^-(\s|$)/.test(line.text))[wanted]
      : heads.find(({ line }) => plain(keyOf(line.text) ?? '') === plain(wanted));
  if (found === undefined) return undefined;
  const { line, index } = found;
  const next = heads.find((head) => head.index > index && isSameKind(head.line, line))?.index ?? lines.length;
  const lead = typeof wanted === 'number' ? (/^-\s*/.exec(line.text)?.[0].length ?? 0) : behindKey(line.text);
  const value: Line = { indent: line.indent + lead, text: line.text.slice(lead), start: line.start + lead };
  const inner = [...(value.text === '' ? [] : [value]), ...lines.slice(index + 1, next)];
  const deeper = find(inner, rest, part);
  if (deeper !== undefined) return deeper;
  const key = { start: line.start, end: line.start + (keyOf(line.text)?.length ?? line.text.length) };
  if (typeof wanted === 'string' && (value.text === '' || (part === 'key' && rest.length === 0))) return key;
  return { start: value.start, end: value.start + value.text.length };
}

/** Items of a list may stand at the column of its key. */
function isSameKind(one: Line, other: Line): boolean {
  return one.text.startsWith('-') === other.text.startsWith('-');
}

function keyOf(text: string): string | undefined {
  return /^("[^"]*"|'[^']*'|[^\s'"{[#:][^:#]*?)\s*:(?=\s|$)/.exec(text)?.[1];
}

function behindKey(text: string): number {
  const key = keyOf(text) ?? '';
  return key.length + (/^\s*:\s*/.exec(text.slice(key.length))?.[0].length ?? 0);
}

function plain(key: string): string {
  return key.replaceAll(/["'_]/g, '').toLowerCase();
}

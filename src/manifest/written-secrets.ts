import { isSecretName } from '../values/secret-names.ts';

/**
 * What stands in a YAML text as a secret, told by the names beside it alone: for texts that cannot be read, whose lines are shown to say
 * why. `password: x`, and `- name: password` or `protected: true` with what its entry holds; in comments too. Rather too much than too little.
 */
export function writtenSecrets(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).map(readLine);
  return [
    ...new Set(lines.flatMap((line, index) => secretLines(lines, line, index).flatMap(textsIn)).filter(mayBeSecret)),
  ];
}

interface Line {
  /** Columns before the first thing that is no blank, dash or comment sign; Infinity where there is none. */
  readonly indent: number;
  readonly startsItem: boolean;
  readonly key: string | undefined;
  /** What stands behind the key, or the whole. */
  readonly value: string;
}

function readLine(text: string): Line {
  const [before = ''] = /^[\s#]*(?:-\s+)*/.exec(text) ?? [];
  const rest = text.slice(before.length);
  const [, , key, value = ''] = /^(["']?)([\w.-]+)\1\s*:(?:\s+(.*))?$/.exec(rest) ?? [];
  return {
    indent: rest === '' ? Number.POSITIVE_INFINITY : before.length,
    startsItem: before.includes('-'),
    key,
    value: key === undefined ? rest : value,
  };
}

/** What an entry with a secret value says of it in the clear. */
const plainKeys: ReadonlySet<string> = new Set(['name', 'description', 'protected']);

/** The values that a line makes secret: its own and those below it, or those of the entry that it names. */
function secretLines(lines: readonly Line[], line: Line, index: number): readonly string[] {
  if (line.key === undefined) return [];
  if (isSecretName(line.key)) return [line, ...below(lines, index, line.indent + 1)].map(({ value }) => value);
  const isSecretEntry =
    (line.key === 'name' && isSecretName(line.value.replace(/[^\w-]/g, ''))) ||
    (line.key === 'protected' && /^true\b/.test(line.value));
  if (!isSecretEntry) return [];
  return entryAround(lines, index).flatMap(({ key, value }) =>
    key !== undefined && plainKeys.has(key) ? [] : [value],
  );
}

/** The lines after the given one that are indented at least so far. */
function below(lines: readonly Line[], index: number, indent: number): readonly Line[] {
  const end = lines.findIndex((line, at) => at > index && line.indent < indent);
  return lines.slice(index + 1, end < 0 ? undefined : end);
}

/** The other lines of the list entry in which a line stands. */
function entryAround(lines: readonly Line[], index: number): readonly Line[] {
  const indent = lines[index]?.indent ?? 0;
  let start = index;
  while (start > 0 && lines[start]?.startsItem === false && (lines[start - 1]?.indent ?? 0) >= indent) start -= 1;
  const rest = lines.slice(index + 1);
  const end = rest.findIndex((line) => line.indent < indent || (line.indent === indent && line.startsItem));
  return [...lines.slice(start, index), ...rest.slice(0, end < 0 ? undefined : end)];
}

const templateTags = /\{\{.*?(?:\}\}|$)|\{%.*?(?:%\}|$)/g;
/** Beside a template, shorter texts are what holds values together. */
const shortestBesideTemplate = 6;

/** The texts of a value as it is written: itself, or the items and members of a list or map on one line. */
function textsIn(value: string): readonly string[] {
  const written = value
    .replace(/\s#.*$/, '')
    .replace(/^[|>][-+\d]*$/, '')
    .trim();
  if (/^(?:\[|\{(?![{%]))/.test(written)) {
    return written.split(/[[\]{},]/).flatMap((part) => textsIn(part.replace(/^[^:]*:\s+/, '')));
  }
  const inner = written.replace(/^["']|["']$/g, '');
  if (inner.search(templateTags) >= 0) {
    return inner.split(templateTags).filter((part) => part.length >= shortestBesideTemplate);
  }
  // A second ": " on a line is a mistake that is told of.
  return inner.split(/(?=:\s)/).reduce<string[]>((texts, part) => [...texts, (texts.at(-1) ?? '') + part], []);
}

function mayBeSecret(text: string): boolean {
  return !/^(?:|true|false|null|~|[-:|>]+)$/i.test(text.trim());
}

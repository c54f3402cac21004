import { parseJson } from '../../base/json.ts';
import { parseConditions } from './condition.ts';
import { normalForms, wholeTypes, type PathStep, type ReadEffect, type ReadRule } from './read-rule.ts';

/** A line of a table that cannot be read. */
export interface TableProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

export interface ParsedTable {
  readonly rules: readonly ReadRule[];
  readonly problems: readonly TableProblem[];
}

/**
 * The table of one service: a line of headings, then type, path, condition, value and source, with tabs between them. A value is JSON,
 * `~` and JSON for a sample, or a word: `:absent`, `:sorted`, `:whole list boolean` …
 */
export function parseReadRules(text: string): ParsedTable {
  const rules: ReadRule[] = [];
  const problems: TableProblem[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (index === 0 || line === '' || line.startsWith('#')) continue;
    const [typeName, path, condition, value, source] = line.split('\t');
    const conditions = parseConditions(condition ?? '');
    const effect = parseEffect(value ?? '');
    if (typeName === undefined || path === undefined || conditions === undefined || effect === undefined || !source) {
      problems.push({ line: index + 1, message: line });
      continue;
    }
    rules.push({ typeName, path: path.split('/').map(parseStep), conditions, effect, source });
  }
  return { rules, problems };
}

function parseStep(text: string): PathStep {
  if (text === '*') return { kind: 'each' };
  if (!text.includes('=')) return { kind: 'name', name: text };
  const members = text.split('&').map((member) => {
    const equals = member.indexOf('=');
    return [member.slice(0, equals), member.slice(equals + 1)] as const;
  });
  return { kind: 'entry', members: Object.fromEntries(members) };
}

function parseEffect(text: string): ReadEffect | undefined {
  if (text === ':absent') return { kind: 'absent' };
  if (text.startsWith(':whole ')) {
    const names = text.slice(':whole '.length).split(' ');
    const types = wholeTypes.filter((type) => names.includes(type));
    return types.length === names.length ? { kind: 'whole', types } : undefined;
  }
  const form = normalForms.find((name) => text === `:${name}`);
  if (form !== undefined) return { kind: 'normal-form', form };
  const isSample = text.startsWith('~');
  const value = parseJson(isSample ? text.slice(1) : text);
  return value === undefined ? undefined : { kind: isSample ? 'sample' : 'default', value };
}

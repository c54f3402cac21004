import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../base/package-root.ts';
import { parseReadRules } from './parse-read-rules.ts';
import type { ReadRule } from './read-rule.ts';

/** The tables that come with the program, one file per service. */
export const readRulesFolder: string = join(packageRoot, 'schemas', 'defaults');

const services = new Map<string, ReadonlyMap<string, readonly ReadRule[]>>();

/** What is known of how AWS reads a type; the table of its service is read at the first question. */
export function readRulesOf(typeName: string): readonly ReadRule[] {
  const service = typeName.split('::')[1] ?? '';
  const known = services.get(service) ?? readTable(service);
  services.set(service, known);
  return known.get(typeName) ?? [];
}

function readTable(service: string): ReadonlyMap<string, readonly ReadRule[]> {
  const byType = new Map<string, ReadRule[]>();
  for (const rule of parseReadRules(textOf(service)).rules) {
    const ofType = byType.get(rule.typeName) ?? [];
    byType.set(rule.typeName, ofType);
    ofType.push(rule);
  }
  // The deepest places first: they fill what was given before whole containers are added.
  for (const ofType of byType.values()) ofType.sort((left, right) => right.path.length - left.path.length);
  return byType;
}

function textOf(service: string): string {
  if (!/^\w+$/.test(service)) return '';
  try {
    return readFileSync(join(readRulesFolder, `${service}.tsv`), 'utf8');
  } catch {
    // Of most services nothing is known.
    return '';
  }
}

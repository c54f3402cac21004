import type { HandlerName } from '../../src/resource-types/resource-type.ts';
import { listOf, readTable } from './read-table.ts';

/** What the tables beside this file say of a type: all that the specification lacks or has wrong. Paths have `/` between names. */
export interface TypeFacts {
  readonly identifier: readonly string[];
  readonly additionalIdentifiers: readonly (readonly string[])[];
  readonly required: readonly string[];
  readonly createOnly: readonly string[];
  readonly readOnly: readonly string[];
  readonly writeOnly: readonly string[];
  /** Properties that a list needs, by alternatives. */
  readonly listRequires: readonly (readonly string[])[];
  /** Undefined where the type has no tags. */
  readonly tagProperty: string | undefined;
  readonly unordered: readonly string[];
  /** Top-level properties in schema order. */
  readonly properties: readonly string[];
  readonly handlers: readonly HandlerFacts[];
}

export interface HandlerFacts {
  readonly name: HandlerName;
  readonly permissions: readonly string[];
  readonly timeoutMinutes: number | undefined;
}

const letters: readonly (readonly [string, HandlerName])[] = [
  ['C', 'create'],
  ['R', 'read'],
  ['U', 'update'],
  ['D', 'delete'],
  ['L', 'list'],
];

/** The facts of every type in the tables, by its name. */
export function readFacts(): ReadonlyMap<string, TypeFacts> {
  const handlers = readTable('handlers.tsv');
  const properties = readTable('properties.tsv');
  const unordered = readTable('unordered.tsv');
  const facts = new Map<string, TypeFacts>();
  for (const [typeName, [cells = []]] of readTable('types.tsv')) {
    const [identifier, required, createOnly, readOnly, writeOnly, listRequires, has = '', tagProperty, additional] =
      cells;
    facts.set(typeName, {
      identifier: listOf(identifier),
      additionalIdentifiers: (additional ?? '')
        .split(';')
        .map((group) => listOf(group))
        .filter((group) => group.length > 0),
      required: listOf(required),
      createOnly: listOf(createOnly),
      readOnly: listOf(readOnly),
      writeOnly: listOf(writeOnly),
      listRequires: (listRequires ?? '')
        .split('|')
        .map((form) => listOf(form.replaceAll('+', ',')))
        .filter((form) => form.length > 0),
      tagProperty: tagProperty === '' ? undefined : tagProperty,
      unordered: listOf(unordered.get(typeName)?.[0]?.[0]),
      properties: listOf(properties.get(typeName)?.[0]?.[0]),
      handlers: letters
        .filter(([letter]) => has.includes(letter))
        .map(([, name]) => {
          const row = handlers.get(typeName)?.find(([handler]) => handler === name);
          const timeout = Number(row?.[1] ?? '');
          return { name, permissions: listOf(row?.[2]), timeoutMinutes: timeout > 0 ? timeout : undefined };
        }),
    });
  }
  return facts;
}

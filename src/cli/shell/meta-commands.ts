import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { findSpecialTable, specialTables } from '../../engine/cloud-control/special-tables/index.ts';
import type { ShownRows } from '../../report/formats/result-format.ts';
import { globOf } from '../../resource-types/match-types.ts';
import { parseResourceName } from '../../resource-types/parse-resource-name.ts';
import type { Registry } from '../../resource-types/resource-type.ts';

/** What a meta-command can change of a shell, and what it can say. */
export interface ShellState {
  readonly registry: Registry;
  expanded: boolean;
  timing: boolean;
  region: string | undefined;
  ended: boolean;
  say(text: string): void;
  show(rows: ShownRows): void;
}

export interface MetaCommand {
  readonly name: string;
  readonly argument?: string;
  readonly summary: string;
  readonly run: (argument: string, state: ShellState) => void;
}

export const metaCommands: readonly MetaCommand[] = [
  {
    name: '\\?',
    summary: 'this help',
    run: (_argument, state) => {
      const heads = metaCommands.map(({ name, argument }) => (argument === undefined ? name : `${name} ${argument}`));
      const width = Math.max(...heads.map((head) => head.length));
      const lines = metaCommands.map(({ summary }, index) => `${(heads[index] ?? '').padEnd(width)}  ${summary}`);
      state.say(
        [...lines, '', 'A statement ends with ; and may have several lines. Ctrl-C ends it, Ctrl-D the shell.'].join(
          '\n',
        ),
      );
    },
  },
  {
    name: '\\d',
    argument: 'TABLE',
    summary: 'the columns of a table',
    run: (argument, state) => (argument === '' ? showServices(state) : showColumns(argument, state)),
  },
  {
    name: '\\dt',
    argument: '[PATTERN]',
    summary: 'the services; with a service or pattern its tables',
    run: (argument, state) => (argument === '' ? showServices(state) : showTables(argument, state)),
  },
  {
    name: '\\x',
    summary: 'a line for each value, or tables again',
    run: (_argument, state) => {
      state.expanded = !state.expanded;
      state.say(state.expanded ? 'a line for each value' : 'tables');
    },
  },
  {
    name: '\\timing',
    summary: 'tell the time and requests of each statement, or no more',
    run: (_argument, state) => {
      state.timing = !state.timing;
      state.say(state.timing ? 'time and requests are told' : 'time and requests are not told');
    },
  },
  {
    name: '\\region',
    argument: '[REGION]',
    summary: 'the region of statements that name none',
    run: (argument, state) => {
      if (argument === '') state.say(state.region ?? 'no region');
      else if (/^[a-z]{2,}(?:-[a-z0-9]+)+-\d+$/.test(argument)) state.region = argument;
      else state.say(`${argument} is no name of a region; write it as us-east-1`);
    },
  },
  {
    name: '\\q',
    summary: 'leave',
    run: (_argument, state) => {
      state.ended = true;
    },
  },
];

/** Carries out a line that begins with a backslash. */
export function runMetaCommand(line: string, state: ShellState): void {
  const [name = '', ...rest] = line.trim().replace(/;$/, '').split(/\s+/);
  const command = metaCommands.find((candidate) => candidate.name === name);
  if (command !== undefined) command.run(rest.join(' '), state);
  else {
    const near = didYouMean(
      name,
      metaCommands.map((candidate) => candidate.name),
    );
    state.say(`there is no ${name}; ${near ?? '\\? shows what there is'}`);
  }
}

/** Every name that may stand in FROM. */
export function tableNames(registry: Registry): readonly string[] {
  return [
    ...registry.statementNames().flatMap((name) => [name, `${name}_list_only`]),
    ...specialTables.map((table) => table.name),
  ];
}

/** The columns of a table in their order, those of the request first. */
export function columnNames(table: string, registry: Registry): readonly string[] {
  const special = findSpecialTable(table.split('.'));
  if (special !== undefined) return special.columns.map((column) => column.name);
  const { type } = parseResourceName(registry, table.split('.'));
  return type === undefined ? [] : ['region', 'Identifier', ...type.properties.map((property) => property.column)];
}

function showServices(state: ShellState): void {
  const counts = new Map<string, number>();
  for (const name of [...state.registry.statementNames(), ...specialTables.map((table) => table.name)]) {
    const service = name.split('.').slice(0, 2).join('.');
    counts.set(service, (counts.get(service) ?? 0) + 1);
  }
  state.show({ columns: ['service', 'tables'], rows: [...counts].sort(([a], [b]) => (a < b ? -1 : 1)) });
}

function showTables(argument: string, state: ShellState): void {
  const names = [...state.registry.statementNames(), ...specialTables.map((table) => table.name)].sort();
  const finders = [argument, `${argument}.*`, `awscc.${argument}.*`, `awscc.${argument}`].map(globOf);
  const rows = names
    .filter((name) => finders.some((finder) => finder.test(name)))
    .map((name) => [name, state.registry.find(name)?.typeName ?? null]);
  if (rows.length === 0) state.say(`no table matches ${argument}`);
  else state.show({ columns: ['table', 'type'], rows });
}

function showColumns(table: string, state: ShellState): void {
  const { type } = parseResourceName(state.registry, table.split('.'));
  if (type === undefined) {
    const columns = columnNames(table, state.registry);
    if (columns.length > 0) state.show({ columns: ['column'], rows: columns.map((column) => [column]) });
    else state.say(`there is no table ${table}${hint(didYouMean(table, tableNames(state.registry)))}`);
    return;
  }
  state.show({
    columns: ['column', 'property', 'type', 'notes'],
    rows: type.properties.map((property) => [
      property.column,
      property.name,
      property.types.join(' or '),
      [
        ...(property.required ? ['required'] : []),
        ...(property.readOnly ? ['read-only'] : []),
        ...(property.createOnly ? ['create-only'] : []),
        ...(property.writeOnly ? ['write-only'] : []),
        ...(property.secret ? ['secret'] : []),
      ].join(', '),
    ]),
  });
}

function hint(help: string | undefined): string {
  return help === undefined ? '' : `; ${help}`;
}

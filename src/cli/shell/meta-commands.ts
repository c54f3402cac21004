import { regionHelp } from '../../diagnostics/region-help.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import type { ShownRows } from '../../report/formats/result-format.ts';
import type { Registry } from '../../resource-types/resource-type.ts';
import { describeColumns, describeServices, describeTables } from './tables.ts';

/** What a meta-command can change of a shell, and what it can say. */
export interface ShellState {
  readonly registry: Registry;
  expanded: boolean;
  timing: boolean;
  region: string | undefined;
  ended: boolean;
  say(text: string): void;
  /** Says what is wrong with a command. */
  refuse(text: string): void;
  show(rows: ShownRows): void;
}

export interface MetaCommand {
  readonly name: string;
  /** The word that does the same. */
  readonly word?: RegExp;
  readonly argument?: string;
  readonly summary: string;
  readonly run: (argument: string, state: ShellState) => void;
}

export const metaCommands: readonly MetaCommand[] = [
  { name: '\\?', word: /^help$/i, summary: 'this help', run: (_argument, state) => state.say(help()) },
  {
    name: '\\d',
    argument: '[TABLE]',
    summary: 'the columns of a table; without one the services',
    run: (argument, state) => {
      const shown = argument === '' ? describeServices(state.registry) : describeColumns(argument, state.registry);
      if (typeof shown === 'string') state.refuse(shown);
      else state.show(shown);
    },
  },
  {
    name: '\\dt',
    argument: '[PATTERN]',
    summary: 'the services; with a service or pattern its tables',
    run: (argument, state) => {
      const shown = argument === '' ? describeServices(state.registry) : describeTables(argument, state.registry);
      if (shown.rows.length === 0) state.say(`no table matches ${argument}`);
      else state.show(shown);
    },
  },
  {
    name: '\\x',
    argument: '[on|off]',
    summary: 'a line for each value, or tables again',
    run: switching((state, on) => {
      state.expanded = on ?? !state.expanded;
      state.say(state.expanded ? 'a line for each value' : 'tables');
    }),
  },
  {
    name: '\\timing',
    argument: '[on|off]',
    summary: 'tell the time and requests of each statement, or no more',
    run: switching((state, on) => {
      state.timing = on ?? !state.timing;
      state.say(state.timing ? 'time and requests are told' : 'time and requests are not told');
    }),
  },
  {
    name: '\\region',
    argument: '[REGION]',
    summary: 'the region of statements that name none',
    run: (argument, state) => {
      if (argument === '') state.say(state.region ?? 'no region');
      else {
        const help = regionHelp(argument);
        if (help === undefined) state.region = argument;
        else state.refuse(`invalid region "${argument}"; ${help}`);
      }
    },
  },
  {
    name: '\\q',
    word: /^(?:exit|quit)$/i,
    summary: 'leave',
    run: (_argument, state) => {
      state.ended = true;
    },
  },
];

/** Carries out a line that is a command of the shell, or tells that there is none like it; false for any other line. */
export function runMetaCommand(line: string, state: ShellState): boolean {
  const [name = '', ...rest] = line.trim().replace(/\s*;$/, '').split(/\s+/);
  const isWord = rest.length === 0;
  const command = metaCommands.find((candidate) => candidate.name === name || (isWord && candidate.word?.test(name)));
  if (command !== undefined) command.run(rest.join(' '), state);
  else if (name.startsWith('\\')) state.refuse(unknownCommand(name));
  else return false;
  return true;
}

function unknownCommand(name: string): string {
  const names = metaCommands.map((candidate) => candidate.name);
  return `there is no ${name}; ${didYouMean(name, names) ?? '\\? shows what there is'}`;
}

function help(): string {
  const heads = metaCommands.map(({ name, argument }) => (argument === undefined ? name : `${name} ${argument}`));
  const width = Math.max(...heads.map((head) => head.length));
  const lines = metaCommands.map(({ summary }, index) => `${(heads[index] ?? '').padEnd(width)}  ${summary}`);
  const keys = 'A statement ends with ; and may have several lines. Ctrl-C ends it, Ctrl-D the shell.';
  return [...lines, '', keys].join('\n');
}

/** Of a command that is given `on`, `off` or nothing: then `on` is undefined, and it is the other way round. */
function switching(turn: (state: ShellState, on: boolean | undefined) => void): MetaCommand['run'] {
  return (argument, state) => {
    if (argument === '') turn(state, undefined);
    else if (argument === 'on' || argument === 'off') turn(state, argument === 'on');
    else state.refuse(`it is on or off, not ${argument}`);
  };
}

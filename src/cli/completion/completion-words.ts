import type { Option } from 'commander';
import type { CommandDefinition } from '../definitions/definition.ts';

/** What there is to complete with. All of it is asked for only where a word may be it. */
export interface CompletionFacts {
  /** Names of commands, in the order of the help. */
  readonly commands: readonly string[];
  readonly definitionOf: (command: string) => CommandDefinition | undefined;
  /** Folders of stacks whose paths begin so. */
  readonly stackFolders: (start: string) => readonly string[];
  /** Files and folders whose paths begin so; folders end with a slash. */
  readonly paths: (start: string) => readonly string[];
  readonly environmentsOf: (stackFolder: string) => readonly string[];
  readonly resourcesOf: (stackFolder: string) => readonly string[];
  /** Resource types whose names begin so, in either spelling. */
  readonly types: (start: string) => readonly string[];
  readonly diagnosticCodes: readonly string[];
}

/** What the last of the words may be, where the words stand behind `stack-deploy`. */
export function completionWords(words: readonly string[], facts: CompletionFacts): readonly string[] {
  const last = words.at(-1) ?? '';
  return wordsFor(words.slice(0, -1), last, facts).filter((word) => word.startsWith(last));
}

function wordsFor(before: readonly string[], last: string, facts: CompletionFacts): readonly string[] {
  const [command] = before;
  if (command === undefined) return last.startsWith('-') ? ['--help', '--version'] : [...facts.commands, 'help'];
  if (command === 'help') return before.length === 1 ? facts.commands : [];
  const definition = facts.definitionOf(command);
  if (definition === undefined) return [];
  const options = definition.options().filter(({ hidden }) => !hidden);
  const { positions, waiting } = readWords(before.slice(1), options);
  const [stackFolder = '.'] = positions;
  if (waiting !== undefined) return valuesOf(waiting, last, stackFolder, facts);
  const [name, ...value] = last.split('=');
  if (name?.startsWith('--') === true && value.length > 0) {
    const option = options.find(({ long }) => long === name);
    if (option === undefined) return [];
    return valuesOf(option, value.join('='), stackFolder, facts).map((one) => `${name}=${one}`);
  }
  if (last.startsWith('-')) return [...options.map(({ long, short }) => long ?? short ?? ''), '--help'];
  return argumentsFor(definition, positions, last, facts);
}

interface ReadWords {
  /** Arguments, in their order. */
  readonly positions: readonly string[];
  /** The option whose value is next; undefined where none is. */
  readonly waiting: Option | undefined;
}

function readWords(words: readonly string[], options: readonly Option[]): ReadWords {
  const positions: string[] = [];
  let waiting: Option | undefined;
  for (const word of words) {
    if (waiting !== undefined) waiting = undefined;
    else if (!word.startsWith('-')) positions.push(word);
    else waiting = options.find((option) => option.required && (option.long === word || option.short === word));
  }
  return { positions, waiting };
}

/** By the name of the value in the help: `--env-file <FILE>`. */
function valuesOf(option: Option, start: string, stackFolder: string, facts: CompletionFacts): readonly string[] {
  if (option.argChoices !== undefined) return option.argChoices;
  switch (/[<[]([A-Z-]+)/.exec(option.flags)?.[1]) {
    case 'FILE':
    case 'DIR':
      return facts.paths(start);
    case 'LEVEL':
      return ['error', 'warn', 'info', 'debug', 'trace'];
    case 'NAMES':
      return facts.resourcesOf(stackFolder);
    case 'NAME':
      return ['--adopt', '--resend', '--replace'].includes(option.long ?? '') ? facts.resourcesOf(stackFolder) : [];
    case 'TYPE':
      return facts.types(start);
    default:
      return [];
  }
}

function argumentsFor(
  { name, arguments: known }: CommandDefinition,
  positions: readonly string[],
  start: string,
  facts: CompletionFacts,
): readonly string[] {
  const syntax = (known[positions.length] ?? known.at(-1))?.syntax ?? '';
  const [first = '.'] = positions;
  if (positions.length >= known.length && !syntax.includes('...')) return [];
  switch (`${name} ${syntax.replace(/[<>[\].]/g, '')}`) {
    case 'schema ACTION':
      return ['show', 'list', 'pull'];
    case 'schema NAMES':
      return first === 'list' ? [] : facts.types(start);
    case 'explain CODE':
      return facts.diagnosticCodes;
    case 'completion SHELL':
      return ['bash', 'zsh', 'fish'];
    case 'init DIR':
      return facts.paths(start).filter((path) => path.endsWith('/'));
    default:
      if (syntax.includes('STACK_DIR')) return facts.stackFolders(start);
      return syntax.includes('STACK_ENV') ? facts.environmentsOf(first) : [];
  }
}

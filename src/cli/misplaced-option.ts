import { commandOverviews } from './definitions/overview.ts';

/** Options that stand before any command. */
const ownOptions = ['-h', '--help', '-V', '--version'];

/** What to say where an option of a command stands before the command; undefined where none does. */
export function misplacedOption(argv: readonly string[]): string | undefined {
  const [first = ''] = argv;
  const command = argv.find((argument) => commandOverviews.some(({ name }) => name === argument));
  if (command === undefined || !first.startsWith('-') || ownOptions.includes(first)) return undefined;
  const option = first.split('=', 1)[0] ?? first;
  return `error: write ${option} behind the command: stack-deploy ${command} … ${option} …\n`;
}

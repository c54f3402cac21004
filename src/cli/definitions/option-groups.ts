import type { Option } from 'commander';

/** The headings of the help of commands with many options, and the options below each. */
const groups: ReadonlyMap<string, readonly string[]> = new Map([
  ['Variables:', ['--env', '--env-file', '--vars-file', '--no-modules']],
  [
    'Where requests go:',
    ['--local', '--local-dir', '--endpoint-url', '--profile', '--role-arn', '--region', '--schema-dir'],
  ],
  ['Which resources:', ['--only', '--skip', '--target', '--identifier']],
  [
    'What is done:',
    [
      ...['--destroy', '--refresh-only', '--dry-run', '--strict', '--exact-patch', '--timeout', '--on-failure'],
      ...[
        '--parallelism',
        '--adopt',
        '--replace',
        '--resend',
        '--prune',
        '--ttl',
        '--plan',
        '--yes',
        '--lock',
        '--lock-timeout',
        '--grace',
      ],
    ],
  ],
  ['Files that are written:', ['--out', '--output-file', '--export-file', '--report']],
  [
    'What is shown:',
    ['--detailed-exitcode', '--json', '--markdown', '--log-level', '--log-format', '--show-queries', '--no-color'],
  ],
]);

/** Fewer options than these are read as one list. */
const fewest = 10;

/** The options in the order of the groups, with the heading of each; as they are, where there are only a few. */
export function groupedOptions(options: readonly Option[]): readonly Option[] {
  if (options.filter(({ hidden }) => !hidden).length < fewest) return options;
  const inGroups = [...groups].flatMap(([heading, names]) =>
    options.filter(({ long }) => names.includes(long ?? '')).map((option) => option.helpGroup(heading)),
  );
  return [...inGroups, ...options.filter((option) => !inGroups.includes(option))];
}

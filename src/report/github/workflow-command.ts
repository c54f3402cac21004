/** The commands of GitHub's runner that are used here. */
export type WorkflowCommandName = 'add-mask' | 'group' | 'endgroup' | 'error' | 'warning';

/**
 * A line that GitHub's runner takes for a command: `::error file=a.yml,line=3::no such key`. It is escaped as the runner undoes it
 * (https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts).
 */
export function workflowCommand(
  name: WorkflowCommandName,
  message = '',
  properties: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const given = Object.entries(properties)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .map(([key, value]) => `${key}=${escapedProperty(String(value))}`);
  return `::${name}${given.length === 0 ? '' : ` ${given.join(',')}`}::${escaped(message)}\n`;
}

/**
 * A text whose lines the runner takes for no command of its own: words of a service or a script could end masks and groups, or forge
 * annotations. The runner looks behind blanks for `::`, and anywhere in a line for `##[`.
 */
export function withoutCommands(text: string): string {
  return text.replace(/^([^\S\r\n]*)::/gm, '$1\\::').replaceAll('##[', '## [');
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Commands of stackql-deploy that are none here, and what does their work. */
const others: ReadonlyMap<string, string> = new Map([
  ['start-server', 'there is no server to start: statements are carried out by the command itself'],
  ['stop-server', 'there is no server to stop: statements are carried out by the command itself'],
  ['upgrade', 'there is nothing beside the tool to upgrade; npm install stack-deploy@latest upgrades the tool'],
]);

/** What is said to who asks for a command that stackql-deploy has; undefined for any other word. */
export function otherCommand(argv: readonly string[]): string | undefined {
  const name = argv.find((argument) => !argument.startsWith('-'));
  const instead = name === undefined ? undefined : others.get(name);
  return instead === undefined ? undefined : `error: unknown command '${name ?? ''}'\n${instead}\n`;
}

/** Commands of other tools that this program does not have, and what does their work here. */
const others: ReadonlyMap<string, string> = new Map([
  // stackql-deploy
  ['start-server', 'there is no server to start: statements are carried out by the command itself'],
  ['stop-server', 'there is no server to stop: statements are carried out by the command itself'],
  ['upgrade', 'there is nothing beside the tool to upgrade; npm install stack-deploy@latest upgrades the tool'],
  // Terraform, CDK, Pulumi, CloudFormation
  ...names(
    ['apply', 'deploy', 'up', 'create'],
    'to make the cloud match the stack: stack-deploy build STACK_DIR STACK_ENV',
  ),
  ...names(['destroy', 'delete', 'down'], 'to remove the stack: stack-deploy teardown STACK_DIR STACK_ENV'),
  ...names(['diff', 'preview'], 'to see what a build would change: stack-deploy plan STACK_DIR STACK_ENV'),
  ...names(['synth', 'render'], 'to print every statement: stack-deploy build STACK_DIR STACK_ENV --dry-run'),
  ...names(['refresh', 'detect-drift'], 'to see what was changed from outside: stack-deploy drift STACK_DIR STACK_ENV'),
  ...names(['lint', 'check'], 'to check a stack without a request: stack-deploy validate STACK_DIR STACK_ENV'),
  ...names(
    ['ls', 'state'],
    'there is no state file; to see what is in the cloud: stack-deploy list STACK_DIR STACK_ENV',
  ),
  ...names(['output', 'outputs'], 'to write the exports: stack-deploy build STACK_DIR STACK_ENV --output-file FILE'),
  ...names(['bootstrap'], 'there is nothing to set up: build is the first command to run'),
]);

function names(commands: readonly string[], instead: string): readonly (readonly [string, string])[] {
  return commands.map((command) => [command, instead]);
}

/** What is said to who asks for a command that another tool has; undefined for any other word. */
export function otherCommand(argv: readonly string[]): string | undefined {
  const name = argv.find((argument) => !argument.startsWith('-'));
  const instead = name === undefined ? undefined : others.get(name);
  return instead === undefined ? undefined : `error: unknown command '${name ?? ''}'\n${instead}\n`;
}

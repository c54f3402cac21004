import type { Operation } from '../operations/operation.ts';

export const getEnvFunction: Operation = {
  name: 'get_env',
  parameters: ['name', 'default?'],
  summary: 'A variable of the run, as `vars.NAME` has it, or `default`.',
  apply: (_input, args, call) => {
    const name = args.text('name');
    const value = call.variable(name) ?? args.optional('default');
    if (value !== undefined) return value;
    return call.wrong(`no variable is named ${call.show(name)}`, `set it by -e ${name}=VALUE, or write \`default=…\``);
  },
};

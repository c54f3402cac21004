import type { Rig } from './rig.ts';

/** What a command says of a stack on `--local`: its exit code, and its lines without the head and without times. */
export async function say(rig: Rig, line: string): Promise<string> {
  const [verb = '', folder = '', ...more] = line.split(' ');
  const { code, output, errors } = await rig.run(verb, folder, 'dev', '--local', ...more);
  const text = (output + errors)
    .replaceAll(/ {2}\d+(\.\d+)? ?m?s$/gm, '')
    .replaceAll(/ in \d+\.\d+ s$/gm, '')
    .replaceAll(/ +$/gm, '')
    .replaceAll('https://sqs.us-east-1.amazonaws.com/000000000000/', 'URL/')
    .replace(/^.*\n\n/, '');
  return `exit ${code}\n${text}`;
}

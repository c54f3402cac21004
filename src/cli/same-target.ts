import { defaultLocalFolder, type StackOptions } from './options.ts';
import { shellWord } from './shell-word.ts';

type TargetChoice = Partial<
  Pick<StackOptions, 'local' | 'localDir' | 'endpointUrl' | 'profile' | 'roleArn' | 'region'>
>;

/**
 * What a command that is proposed to a person needs behind it to reach the same cloud as this one: ` --local --region eu-west-1`, as the
 * options were given. Empty where none was.
 */
export function sameTarget({ local, localDir, endpointUrl, profile, roleArn, region }: TargetChoice): string {
  const words = [
    ...(local === true ? ['--local'] : []),
    ...(local === true ? option('--local-dir', localDir === defaultLocalFolder ? undefined : localDir) : []),
    ...option('--endpoint-url', endpointUrl),
    ...option('--profile', profile),
    ...option('--role-arn', roleArn),
    ...option('--region', region),
  ];
  return words.map((word) => ` ${word}`).join('');
}

function option(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [name, shellWord(value)];
}

import type { Written } from '../../engine/engine.ts';
import type { WriteOperation } from '../../engine/operation.ts';

const done: Readonly<Record<WriteOperation['kind'], string>> = {
  create: 'created',
  update: 'updated',
  delete: 'deleted',
  cancel: 'deleted',
};

/** `created AWS::Cognito::UserPool us-east-1_abc in us-east-1`, a line for each resource. */
export function writtenLines(kind: WriteOperation['kind'], written: Written): readonly string[] {
  return written.resources.map(({ typeName, identifier, region, wasAbsent }) => {
    const word = wasAbsent ? 'was not there:' : done[kind];
    return `${word} ${typeName} ${identifier ?? ''} in ${region}`;
  });
}

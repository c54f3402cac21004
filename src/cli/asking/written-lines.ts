import type { WriteStatement, Written } from '../../engine/engine.ts';

const done: Readonly<Record<WriteStatement['kind'], string>> = {
  insert: 'created',
  update: 'updated',
  delete: 'deleted',
};

/** `created AWS::Cognito::UserPool us-east-1_abc in us-east-1`, a line for each resource. */
export function writtenLines(kind: WriteStatement['kind'], written: Written): readonly string[] {
  return written.resources.map(({ typeName, identifier, region, wasAbsent }) => {
    const word = wasAbsent ? 'was not there:' : done[kind];
    return `${word} ${typeName} ${identifier ?? ''} in ${region}`;
  });
}

import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { isRequestColumn } from './naming/column-name.ts';
import { formatPath, type Problem } from './problem.ts';

type Path = Problem['path'];

export function unknownProperty(path: Path, key: string, names: readonly string[]): Problem {
  const where = path.length === 0 ? '' : ` in ${formatPath(path)}`;
  const isColumn = path.length === 0 && isRequestColumn(key);
  const help = isColumn ? undefined : didYouMean(key, names);
  return {
    path: [...path, key],
    code: 'resource/unknown-column',
    message: `unknown property ${JSON.stringify(key)}${where}`,
    ...(help === undefined ? {} : { help }),
  };
}

export function givenTwice(path: Path, first: string, second: string): Problem {
  return {
    path,
    code: 'resource/not-allowed',
    message: `${formatPath(path)} is given twice, as ${JSON.stringify(first)} and ${JSON.stringify(second)}`,
  };
}

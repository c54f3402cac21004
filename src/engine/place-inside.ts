import { findInBlock } from '../base/find-in-block.ts';
import { findInJson } from '../base/find-in-json.ts';
import type { Location, Source } from '../diagnostics/source.ts';
import type { Problem } from '../resource-types/problem.ts';

interface Cell {
  readonly path: readonly string[];
  readonly at: Location;
}

/**
 * Where what a problem is about was written: inside the JSON text of a literal where that can be followed, else the whole
 * literal; `otherwise` where no cell carried it.
 */
export function placeInside({ path, code, about }: Problem, cells: readonly Cell[], otherwise: Location): Location {
  const carriers = cells.filter((cell) => cell.path.every((part, index) => part === path[index]));
  const deepest = Math.max(...carriers.map((cell) => cell.path.length));
  const cell = carriers.find((carrier) => carrier.path.length === deepest);
  const part = about ?? (code === 'resource/unknown-column' ? 'key' : 'value');
  return cell === undefined ? otherwise : placeInLiteral(cell.at, path.slice(cell.path.length), part);
}

/** The part of a SQL literal's JSON text; the whole literal where it has no such part or is no JSON text. */
function placeInLiteral(at: Location, path: Problem['path'], part: 'key' | 'value'): Location {
  const inside = path.length === 0 ? undefined : textInLiteral(at);
  if (inside === undefined) return placeInBlock(at, path, part);
  const { text, offsets } = inside;
  const found = findInJson(text, path, part);
  const [start, last] = found === undefined ? [] : [offsets[found.start], offsets[found.end - 1]];
  if (start === undefined || last === undefined) return at;
  return { source: at.source, start, end: last + 1 };
}

/** The part of a value that the manifest writes itself. */
function placeInBlock(at: Location, path: Problem['path'], part: 'key' | 'value'): Location {
  const { source } = at;
  const found = /\.ya?ml$/.test(source.path) ? findInBlock(source.text, at, path, part) : undefined;
  return found === undefined ? at : { source, ...found };
}

/** A text, and where each of its characters stands in the source. */
export interface PlacedText {
  readonly source: Source;
  readonly text: string;
  readonly offsets: readonly number[];
}

/** The text in the quotes of a SQL literal, or of a function call's first argument; undefined where there are none. */
export function textInLiteral(at: Location): PlacedText | undefined {
  const written = at.source.text.slice(at.start, at.end);
  const opening = /^(?:\w+\s*\(\s*)?'/.exec(written)?.[0].length;
  if (opening === undefined) return undefined;
  const { text, offsets } = unquoted(written, opening);
  return { source: at.source, text, offsets: offsets.map((offset) => at.start + offset) };
}

/** The text between SQL's quotes, where two quotes are one, and where each of its characters stands. */
function unquoted(written: string, opening: number): Omit<PlacedText, 'source'> {
  const offsets: number[] = [];
  let text = '';
  for (let index = opening; index < written.length; index += 1) {
    const character = written.charAt(index);
    if (character === "'") {
      if (written.charAt(index + 1) !== "'") break;
      index += 1;
    }
    text += character;
    offsets.push(index);
  }
  return { text, offsets };
}

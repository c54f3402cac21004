import type { Json } from '../../base/json.ts';
import { writeLiteral, writeMap } from '../write-literal.ts';
import type { Meaning } from './meaning.ts';

/** A meaning as a value of the manifest: texts are templates. Undefined for what is as if it were not written. */
export function writeValue(meaning: Meaning): Json | undefined {
  switch (meaning.kind) {
    case 'nothing':
      return undefined;
    case 'plain':
      return typeof meaning.value === 'string' ? writeLiteral(meaning.value) : meaning.value;
    case 'list':
      return meaning.items.flatMap((item) => writeValue(item) ?? []);
    case 'map':
      return writeMap(
        meaning.entries.flatMap(([key, inner]): [string, Json][] => {
          const value = writeValue(inner);
          return value === undefined ? [] : [[key, value]];
        }),
      );
    case 'joined':
      return meaning.parts.map(writeText).join('');
    case 'name':
    case 'member':
    case 'asked':
    case 'filtered':
    case 'item':
    case 'choice':
      return `{{ ${writeExpression(meaning)} }}`;
  }
}

function writeText(part: Meaning): string {
  const value = part.kind === 'plain' ? writeLiteral(String(part.value)) : writeValue(part);
  return typeof value === 'string' ? value : '';
}

/** A meaning as an expression of a template. */
export function writeExpression(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'nothing':
      return 'omit';
    case 'plain':
      return meaning.value === null ? 'none' : JSON.stringify(meaning.value);
    case 'list':
      return `[${meaning.items.map(writeExpression).join(', ')}]`;
    case 'map':
      return `{${meaning.entries.map(([key, value]) => `${JSON.stringify(key)}: ${writeExpression(value)}`).join(', ')}}`;
    case 'name':
      return meaning.name;
    case 'member':
      return `${meaning.entry}.${meaning.path}`;
    case 'asked':
      return meaning.call;
    case 'joined':
      return meaning.parts.map(writeOperand).join(' ~ ');
    case 'filtered': {
      const argument = meaning.argument === undefined ? '' : `(${JSON.stringify(meaning.argument)})`;
      return `${writeOperand(meaning.of)} | ${meaning.filter}${argument}`;
    }
    case 'item':
      return `${writeOperand(meaning.of)}[${writeExpression(meaning.key)}]`;
    case 'choice':
      return `${writeOperand(meaning.then)} if ${meaning.condition} else ${writeOperand(meaning.otherwise)}`;
  }
}

function writeOperand(meaning: Meaning): string {
  const isChain = meaning.kind === 'joined' || meaning.kind === 'filtered' || meaning.kind === 'choice';
  return isChain ? `(${writeExpression(meaning)})` : writeExpression(meaning);
}

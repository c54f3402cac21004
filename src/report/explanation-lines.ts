import { enumerate, shorten } from '../base/text.ts';
import type { Explanation, FalseTerm, TermSide } from '../engine/explanation.ts';
import { formatSql } from '../query/format-statement.ts';
import type { Difference } from '../resource-types/comparison/differences.ts';
import type { Rule } from '../resource-types/comparison/rule.ts';
import { redact } from '../values/reading.ts';
import { propertyName } from './difference-lines.ts';
import type { MaskText } from './mask-text.ts';

/**
 * Why the statecheck said no, in lines: the conditions that are false, with what they compare. Conditions on properties that are shown
 * as differences already are left out; nothing where there is nothing more to say.
 */
export function explanationLines(
  explanation: Explanation | undefined,
  differences: readonly Difference[],
  maskText: MaskText = (text) => text,
): readonly string[] {
  switch (explanation?.kind) {
    case undefined:
    case 'unknown':
      return [];
    case 'no-rows':
      return differences.length > 0 ? [] : ['the "statecheck" query finds no row to check'];
    case 'false-terms': {
      const listed = new Set(differences.map(({ pointer }) => pointer.split('/')[1]));
      const isListed = ({ property }: TermSide): boolean => property !== undefined && listed.has(property[0]);
      const terms = explanation.terms.filter(({ sides }) => !sides.some(isListed));
      if (terms.length === 0) return [];
      const what = terms.length === 1 ? 'this condition is' : 'these conditions are';
      return [`in the "statecheck" query, ${what} false:`, ...terms.flatMap((term) => termLines(term, maskText))];
    }
  }
}

const widest = 160;

function termLines(term: FalseTerm, maskText: MaskText): readonly string[] {
  const { text, sides } = term;
  const whole = oneLine(formatSql(text, 'shown'));
  const isCut = whole.length > widest;
  const shown = sides.filter((side) => isCut || !isLiteral(side));
  return [
    `  ${shorten(maskText(whole), widest)}`,
    ...shown.map(
      (side) => `    ${shorten(oneLine(formatSql(side.text, 'shown')), 60)} is ${valueText(side, maskText)}`,
    ),
    ...equalityLines(term).map((line) => '    ' + line),
  ];
}

/** It is its own text: to be shown only where the condition is cut. */
function isLiteral({ text }: TermSide): boolean {
  return text.every((token) => token.kind === 'literal' || /^\s*(?:-?[\d.]+|true|false|null)?\s*$/iu.test(token.text));
}

function valueText({ value }: TermSide, maskText: MaskText): string {
  const plain = redact(value);
  return plain === null ? 'not set' : shorten(maskText(JSON.stringify(plain)), widest);
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Why the two sides count as equal all the same, and what to write. */
function equalityLines({ sides, equalBy, undeclared }: FalseTerm): readonly string[] {
  const column = sides.find(({ property }) => property !== undefined);
  if (column === undefined) return [];
  if (equalBy.some(({ rule }) => rule === 'write-only')) return ['no read returns it, so leave it out of the query'];
  const places = new Map<Rule, Set<string>>();
  for (const { pointer, rule } of equalBy)
    places.set(rule, (places.get(rule) ?? new Set()).add(propertyName({ pointer })));
  const why = [...places].map(([rule, names]) => `${reasons[rule]}${placesText(names, column)}`);
  if (undeclared.length > 0) {
    const names = new Set(undeclared.map((pointer) => propertyName({ pointer })));
    why.push(`the service has more than you declared${placesText(names, column)}`);
  }
  return why.length === 0
    ? []
    : [`${enumerate(why)}: to accept that, use as_declared(${oneLine(formatSql(column.text, 'shown'))}, …)`];
}

/** Where in the property, if not at its top. */
function placesText(names: ReadonlySet<string>, { property }: TermSide): string {
  const inside = [...names].filter((name) => name !== property?.join('.'));
  if (inside.length === 0) return '';
  const more = inside.length > 4 ? [`${inside.length - 3} more`] : [];
  return ` (${enumerate([...inside.slice(0, more.length > 0 ? 3 : 4), ...more])})`;
}

const reasons: Readonly<Record<Rule, string>> = {
  order: 'only the order differs',
  unset: 'one is unset and the other empty',
  default: 'the service added defaults',
  settings: 'the service returns settings that are not declared',
  'aws-tag': 'AWS added tags',
  'own-tag': 'stack-deploy added tags',
  'ignored-tag': 'only ignored tags differ',
  policy: 'both policies mean the same',
  'json-text': 'both are the same JSON',
  'text-of-value': 'one is the text of the other',
  arn: 'one is the name and the other the ARN',
  version: 'the service chose a release of that version',
  capitals: 'only capitals differ',
  'final-dot': 'only the final dot differs',
  cidr: 'both are the same block of addresses',
  'key-text': 'both are the same key',
  time: 'both are the same time',
  schedule: 'both are the same schedule',
  'access-string': 'both give the same access',
  synonym: 'both words mean the same to the service',
  'write-only': 'no read returns it',
};

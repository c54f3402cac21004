import { expect } from 'chai';
import { renderTemplate } from '../../../../src/template/render-template.ts';
import type { Piece } from '../../../../src/template/template.ts';
import { context, parsed } from '../rendering.ts';

/** A small generator with a fixed seed. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const leaves = [
  'a',
  ' ',
  '\n',
  '  \t',
  "'x'",
  '{ ',
  '}',
  '#}',
  '%',
  'é😀',
  '{# c #}',
  '{#- c -#}',
  '{{ v }}',
  '{{- v -}}',
  '{{ {"a": {"b": v}} }}',
  '{% raw %}{{ q }}{% endraw %}',
  '{%- raw -%} {% q {%- endraw -%}',
  '{{ "}}" }}',
  '{% set z = v %}',
];
const wrappers: readonly (readonly [string, string])[] = [
  ['{% if v %}', '{% endif %}'],
  ['{%- if v -%}', '{%- endif -%}'],
  ['{% for i in [1, 2] -%}', '{%- endfor %}'],
  ['{%+ if not v %}x{% else %}', '{% endif +%}'],
  ['{% with w = v %}', '{% endwith %}'],
];

function createTemplate(random: (below: number) => number, depth: number): string {
  let text = '';
  for (let count = random(6); count >= 0; count -= 1) {
    const wrapper = wrappers[random(wrappers.length)]!;
    text +=
      depth > 0 && random(4) === 0
        ? wrapper[0] + createTemplate(random, depth - 1) + wrapper[1]
        : leaves[random(leaves.length)]!;
  }
  return text;
}

describe('places of rendered pieces', () => {
  it('are exact for any template', () => {
    const random = createRandom(7);
    for (let round = 0; round < 1500; round += 1) {
      const text = createTemplate(random, 3);
      const rendering = tryRender(text);
      for (const piece of rendering) {
        if (piece.kind === 'text') {
          expect(text.slice(piece.offset, piece.offset + piece.text.length), text).to.equal(piece.text);
        } else {
          const tag = text.slice(piece.at.start, piece.at.end);
          expect(tag, text).to.match(/^\{\{[\s\S]*\}\}$/);
        }
      }
    }
  });
});

function tryRender(text: string): readonly Piece[] {
  const rendering = renderTemplate(parsed(text), context({ v: 1 }));
  if (rendering.kind !== 'rendered') throw new Error(`${text}: ${rendering.kind}`);
  return rendering.value.pieces;
}

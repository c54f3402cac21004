import { expect } from 'chai';
import { excerptOf } from '../../../src/diagnostics/source.ts';
import { Interpreter } from '../../../src/template/interpreter/interpreter.ts';
import { Stop } from '../../../src/template/interpreter/stop.ts';
import { parseTemplate, type TemplateRoot } from '../../../src/template/parse-template.ts';
import { fillSlots, plainSlotsOf } from '../../../src/template/plain-slots.ts';
import { evaluateTemplate, renderTemplate } from '../../../src/template/render-template.ts';
import type { RenderContext, Template } from '../../../src/template/template.ts';
import { NumberAsWritten, omit, Secret, Unknown, type Value } from '../../../src/values/value.ts';
import { createSeededRandom } from '../../support/seeded-random.ts';

describe('Templates of nothing but text and names', () => {
  const texts = [
    '{{ a }}',
    ' {{ a }}\n',
    'x {{ a }} y',
    "'{{ a }}' AND '{{ b }}'",
    '{{ a }}{{ b }}',
    '{{ a }}{{ a }}',
    '{{- a -}} x',
    '{# note #}{{ a }}',
    '{{ (a) }}',
    '{{ "a" }}',
    '{{ a | upper }}{{ b }}',
    '{{ a.b }}',
    '{{ omit }}',
    '{{ none }}',
    '{% set a = b %}{{ a }}',
    '{% macro a() %}x{% endmacro %}{{ a() }}',
    '{% raw %}{{ a }}{% endraw %}',
    '{% if a %}{{ b }}{% endif %}',
  ];
  const values: readonly (Value | undefined)[] = [
    'text',
    '',
    "it's {{ b }}",
    7,
    1.5,
    true,
    null,
    ['x', 'y'],
    { b: 'z' },
    omit,
    new NumberAsWritten(12, '012'),
    new Secret('hidden'),
    new Unknown('pool.id'),
    undefined,
  ];

  function templateOf(text: string): Template {
    const { value } = parseTemplate(excerptOf({ path: 'plain.iql', text }), 'query');
    if (value === undefined) throw new Error(`${text} cannot be parsed.`);
    return value;
  }

  function contextWith(a: Value | undefined, b: Value): RenderContext {
    const lookup = (name: string): Value | undefined => (name === 'a' ? a : name === 'b' ? b : undefined);
    return { names: { lookup, all: () => ['a', 'b'] }, random: createSeededRandom('plain'), startedAtMs: 0 };
  }

  /** What the interpreter alone says; undefined where it stops. */
  function interpreted(template: Template, context: RenderContext) {
    const root = template.root as TemplateRoot;
    if (root.kind !== 'body') return undefined;
    try {
      const pieces = new Interpreter(template, context).run(root.body);
      const interpreter = new Interpreter(template, context);
      const value =
        root.single === undefined
          ? interpreter.textOf(interpreter.run(root.body), root.body)
          : interpreter.single(root.single);
      return { pieces, value };
    } catch (error) {
      if (error instanceof Stop) return undefined;
      throw error;
    }
  }

  for (const text of texts) {
    it(`render to what the interpreter makes of them: ${JSON.stringify(text)}`, () => {
      const template = templateOf(text);
      for (const a of values) {
        for (const b of ['other', null, new Unknown('b')]) {
          const context = contextWith(a, b);
          const wanted = interpreted(template, context);
          const rendered = renderTemplate(template, context);
          const evaluated = evaluateTemplate(template, context);
          const found =
            rendered.kind === 'rendered' && evaluated.kind === 'rendered'
              ? { pieces: rendered.value.pieces, value: evaluated.value }
              : undefined;
          expect(found).to.deep.equal(wanted);
        }
      }
    });
  }

  it('are known by their nodes, and leave to the interpreter what has to be looked at', () => {
    const filled = (text: string, a: Value | undefined): boolean => {
      const template = templateOf(text);
      const root = template.root as TemplateRoot;
      const slots = root.kind === 'body' ? plainSlotsOf(template, root.body) : undefined;
      return slots !== undefined && fillSlots(slots, contextWith(a, 'b').names) !== undefined;
    };
    expect(texts.filter((text) => filled(text, 'x'))).to.deep.equal([
      '{{ a }}',
      ' {{ a }}\n',
      'x {{ a }} y',
      "'{{ a }}' AND '{{ b }}'",
      '{{ a }}{{ b }}',
      '{{ a }}{{ a }}',
      '{{- a -}} x',
      '{# note #}{{ a }}',
      '{{ (a) }}',
      '{% raw %}{{ a }}{% endraw %}',
    ]);
    expect(values.filter((value) => !filled('{{ a }}', value))).to.deep.equal([
      ['x', 'y'],
      { b: 'z' },
      omit,
      new NumberAsWritten(12, '012'),
      new Secret('hidden'),
      undefined,
    ]);
    expect(filled('{{ a }}', 'x'.repeat(600_000))).to.equal(false);
    expect(filled('{{ a }}'.repeat(1001), 'x')).to.equal(false);
  });
});

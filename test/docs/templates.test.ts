import { expect } from 'chai';
import { excerptOf } from '../../src/diagnostics/source.ts';
import { filters } from '../../src/template/filters/index.ts';
import { functions } from '../../src/template/functions/index.ts';
import { methods } from '../../src/template/methods/index.ts';
import { parseTemplate } from '../../src/template/parse-template.ts';
import { evaluateTemplate } from '../../src/template/render-template.ts';
import { tests } from '../../src/template/tests/index.ts';
import { redact } from '../../src/values/reading.ts';
import type { Value } from '../../src/values/value.ts';
import { directiveOf, placeOf, sectionsOf } from '../support/doc-blocks.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

const page = 'docs/templates.md';
const blocks = sectionsOf(page).flatMap((section) => section.blocks);
const examples = blocks.filter((block) => directiveOf(block, 'example') !== undefined);
const text = blocks.map((block) => block.text).join('');

function render(template: string): string {
  const parsed = parseTemplate(excerptOf({ path: page, text: `>${template}` }));
  if (parsed.value === undefined) return parsed.diagnostics.map((each) => each.message).join('; ');
  const names = new Map<string, Value>([
    ['region', 'us-east-1'],
    ['vars', { STAGE: 'dev' }],
  ]);
  const rendering = evaluateTemplate(parsed.value, {
    names: { lookup: (name) => names.get(name), all: () => [...names.keys()] },
    random: createSeededRandom('docs'),
    startedAtMs: Date.UTC(2026, 0, 31, 12),
  });
  if (rendering.kind !== 'rendered') return JSON.stringify(rendering);
  const shown = redact(rendering.value);
  return typeof shown === 'string' ? shown.slice(1) : JSON.stringify(shown);
}

describe('docs/templates.md', () => {
  for (const block of examples) {
    it(`gives what ${placeOf(block)} says`, () => {
      for (const line of block.text.trimEnd().split('\n')) {
        const [, template = line, result] = /^(.*?) {4}\{# (.*) #\}$/.exec(line) ?? [];
        expect(render(template), line).to.equal(result);
      }
    });
  }

  it('has an example of every filter, test, function and method', () => {
    const missing = [
      ...filters.all.filter(({ name }) => !new RegExp(`\\| ${name}\\b|'${name}'`).test(text)),
      ...tests.all.filter(({ name }) => !new RegExp(`is ${name}\\b`).test(text)),
      ...functions.all.filter(({ name }) => !text.includes(`${name}(`)),
      ...[...methods.text.all, ...methods.list.all, ...methods.map.all].filter(
        ({ name }) => !text.includes(`.${name}(`),
      ),
    ];
    expect(missing.map(({ name }) => name)).to.deep.equal([]);
  });
});

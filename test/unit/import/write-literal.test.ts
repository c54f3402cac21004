import { expect } from 'chai';
import { writeLiteral, writeMap } from '../../../src/import/write-literal.ts';

describe('what is imported', () => {
  it('is written so that a manifest does not read it as a template, a file or values by environment', () => {
    const texts = ['plain', '{{ x }}', '{% if %}', '{# x #}', 'file(x)', 'a file(x)', '{a}', '"{{'];
    expect(texts.map(writeLiteral)).to.deep.equal([
      'plain',
      '{{ "{{ x }}" }}',
      '{{ "{% if %}" }}',
      '{{ "{# x #}" }}',
      '{{ "file(x)" }}',
      'a file(x)',
      '{a}',
      '{{ "\\"{{" }}',
    ]);
    expect(writeMap([['values', { a: 1 }]])).to.deep.equal({ values: { default: { value: { values: { a: 1 } } } } });
    const both = [
      ['values', 1],
      ['more', 2],
    ] as const;
    expect(writeMap(both)).to.deep.equal({ values: 1, more: 2 });
    expect(writeMap([])).to.deep.equal({});
  });
});

import { expect } from 'chai';
import { findInJson } from '../../../src/base/find-in-json.ts';

const text =
  '{"Url_List": ["https://a", "say \\"b\\""], "inner": {"n": -1.5e3, "t": {{ slot | default("}") }}, "o": true}}';

describe('findInJson', () => {
  const found = (path: readonly (string | number)[], part?: 'key'): string | undefined => {
    const span = findInJson(text, path, part);
    return span === undefined ? undefined : text.slice(span.start, span.end);
  };

  it('finds members and items, however their keys are written', () => {
    expect(found(['UrlList', 1])).to.equal('"say \\"b\\""');
    expect(found(['inner', 'n'])).to.equal('-1.5e3');
    expect(found(['inner', 'o'])).to.equal('true');
    expect(found(['inner', 'o'], 'key')).to.equal('"o"');
  });

  it('takes the slot of a template for a value', () => {
    expect(findInJson('[{{ a }}, 2]', [1])).to.deep.equal({ start: 10, end: 11 });
    expect(findInJson('[{{ a }}, 2]', [0])).to.deep.equal({ start: 1, end: 8 });
  });

  it('stops at the value that lacks the rest of a path', () => {
    expect(found(['Url_List', 7])).to.equal('["https://a", "say \\"b\\""]');
    expect(found([])).to.equal(text);
  });

  it('is nothing where the text cannot be followed', () => {
    for (const broken of ['', '{"a": }', '{"a" 1}', '["a" "b"]', '{"a": [1', '[{{ a ]', '{a: 1}']) {
      expect(findInJson(broken, ['a']), broken).to.equal(undefined);
    }
  });
});

import { expect } from 'chai';
import { formatAddress, parseAddress, type Address } from '../../../src/stack/address.ts';

describe('an address', () => {
  const written: readonly (readonly [string, Address])[] = [
    ['web', { entry: 'web' }],
    ['client["web"]', { entry: 'client', instance: 'web' }],
    ['client[""]', { entry: 'client', instance: '' }],
    ['client["a]b[c"]', { entry: 'client', instance: 'a]b[c' }],
    ['client["say \\"x\\"\\\\"]', { entry: 'client', instance: 'say "x"\\' }],
    ['client["0"]', { entry: 'client', instance: '0' }],
    ['client["Größe 😀"]', { entry: 'client', instance: 'Größe 😀' }],
    ['client["a\\nb"]', { entry: 'client', instance: 'a\nb' }],
  ];
  for (const [text, address] of written) {
    it(`is written ${text} and read back`, () => {
      expect(formatAddress(address)).to.equal(text);
      expect(parseAddress(text)).to.deep.equal({ ok: true, value: address });
    });
  }

  it('may have its key in single quotes', () => {
    expect(parseAddress('client[\'web "x"\']')).to.deep.equal({
      ok: true,
      value: { entry: 'client', instance: 'web "x"' },
    });
  });

  const quotes = 'expected a key in quotes between the brackets, such as client["key"]';
  const wrong: Readonly<Record<string, string>> = {
    '': 'it is empty',
    '["web"]': 'the name of the resource is missing before "["',
    'client["web"': '"]" is missing at its end',
    'client["web"].id': '"]" is missing at its end',
    'client[]': quotes,
    'client[0]': quotes,
    'client[web]': quotes,
    'client["web\']': quotes,
    'client["a"b"]': quotes,
    'client["\\x"]': quotes,
    "client['it's']": quotes,
    'client["a"]["b"]': quotes,
  };
  for (const [text, error] of Object.entries(wrong)) {
    it(`is not ${text === '' ? 'an empty text' : text}`, () => {
      expect(parseAddress(text)).to.deep.equal({ ok: false, error });
    });
  }
});

import { expect } from 'chai';
import { SecretTexts } from '../../../../src/engine/cloud-control/secret-texts.ts';
import { Secret } from '../../../../src/values/value.ts';
import { createTestRegistry } from '../test-registry.ts';

describe('secret texts', () => {
  it('are found in others, the short ones only where they are the whole', () => {
    const texts = new SecretTexts();
    texts.addFrom({ a: new Secret('abcdef'), b: [new Secret('abc'), 'plain'], c: new Secret({ d: 'ab"cdefg' }) });
    const lines = ['abcdef', 'xabcdefx', 'abcdefabcdef', 'abc', 'xabcx', 'ab"cdefg', '"ab\\"cdefg"', 'plain'];
    expect(lines.map((line) => [texts.isIn(line), texts.masked(line)])).to.deep.equal([
      [true, '***'],
      [true, 'x***x'],
      [true, '******'],
      [true, '***'],
      [false, 'xabcx'],
      [true, '***'],
      [true, '"***"'],
      [false, 'plain'],
    ]);
  });

  it('are masked whole where one is a part of the other', () => {
    const texts = new SecretTexts();
    for (const secret of ['abcdef', 'abcdefghi']) texts.add(secret);
    expect(texts.masked('abcdefghi abcdef')).to.equal('*** ***');
  });

  it('are what a model has at secret places, and the text of a model that has any', () => {
    const type = createTestRegistry().find('AWS::Cognito::UserPoolClient');
    if (type === undefined) throw new Error('no type');
    const texts = new SecretTexts();
    const [plain, secret] = ['{"ClientName":"web"}', '{"ClientName":"web","ClientSecret":"xy"}'];
    texts.addModel(type, plain);
    texts.addModel(type, secret);
    expect([plain, secret, 'xy', 'web'].map((text) => texts.isIn(text))).to.deep.equal([false, true, true, false]);
  });

  it('are no numbers, truth values or nothing', () => {
    const texts = new SecretTexts();
    for (const value of [7, true, null, '']) texts.add(value);
    expect(['7', 'true', 'null', ''].map((text) => texts.isIn(text))).to.deep.equal([false, false, false, false]);
  });
});

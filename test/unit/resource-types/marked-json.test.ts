import { expect } from 'chai';
import { parseMarkedJson } from '../../../src/resource-types/marked-json.ts';
import { Composite, Secret, Unknown } from '../../../src/values/value.ts';

describe('parseMarkedJson', () => {
  const unknown = new Unknown('pool.id');

  it('parses plain text', () => {
    expect(parseMarkedJson('[1,{"a":null}]')).to.deep.equal([1, { a: null }]);
    expect(parseMarkedJson('[1')).to.equal(undefined);
  });

  it('puts a mark between quotes where it stands, whatever is in it', () => {
    const secret = new Secret('"}] \\ é');
    expect(parseMarkedJson(new Composite(['[{"value":"', secret, '"}]']))).to.deep.equal([{ value: secret }]);
  });

  it('keeps the text around a mark', () => {
    expect(parseMarkedJson(new Composite(['["a \\" ', unknown, '|', unknown, '"]']))).to.deep.equal([
      new Composite(['a " ', unknown, '|', unknown]),
    ]);
  });

  it('reads a secret outside quotes as JSON', () => {
    expect(parseMarkedJson(new Composite(['{"n":', new Secret('[5]'), ',"m":', unknown, '}']))).to.deep.equal({
      n: new Secret([5]),
      m: unknown,
    });
  });

  it('takes text that is nested too deeply for no JSON', () => {
    expect(parseMarkedJson('['.repeat(100) + ']'.repeat(100))).to.be.an('array');
    expect(parseMarkedJson('['.repeat(101) + ']'.repeat(101))).to.equal(undefined);
    expect(parseMarkedJson(`["${'['.repeat(500)}"]`)).to.deep.equal(['['.repeat(500)]);
    expect(parseMarkedJson('['.repeat(500_000))).to.equal(undefined);
  });

  it('parses a wholly secret text', () => {
    expect(parseMarkedJson(new Secret('{"a":1}'))).to.deep.equal(new Secret({ a: 1 }));
    expect(parseMarkedJson(new Secret('x'))).to.equal(undefined);
  });

  it('gives up where the marks make no JSON', () => {
    expect(parseMarkedJson(new Composite(['[', unknown, unknown, ']']))).to.equal(undefined);
  });
});

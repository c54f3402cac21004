import { expect } from 'chai';
import { NumberAsWritten, Secret, Unknown, type Value } from '../../../../src/values/value.ts';
import { truthOf, valueOf, warningsOf, type Given } from '../rendering.ts';

const given: Given = {
  port: 5,
  part: 1.5,
  big: new NumberAsWritten(12, '012'),
  flag: true,
  text: '5',
  yes: 'true',
  half: '1.5',
  ports: [5, 6],
  texts: ['5', '6'],
  map: { '5': 'a' },
  vars: { port: '5' },
  secret: new Secret('5'),
  later: new Unknown('pool.port'),
};

/** `5 == "5"` is told as `[the comparison, what is wrong with it, what to write]`. */
function told(expression: string, values: Given = given): readonly string[] {
  return warningsOf(`{{ ${expression} }}`, values).map((text) => text.replace('template/never-equal ', ''));
}

describe('a comparison of what only reads the same', () => {
  const cases: readonly (readonly [expression: string, kinds: string, help: string, value: Value])[] = [
    ['port == "5"', 'compares an integer with a string', 'port | string', false],
    ['"5" == port', 'compares a string with an integer', 'port | string', false],
    ['port != "5"', 'compares an integer with a string', 'port | string', true],
    ['vars.port == 5', 'compares a string with an integer', 'vars.port | int', false],
    ['5 == vars.port', 'compares an integer with a string', 'vars.port | int', false],
    ['vars.port == port', 'compares a string with an integer', 'vars.port | int', false],
    ['flag == "true"', 'compares a boolean with a string', 'flag | string', false],
    ['yes == true', 'compares a string with a boolean', 'yes | bool', false],
    ['half == part', 'compares a string with a number', 'half | float', false],
    ['big == "012"', 'compares an integer with a string', 'big | string', false],
    ['port + 0 == "5"', 'compares an integer with a string', '(port + 0) | string', false],
    ['ports[0] == "5"', 'compares an integer with a string', 'ports[0] | string', false],
    ['secret == 5', 'compares a string with an integer', 'secret | int', false],
    ['port in texts', 'looks for an integer where there is a string', 'port | string', false],
    ['port not in ["4", "5"]', 'looks for an integer where there is a string', 'port | string', true],
    ['text in ports', 'looks for a string where there is an integer', 'text | int', false],
    ['"5" in ports', 'looks for a string where there is an integer', '"5" | int', false],
    ['port in map', 'looks for an integer where there is a string', 'port | string', false],
    ['yes in [false, true]', 'looks for a string where there is a boolean', 'yes | bool', false],
  ];
  for (const [expression, kinds, help, value] of cases) {
    it(`is told of ${expression}`, () => {
      expect(told(expression)).to.deep.equal([
        `1:4 \`${expression}\` ${kinds} that reads the same: the two are never equal (write \`${help}\`)`,
      ]);
      expect(valueOf(`{{ ${expression} }}`, given)).to.equal(value);
      const fixed = `{{ ${expression.replace(help.replace(/ \| \w+$/, '').replace(/^\((.*)\)$/, '$1'), help)} }}`;
      expect(warningsOf(fixed, given), fixed).to.deep.equal([]);
      expect(valueOf(fixed, given), fixed).to.equal(!value);
    });
  }

  it('is told of tests by name', () => {
    for (const [expression, typed] of [
      ['port is eq("5")', 'an integer'],
      ['flag is ne("true")', 'a boolean'],
      ['"5" is in(ports)', 'an integer'],
      ['texts is containing(5)', 'an integer'],
      ['texts | select("equalto", 5)', 'an integer'],
    ] as const) {
      const [only, ...more] = told(expression);
      expect(more).to.deep.equal([]);
      expect(only).to.include(`it compares a string with ${typed} that reads the same: the two are never equal`);
    }
  });

  it('is told in conditions, once in a loop, and in each pair of a chain', () => {
    expect(told('1 if port == "5" else 2')).to.have.length(1);
    expect(warningsOf('{% for i in [1, 2] %}{% if port == "5" %}a{% endif %}{% endfor %}', given)).to.have.length(1);
    expect(told('4 < port == "5"')).to.have.length(1);
    expect(truthOf('port == "5"', given)).to.equal(false);
  });

  it('is not told where the texts differ, where both are equal, or where one is not known', () => {
    for (const expression of [
      'port == "6"',
      'port == 5',
      'text == "5"',
      'port == "5.0"',
      'flag == "True"',
      'flag == 1',
      'port == none',
      'port in ["5", 5]',
      'port in []',
      '"5" in "15"',
      'port > 4',
      'later == 5',
      'later in texts',
      'port in map.values()',
    ]) {
      expect(told(expression), expression).to.deep.equal([]);
    }
  });
});

describe('the filter bool', () => {
  it('reads what env files and CI write', () => {
    for (const text of ['true', 'True', ' YES ', 'on', '1']) {
      expect(valueOf('{{ x | bool }}', { x: text }), text).to.equal(true);
    }
    for (const value of ['false', 'FALSE', 'no', 'off', '0', 0, false]) {
      expect(valueOf('{{ x | bool }}', { x: value })).to.equal(false);
    }
    expect(valueOf('{{ x | bool }}', { x: 'maybe' })).to.deep.equal([
      'template/wrong-argument 1:8 the filter "bool": "maybe" is neither true nor false',
    ]);
    expect(valueOf('{{ x | bool }}', { x: [1] })).to.deep.equal([
      'template/wrong-argument 1:8 the filter "bool": a list is neither true nor false',
    ]);
  });
});

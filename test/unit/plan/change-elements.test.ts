import { expect } from 'chai';
import { changeElement, keyOfMembers, type ChangeElement } from '../../../src/plan/change-elements.ts';
import { Secret, Unknown, type Value } from '../../../src/values/value.ts';

const value = (name: string | undefined, before?: Value, after?: Value): ChangeElement => ({
  kind: 'value',
  name,
  before,
  after,
});
const inside = (name: string | undefined, elements: readonly ChangeElement[], isText = false): ChangeElement => ({
  kind: 'inside',
  name,
  elements,
  isText,
});
const rest = (amount: number): ChangeElement => ({ kind: 'rest', amount });

describe('changeElement', () => {
  const table: readonly [string, Value | undefined, Value | undefined, ChangeElement][] = [
    ['shows what comes whole', undefined, { a: 1 }, value('p', undefined, { a: 1 })],
    ['shows what goes whole', [1], undefined, value('p', [1])],
    ['shows a number that changes', 1, 2, value('p', 1, 2)],
    ['shows a list that becomes a map', [1], { a: 1 }, value('p', [1], { a: 1 })],
    ['shows a map that becomes a list', { a: 1 }, [1], value('p', { a: 1 }, [1])],
    ['shows a text that becomes a number', '1', 1, value('p', '1', 1)],
    ['shows a number that becomes a text', 1, '1', value('p', 1, '1')],
    ['shows a text of one line whole', 'one', 'two', value('p', 'one', 'two')],
    [
      'compares members of a map by their names',
      { same: 1, changes: 1, goes: 1 },
      { changes: 2, comes: 3, same: 1 },
      inside('p', [value('changes', 1, 2), value('goes', 1), value('comes', undefined, 3), rest(1)]),
    ],
    ['counts no rest where nothing stays', { changes: 1 }, { changes: 2 }, inside('p', [value('changes', 1, 2)])],
    [
      'looks into maps inside of maps, whatever the order of their members',
      { a: { x: 1, y: [1] }, b: { c: 1, d: 2 } },
      { a: { y: [1], x: 1 }, b: { c: 1, d: 3 } },
      inside('p', [inside('b', [value('d', 2, 3), rest(1)]), rest(1)]),
    ],
    [
      'tells maps apart that have other members, or more of them',
      { a: { x: 1 }, b: { x: 1 }, c: [1], d: [1] },
      { a: { y: 1 }, b: { x: 1, y: 2 }, c: [1, 2], d: [2] },
      inside('p', [
        inside('a', [value('x', 1), value('y', undefined, 1)]),
        inside('b', [value('y', undefined, 2), rest(1)]),
        inside('c', [value(undefined, undefined, 2), rest(1)]),
        inside('d', [value(undefined, 1), value(undefined, undefined, 2)]),
      ]),
    ],
    [
      'shows of a list without names what comes and goes',
      ['a', 'b', 'c'],
      ['a', 'c', 'd'],
      inside('p', [value(undefined, 'b'), value(undefined, undefined, 'd'), rest(2)]),
    ],
    ['counts the whole list where nothing comes or goes', [1, 2], [1, 2], inside('p', [rest(2)])],
    ['has nothing to say of two empty lists', [], [], inside('p', [])],
    [
      'compares members of a list by the name that they bear, in whatever order',
      [
        { Id: 'a', Days: 1, On: true },
        { Id: 'b', Days: 2, On: true },
        { Id: 'c', Days: 3, On: true },
      ],
      [
        { Id: 'c', Days: 3, On: true },
        { Id: 'a', Days: 9, On: true },
        { Id: 'd', Days: 4, On: true },
      ],
      inside('p', [
        inside('a', [value('Days', 1, 9), rest(2)]),
        value(undefined, { Id: 'b', Days: 2, On: true }),
        value(undefined, undefined, { Id: 'd', Days: 4, On: true }),
        rest(1),
      ]),
    ],
    [
      'shows of a tag its value alone',
      [
        { Key: 'team', Value: 'a' },
        { Key: 'cost', Value: '1' },
      ],
      [
        { Key: 'team', Value: 'b' },
        { Key: 'cost', Value: '1' },
      ],
      inside('p', [value('team', 'a', 'b'), rest(1)]),
    ],
    [
      'looks into the only member beside a name where that is a map',
      [{ Id: 'a', Rule: { x: 1 } }],
      [{ Id: 'a', Rule: { x: 2 } }],
      inside('p', [inside('a', [inside('Rule', [value('x', 1, 2)]), rest(1)])]),
    ],
    [
      'keeps both of two members of one name',
      [
        { Key: 'a', Value: '1' },
        { Key: 'a', Value: '2' },
      ],
      [
        { Key: 'a', Value: '1' },
        { Key: 'a', Value: '3' },
        { Key: 'a', Value: '4' },
      ],
      inside('p', [value('a', '2', '3'), value(undefined, undefined, { Key: 'a', Value: '4' }), rest(1)]),
    ],
    [
      'compares by what they are where only some members bear a name',
      [{ Id: 'a' }, { Days: 1 }],
      [{ Id: 'b' }, { Days: 1 }],
      inside('p', [value(undefined, { Id: 'a' }), value(undefined, undefined, { Id: 'b' }), rest(1)]),
    ],
    ['looks into JSON text', '{"a": 1, "b": 2}', '{"b":2,"a":3}', inside('p', [value('a', 1, 3), rest(1)], true)],
    ['shows JSON text whole where only its spaces differ', '{"a": 1}', '{"a":1}', value('p', '{"a": 1}', '{"a":1}')],
    ['shows JSON text whole where a list becomes a map', '[1]', '{"a":1}', value('p', '[1]', '{"a":1}')],
    ['shows JSON text whole that becomes another text', '[1]', 'x', value('p', '[1]', 'x')],
    ['shows text whole that becomes JSON text', 'x', '[1]', value('p', 'x', '[1]')],
    ['takes a number in a text for a text', '1', '2', value('p', '1', '2')],
    [
      'shows the lines of a text of several',
      'a\nb',
      'a\nc',
      {
        kind: 'lines',
        name: 'p',
        lines: [
          { sign: ' ', text: 'a' },
          { sign: '-', text: 'b' },
          { sign: '+', text: 'c' },
        ],
      },
    ],
    [
      'shows lines where only the new text has several',
      'a',
      'a\nb',
      {
        kind: 'lines',
        name: 'p',
        lines: [
          { sign: ' ', text: 'a' },
          { sign: '+', text: 'b' },
        ],
      },
    ],
    [
      'shows lines where only the old text has several',
      'a\nb',
      'b',
      {
        kind: 'lines',
        name: 'p',
        lines: [
          { sign: '-', text: 'a' },
          { sign: ' ', text: 'b' },
        ],
      },
    ],
  ];
  for (const [title, before, after, expected] of table) {
    it(title, () => {
      expect(changeElement('p', before, after)).to.deep.equal(expected);
    });
  }

  it('shows the lines of text that begins or ends as JSON', () => {
    expect(changeElement('p', '[\n1]', 'x').kind).to.equal('lines');
    expect(changeElement('p', 'x', '[\n1]').kind).to.equal('lines');
    expect(changeElement('p', '1\n', '2\n').kind).to.equal('lines');
  });

  it('shows a text of too many lines whole', () => {
    const long = 'x\n'.repeat(2000);
    expect(changeElement('p', long, 'y').kind).to.equal('value');
    expect(changeElement('p', 'x\n'.repeat(1999), 'y').kind).to.equal('lines');
    expect(changeElement('p', 'y', long).kind).to.equal('value');
  });

  it('shows what goes and what comes of lists that are too long to be compared', () => {
    const both = (left: number, right: number): readonly ChangeElement[] => {
      const element = changeElement('p', Array(left).fill('a'), Array(right).fill('a'));
      return element.kind === 'inside' ? element.elements : [];
    };
    expect(both(101, 9901)).to.have.length(101 + 9901);
    expect([both(101, 9901)[0], both(101, 9901)[101]]).to.deep.equal([
      value(undefined, 'a'),
      value(undefined, undefined, 'a'),
    ]);
    expect(both(1000, 1000)).to.deep.equal([rest(1000)]);
  });

  it('looks into nothing that is marked', () => {
    const [old, fresh] = [new Secret({ a: 1 }), new Secret({ a: 2 })];
    expect(changeElement('p', old, fresh)).to.deep.equal(value('p', old, fresh));
    const unknown = new Unknown('pool.id');
    expect(changeElement('p', { a: unknown, b: old }, { a: unknown, b: fresh })).to.deep.equal(
      inside('p', [value('b', old, fresh), rest(1)]),
    );
  });

  it('takes names of members that every object has for names like others', () => {
    expect(changeElement('p', { toString: 'a' }, {})).to.deep.equal(inside('p', [value('toString', 'a')]));
    expect(changeElement('p', {}, { toString: 'a' })).to.deep.equal(inside('p', [value('toString', undefined, 'a')]));
  });
});

describe('keyOfMembers', () => {
  const table: readonly [readonly Value[], string | undefined][] = [
    [[], undefined],
    [[{ Key: 'a' }, { Key: 'b' }], 'Key'],
    [[{ Key: 'a', Sid: 's' }], 'Sid'],
    [[{ Key: 'a' }, { Name: 'b' }], undefined],
    [[{ Key: 1 }], undefined],
    [['Key'], undefined],
    [[null], undefined],
  ];
  for (const [items, expected] of table) {
    it(`of ${JSON.stringify(items)} is ${expected ?? 'none'}`, () => {
      expect(keyOfMembers(items)).to.equal(expected);
    });
  }
});

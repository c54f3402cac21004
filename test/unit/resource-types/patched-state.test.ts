import { expect } from 'chai';
import { patchedState, valueAt } from '../../../src/resource-types/patched-state.ts';
import type { PatchOperation } from '../../../src/resource-types/check-patch.ts';
import { Secret, Unknown, type Value, type ValueMap } from '../../../src/values/value.ts';

describe('patchedState', () => {
  const state: ValueMap = { Name: 'a', Policy: { Length: 8, Rules: [{ Id: 1 }, { Id: 2 }] }, Urls: ['x', 'y', 'z'] };
  const whole = (more: ValueMap): ValueMap => ({ ...state, ...more });
  const table: readonly [string, readonly PatchOperation[], ValueMap][] = [
    ['adds a property', [{ op: 'add', path: '/Size', value: 1 }], whole({ Size: 1 })],
    ['sets a property where it stands', [{ op: 'replace', path: '/Name', value: 'b' }], whole({ Name: 'b' })],
    ['takes a value that is missing for null', [{ op: 'add', path: '/Name' }], whole({ Name: null })],
    [
      'sets a member of a map',
      [{ op: 'add', path: '/Policy/Length', value: 9 }],
      whole({ Policy: { Length: 9, Rules: [{ Id: 1 }, { Id: 2 }] } }),
    ],
    [
      'sets a member of an item of a list',
      [{ op: 'replace', path: '/Policy/Rules/1/Id', value: 3 }],
      whole({ Policy: { Length: 8, Rules: [{ Id: 1 }, { Id: 3 }] } }),
    ],
    ['adds nothing below what is not there', [{ op: 'add', path: '/Other/Size', value: 1 }], state],
    ['adds nothing below a text', [{ op: 'add', path: '/Name/Size', value: 1 }], state],
    ['adds nothing below an item that is not there', [{ op: 'add', path: '/Urls/3/Size', value: 1 }], state],
    ['adds before an item', [{ op: 'add', path: '/Urls/1', value: 'n' }], whole({ Urls: ['x', 'n', 'y', 'z'] })],
    ['adds at the end', [{ op: 'add', path: '/Urls/-', value: 'n' }], whole({ Urls: ['x', 'y', 'z', 'n'] })],
    ['adds after the last item', [{ op: 'add', path: '/Urls/3', value: 'n' }], whole({ Urls: ['x', 'y', 'z', 'n'] })],
    ['adds nothing beyond the end', [{ op: 'add', path: '/Urls/4', value: 'n' }], state],
    ['adds nothing before the beginning', [{ op: 'add', path: '/Urls/-1', value: 'n' }], state],
    ['adds nothing between two items', [{ op: 'add', path: '/Urls/0.5', value: 'n' }], state],
    ['replaces the first item', [{ op: 'replace', path: '/Urls/0', value: 'n' }], whole({ Urls: ['n', 'y', 'z'] })],
    ['replaces the whole', [{ op: 'replace', path: '', value: { Name: 'c' } }], { Name: 'c' }],
    ['leaves the state where the whole would be no map', [{ op: 'replace', path: '', value: 'c' }], state],
    [
      'removes a property',
      [{ op: 'remove', path: '/Urls' }],
      { Name: 'a', Policy: { Length: 8, Rules: [{ Id: 1 }, { Id: 2 }] } },
    ],
    ['removes an item', [{ op: 'remove', path: '/Urls/1' }], whole({ Urls: ['x', 'z'] })],
    [
      'removes a member of a map',
      [{ op: 'remove', path: '/Policy/Length' }],
      whole({ Policy: { Rules: [{ Id: 1 }, { Id: 2 }] } }),
    ],
    [
      'removes a member of an item',
      [{ op: 'remove', path: '/Policy/Rules/0/Id' }],
      whole({ Policy: { Length: 8, Rules: [{}, { Id: 2 }] } }),
    ],
    ['removes nothing where nothing is', [{ op: 'remove', path: '/Other' }], state],
    ['removes nothing below what is not there', [{ op: 'remove', path: '/Other/Size' }], state],
    ['removes nothing below a text', [{ op: 'remove', path: '/Name/length' }], state],
    ['removes no item that is not there', [{ op: 'remove', path: '/Urls/3' }], state],
    ['removes nothing below an item that is not there', [{ op: 'remove', path: '/Urls/3/Size' }], state],
    ['does not remove the whole', [{ op: 'remove', path: '' }], state],
    ['copies', [{ op: 'copy', from: '/Urls/2', path: '/Name' }], whole({ Name: 'z' })],
    [
      'copies into a list as one item more',
      [{ op: 'copy', from: '/Name', path: '/Urls/0' }],
      whole({ Urls: ['a', 'x', 'y', 'z'] }),
    ],
    ['moves', [{ op: 'move', from: '/Urls/0', path: '/Name' }], whole({ Name: 'x', Urls: ['y', 'z'] })],
    ['moves nothing from where nothing is', [{ op: 'move', from: '/Other', path: '/Name' }], state],
    ['copies the whole where it names no source', [{ op: 'copy', path: '/Copy' }], whole({ Copy: state })],
    ['changes nothing by a test', [{ op: 'test', path: '/Name', value: 'b' }], state],
    [
      'carries out one operation after the other',
      [
        { op: 'add', path: '/Size', value: {} },
        { op: 'add', path: '/Size/Width', value: 1 },
        { op: 'remove', path: '/Policy' },
      ],
      { Name: 'a', Urls: ['x', 'y', 'z'], Size: { Width: 1 } },
    ],
    [
      'reads names of members as they are written in pointers',
      [{ op: 'add', path: '/a~1b~0c', value: 1 }],
      whole({ 'a/b~c': 1 }),
    ],
  ];
  for (const [title, patch, expected] of table) {
    it(title, () => {
      const after = patchedState(state, patch);
      expect(after).to.deep.equal(expected);
      expect(Object.keys(after)).to.deep.equal(Object.keys(expected));
    });
  }

  it('takes names of members that every object has for names like others', () => {
    expect(Object.keys(patchedState(state, [{ op: 'add', path: '/constructor/name', value: 1 }]))).to.deep.equal(
      Object.keys(state),
    );
    expect(patchedState(state, [{ op: 'remove', path: '/toString' }])).to.deep.equal(state);
  });

  it('keeps marks', () => {
    const [secret, unknown] = [new Secret('s'), new Unknown('pool.id')];
    const after = patchedState({ Old: secret }, [
      { op: 'add', path: '/New', value: unknown },
      { op: 'move', from: '/Old', path: '/Kept' },
    ]);
    expect(after['New']).to.equal(unknown);
    expect(after['Kept']).to.equal(secret);
  });
});

describe('valueAt', () => {
  const state: ValueMap = { List: [{ Id: 'a' }], None: null, Hidden: new Secret({ Id: 's' }), Text: 'abc' };
  const table: readonly [readonly string[], Value | undefined][] = [
    [['List'], [{ Id: 'a' }]],
    [['List', '0', 'Id'], 'a'],
    [['List', '1'], undefined],
    [['List', '1', 'Id'], undefined],
    [['List', 'Id'], undefined],
    [['None'], null],
    [['None', 'Id'], undefined],
    [['Hidden', 'value'], undefined],
    [['Text', 'length'], undefined],
    [['Text', '0'], undefined],
    [['Other', 'Id'], undefined],
    [['toString'], undefined],
  ];
  for (const [path, expected] of table) {
    it(`finds ${expected === undefined ? 'nothing' : JSON.stringify(expected)} at /${path.join('/')}`, () => {
      expect(valueAt(state, path)).to.deep.equal(expected);
    });
  }

  it('finds the whole at no path', () => {
    expect(valueAt(state, [])).to.equal(state);
  });
});

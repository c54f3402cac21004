import { expect } from 'chai';
import { declaredStateOf } from '../../../src/plan/declared-state.ts';
import type { PatchOperation } from '../../../src/resource-types/check-patch.ts';
import { Secret, type ValueMap } from '../../../src/values/value.ts';

describe('declaredStateOf', () => {
  const secret = new Secret('s');
  const table: readonly [string, ValueMap | undefined, readonly PatchOperation[] | undefined, ValueMap][] = [
    ['is what create says where there is no update', { A: 1, B: secret }, undefined, { A: 1, B: secret }],
    ['is what update sets where there is no create', undefined, [{ op: 'add', path: '/A', value: 1 }], { A: 1 }],
    ['is empty where neither is there', undefined, undefined, {}],
    ['keeps what only create says', { A: 1, B: 2 }, [{ op: 'add', path: '/B', value: 3 }], { A: 1, B: 3 }],
    ['is what replace sets', { A: 1 }, [{ op: 'replace', path: '/A', value: 2 }], { A: 2 }],
    [
      'nests what is set deeper down',
      { A: { B: 1, C: 2 } },
      [{ op: 'add', path: '/A/B', value: 3 }],
      { A: { B: 3, C: 2 } },
    ],
    ['holds null where the patch sets null', { A: 1 }, [{ op: 'add', path: '/A', value: null }], { A: null }],
    ['is without what update removes', { A: 1, B: 2 }, [{ op: 'remove', path: '/A' }], { B: 2 }],
    ['keeps a property of which a part is removed', { A: { B: 1 } }, [{ op: 'remove', path: '/A/B' }], { A: { B: 1 } }],
    ['is not changed by what only tests', { A: 1 }, [{ op: 'test', path: '/A', value: 2 }], { A: 1 }],
    [
      'takes the patch in its order',
      { A: 1 },
      [
        { op: 'remove', path: '/A' },
        { op: 'add', path: '/A', value: 2 },
        { op: 'add', path: '/B', value: 3 },
        { op: 'remove', path: '/B' },
      ],
      { A: 2 },
    ],
    ['takes a list as create has it', { A: [1, 2] }, [{ op: 'replace', path: '/A/0', value: 3 }], { A: [1, 2] }],
  ];
  for (const [title, created, patch, expected] of table) {
    it(title, () => {
      expect(declaredStateOf(created, patch)).to.deep.equal(expected);
    });
  }
});

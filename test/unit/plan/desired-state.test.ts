import { expect } from 'chai';
import { desiredStateOf } from '../../../src/plan/desired-state.ts';
import { Secret } from '../../../src/values/value.ts';

describe('desiredStateOf', () => {
  it('is what create says where there is no update', () => {
    expect(desiredStateOf({ A: 1 }, undefined)).to.deep.equal({ A: 1 });
  });

  it('is what the patch sets where there is an update, since the rest is set at creation', () => {
    expect(desiredStateOf({ A: 1, B: 2 }, [{ op: 'add', path: '/B', value: 3 }])).to.deep.equal({ B: 3 });
  });

  it('nests what a patch sets deeper down', () => {
    expect(desiredStateOf({}, [{ op: 'replace', path: '/A/B', value: 1 }])).to.deep.equal({ A: { B: 1 } });
  });

  it('keeps the marks of secrets', () => {
    const secret = new Secret('s');
    expect(desiredStateOf({ A: secret }, undefined)).to.deep.equal({ A: secret });
    expect(desiredStateOf({}, [{ op: 'add', path: '/A/B', value: secret }])).to.deep.equal({ A: { B: secret } });
  });

  it('does not take an index for a key', () => {
    expect(desiredStateOf({ A: [1] }, [{ op: 'replace', path: '/A/0', value: 2 }])).to.deep.equal({});
  });

  it('leaves out what a patch removes', () => {
    expect(desiredStateOf({ A: 1 }, [{ op: 'remove', path: '/A' }])).to.deep.equal({});
  });

  it('keeps what the patch has set beside it and before it', () => {
    const patch = [
      { op: 'add', path: '/A', value: { B: 1 } },
      { op: 'add', path: '/A/C', value: 2 },
    ] as const;
    expect(desiredStateOf({}, patch)).to.deep.equal({ A: { B: 1, C: 2 } });
  });

  it('nests what is set inside of what is no map', () => {
    const patch = [
      { op: 'add', path: '/A', value: 'text' },
      { op: 'add', path: '/A/B', value: 1 },
    ] as const;
    expect(desiredStateOf({}, patch)).to.deep.equal({ A: { B: 1 } });
  });

  it('is the whole document where the patch sets that', () => {
    expect(desiredStateOf({ A: 1 }, [{ op: 'add', path: '', value: { B: 2 } }])).to.deep.equal({ B: 2 });
    expect(desiredStateOf({ A: 1 }, [{ op: 'add', path: '', value: 2 }])).to.deep.equal({});
  });

  it('does not take an index of a list that the patch itself has set for a key', () => {
    const patch = [
      { op: 'add', path: '/A', value: [1] },
      { op: 'add', path: '/A/0', value: 2 },
    ] as const;
    expect(desiredStateOf({}, patch)).to.deep.equal({ A: [1] });
  });
});

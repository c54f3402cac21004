import { expect } from 'chai';
import { runStatements, type StatementsOptions } from '../../../src/lifecycle/run-statements.ts';
import { WritePlaces } from '../../../src/lifecycle/write-places.ts';

/** Statements that end one after the other when they are told to. */
function createRig(groups: readonly number[], places?: WritePlaces, options: Partial<StatementsOptions<string>> = {}) {
  const begun: number[] = [];
  const endings = new Map<number, (end: string) => void>();
  const running = runStatements<string>({
    groups,
    places,
    isStopped: () => false,
    hangsOnOrder: (end) => end === 'refused',
    write: (index) =>
      new Promise((resolve) => {
        begun.push(index);
        endings.set(index, resolve);
      }),
    ...options,
  });
  const end = async (index: number, how = 'done'): Promise<readonly number[]> => {
    endings.get(index)?.(how);
    await new Promise((resolve) => setImmediate(resolve));
    return begun.splice(0);
  };
  return { running, end, begun: () => begun.splice(0) };
}

describe('runStatements', () => {
  it('sends one after the other in the place of the entry alone', async () => {
    const { running, begun, end } = createRig([0, 0, 0]);
    expect(begun()).to.deep.equal([0]);
    expect(await end(0)).to.deep.equal([1]);
    expect(await end(1)).to.deep.equal([2]);
    await end(2);
    expect(await running).to.deep.equal(['done', 'done', 'done']);
  });

  it('takes the places that are free, its own first, and those that become free meanwhile', async () => {
    const places = new WritePlaces(3);
    places.enter();
    places.enter();
    const { running, begun, end } = createRig([0, 0, 0, 0], places);
    expect(begun()).to.deep.equal([0, 1]);
    // The one in the entry's own place ends: the next one has it.
    expect(await end(0)).to.deep.equal([2]);
    expect(places.free).to.equal(0);
    places.leave();
    expect(begun()).to.deep.equal([3]);
    for (const index of [1, 2, 3]) await end(index);
    expect(await running).to.have.length(4);
    expect(places.free).to.equal(2);
  });

  it('begins a group when all before it have ended', async () => {
    const { begun, end } = createRig([0, 0, 1, 1], new WritePlaces(10));
    expect(begun()).to.deep.equal([0, 1]);
    expect(await end(1)).to.deep.equal([]);
    expect(await end(0)).to.deep.equal([2, 3]);
  });

  it('sends again what was refused before those in front of it had ended, once they have, and no second time', async () => {
    const { running, begun, end } = createRig([0, 0, 0], new WritePlaces(10));
    expect(begun()).to.deep.equal([0, 1, 2]);
    expect(await end(2, 'refused')).to.deep.equal([]);
    expect(await end(0, 'refused')).to.deep.equal([]);
    expect(await end(1)).to.deep.equal([2]);
    await end(2, 'refused');
    // Nothing was in front of the first.
    expect(await running).to.deep.equal(['refused', 'done', 'refused']);
  });

  it('begins nothing more once it is stopped, and tells what was not begun', async () => {
    let isStopped = false;
    const { running, begun, end } = createRig([0, 1], undefined, { isStopped: () => isStopped });
    expect(begun()).to.deep.equal([0]);
    isStopped = true;
    await end(0);
    expect(await running).to.deep.equal(['done', undefined]);
  });

  it('throws what a statement throws, when those under way have ended', async () => {
    const places = new WritePlaces(2);
    places.enter();
    const thrown = await createRig([0, 0, 0], places, { write: (index) => Promise.reject(new Error(`bug ${index}`)) })
      .running.then(() => undefined)
      .catch((error: unknown) => error);
    expect(String(thrown)).to.equal('Error: bug 0');
    expect(places.free).to.equal(1);
  });
});

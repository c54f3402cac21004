import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BoundaryDecision, RequestBoundary } from '../../src/emulator/request-boundary.ts';
import { createSeededRandom } from '../support/seeded-random.ts';
import { outcomesIn, SideBySide, writeThings, type Thing, type ThingKind } from '../support/side-by-side.ts';

/** A stack, and what its services need without any reference: by the name of a thing, those that have to be there before it. */
interface World {
  readonly things: readonly Thing[];
  readonly needs: ReadonlyMap<string, readonly string[]>;
}

const kinds: readonly ThingKind[] = ['queue', 'logs', 'parameter', 'role', 'bucket'];
const codes = ['InvalidRequest', 'NotFound', 'ResourceConflict', 'GeneralServiceException', 'NotStabilized'] as const;

const denied = { kind: 'fail', code: 'AccessDenied' } as const;

/** Chance of one seed. */
class Dice {
  readonly #random;

  constructor(seed: string) {
    this.#random = createSeededRandom(seed);
  }

  /** A whole number from 0 up to, and without, a limit. */
  below(limit: number): number {
    const [high = 0, low = 0] = this.#random.bytes(2);
    return (high * 256 + low) % limit;
  }

  happens(oneIn: number): boolean {
    return this.below(oneIn) === 0;
  }

  oneOf<T>(all: readonly T[]): T {
    return all[this.below(all.length)]!;
  }
}

/** Some of what is written names what it needs, some does not; some names what is written behind it in the manifest. */
function createWorld(dice: Dice): World {
  const names = Array.from({ length: 4 + dice.below(7) }, (_, index) => `t_${index + 1}`);
  const needs = new Map<string, readonly string[]>();
  const after = new Map<string, readonly string[]>();
  names.forEach((name, index) => {
    const earlier = names.slice(0, index);
    after.set(
      name,
      earlier.filter(() => dice.happens(6)),
    );
    needs.set(
      name,
      earlier.filter(() => dice.happens(4)),
    );
  });
  const things = names.map((name): Thing => ({ name, kind: dice.oneOf(kinds), after: after.get(name) ?? [] }));
  // The first of the manifest may use the last, where nothing is in the way of that.
  const [first, last] = [things[0], things.at(-1)];
  const isUsed = (name: string): boolean => [...after.values(), ...needs.values()].some((used) => used.includes(name));
  if (first !== undefined && last !== undefined && !isUsed(first.name) && dice.happens(2))
    return { things: [{ ...first, after: [last.name] }, ...things.slice(1)], needs };
  return { things, needs };
}

const nameOf = (thing: string): string => `things-${thing.replaceAll('_', '-')}`;

function isAbout(text: string, thing: string): boolean {
  return new RegExp(`${nameOf(thing)}\\b(?!-)`).test(text);
}

/** Refuses what needs something that is not there, and what is needed by something that is; everything takes its time. */
class HiddenNeeds {
  readonly rig: SideBySide;
  readonly #world: World;
  readonly #dice: Dice;
  onRequest: (request: RequestBoundary) => BoundaryDecision | undefined = () => undefined;

  constructor(world: World, dice: Dice) {
    this.#world = world;
    this.#dice = dice;
    this.rig = new SideBySide({ beforeRequest: (request) => this.#decide(request), requestMs: 500 });
  }

  async present(): Promise<ReadonlySet<string>> {
    const there = await this.rig.cloud.emulator.inventory();
    const texts = there.map(({ identifier, properties }) => JSON.stringify([identifier, properties]));
    return new Set(
      this.#world.things.map(({ name }) => name).filter((name) => texts.some((text) => isAbout(text, name))),
    );
  }

  async #decide(request: RequestBoundary): Promise<BoundaryDecision | undefined> {
    const { clock } = this.rig.cloud;
    await clock.sleep(this.#dice.below(3) * 50);
    const decided = this.onRequest(request);
    if (decided !== undefined || !/^(?:Create|Delete)/.test(request.operation)) return decided;
    // Until the service has looked.
    if (this.#dice.happens(2)) await clock.sleep(this.#dice.below(4000));
    const isCreate = request.operation === 'CreateResource';
    const body = `${request.request.body} ${request.identifier ?? ''}`;
    const thing = this.#world.things.find(({ name }) => isAbout(body, name))?.name;
    if (thing === undefined) throw new Error(`Nobody is meant by ${body}.`);
    const there = await this.present();
    const { needs } = this.#world;
    const isRefused = isCreate
      ? (needs.get(thing) ?? []).some((needed) => !there.has(needed))
      : [...needs].some(([by, needed]) => needed.includes(thing) && there.has(by));
    const stay = { kind: 'stay', ms: this.#dice.below(5000) } as const;
    if (!isRefused) return { kind: 'send', effects: this.#dice.happens(2) ? [stay] : [] };
    const code = this.#dice.oneOf(codes.filter((one) => isCreate || one !== 'NotFound'));
    return { kind: 'send', effects: [...(this.#dice.happens(2) ? [stay] : []), { kind: 'fail', code }] };
  }
}

async function inWorld(
  seed: string,
  use: (cloud: HiddenNeeds, folder: string, dice: Dice) => Promise<void>,
): Promise<void> {
  const dice = new Dice(seed);
  const folder = mkdtempSync(join(tmpdir(), 'stack-deploy-hidden-'));
  try {
    const world = createWorld(dice);
    writeThings(folder, world.things);
    const cloud = new HiddenNeeds(world, dice);
    await use(cloud, folder, dice);
    await cloud.rig.cloud.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const seeds = Number(process.env['HIDDEN_NEEDS_SEEDS'] ?? 5);
const from = Number(process.env['HIDDEN_NEEDS_FROM'] ?? 1);

describe('needs that nothing says', () => {
  for (let seed = from; seed < from + seeds; seed += 1) {
    it(`are met in a build and a teardown side by side, at the timing of seed ${seed}`, async () => {
      await inWorld(`hidden ${seed}`, async (cloud, folder, dice) => {
        const parallelism = 2 + dice.below(9);
        const built = await cloud.rig.run('build', folder, { parallelism });
        expect(outcomesIn(built).filter((one) => !one.endsWith(' created'))).to.deep.equal([]);
        const again = await cloud.rig.run('build', folder, { parallelism });
        expect(outcomesIn(again).filter((one) => !one.endsWith(' unchanged'))).to.deep.equal([]);
        const removed = await cloud.rig.run('teardown', folder, { parallelism });
        expect(outcomesIn(removed).filter((one) => !one.endsWith(' deleted'))).to.deep.equal([]);
        expect([...(await cloud.present())]).to.deep.equal([]);
      });
    });

    it(`are met by the next build where one is interrupted, at the timing of seed ${seed}`, async () => {
      await inWorld(`interrupted ${seed}`, async (cloud, folder, dice) => {
        const parallelism = 2 + dice.below(9);
        const controller = new AbortController();
        const last = 3 + dice.below(25);
        cloud.onRequest = ({ number }) => {
          if (number === last) controller.abort();
          return undefined;
        };
        await cloud.rig.run('build', folder, { parallelism, signal: controller.signal });
        cloud.rig.cloud.clock.advance(dice.below(20_000));
        const built = await cloud.rig.run('build', folder, { parallelism });
        expect(outcomesIn(built).filter((one) => !/ (?:created|unchanged)$/.test(one))).to.deep.equal([]);
        const removed = await cloud.rig.run('teardown', folder, { parallelism });
        expect(outcomesIn(removed).filter((one) => !one.endsWith(' deleted'))).to.deep.equal([]);
        expect([...(await cloud.present())]).to.deep.equal([]);
      });
    });

    it(`leave nothing behind in a rollback, at the timing of seed ${seed}`, async () => {
      await inWorld(`rollback ${seed}`, async (cloud, folder, dice) => {
        const parallelism = 2 + dice.below(9);
        const refused = `t_${1 + dice.below(4)}`;
        cloud.onRequest = ({ operation, request }) =>
          operation === 'CreateResource' && isAbout(request.body, refused)
            ? { kind: 'send', effects: [{ kind: 'stay', ms: 1500 }, denied] }
            : undefined;
        const built = await cloud.rig.run('build', folder, { parallelism, onFailure: 'rollback' });
        expect(built.result.ok).to.equal(false);
        expect(built.result.rollback?.filter(({ kind }) => kind !== 'deleted') ?? []).to.deep.equal([]);
        expect([...(await cloud.present())]).to.deep.equal([]);
      });
    });

    it(`keep only what depends on a failure from being made with --on-failure ignore, at the timing of seed ${seed}`, async () => {
      await inWorld(`ignore ${seed}`, async (cloud, folder, dice) => {
        const parallelism = 2 + dice.below(9);
        cloud.onRequest = ({ operation, request }) =>
          operation === 'CreateResource' && isAbout(request.body, 't_2')
            ? { kind: 'send', effects: [denied] }
            : undefined;
        const built = await cloud.rig.run('build', folder, { parallelism, onFailure: 'ignore' });
        const ends = new Map(built.result.outcomes.map(({ resource, outcome }) => [resource, outcome.kind]));
        const there = await cloud.present();
        for (const [name, kind] of ends) expect(kind === 'created', name).to.equal(there.has(name));
        expect(ends.get('t_2')).to.equal('failed');
        cloud.onRequest = () => undefined;
        const again = await cloud.rig.run('build', folder, { parallelism });
        expect(outcomesIn(again).filter((one) => !/ (?:created|unchanged)$/.test(one))).to.deep.equal([]);
      });
    });
  }
});

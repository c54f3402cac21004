export { createSeededRandom } from '../../src/base/seeded-random.ts';

import { parseArgs } from 'node:util';

/**
 * `npm run bench` prints the tables of docs/performance.md; `npm run bench -- --write` puts them there.
 * `npm run bench -- --against DIR [--only TEXT]` compares this checkout with another one instead, in the figures whose names have TEXT.
 */
const { values } = parseArgs({
  options: { against: { type: 'string' }, only: { type: 'string', default: '' }, write: { type: 'boolean' } },
});
if (values.against === undefined) {
  await import('./ask.ts');
  await import('./run.ts');
} else {
  const { compareWith } = await import('./against.ts');
  compareWith(values.against, values.only);
}

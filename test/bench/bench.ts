/**
 * `npm run bench` prints the tables of docs/performance.md; `npm run bench -- --write` puts them there.
 * `npm run bench -- --against DIR` compares this checkout with another one instead.
 */
const against = process.argv.indexOf('--against');
if (against === -1) {
  await import('./ask.ts');
  await import('./run.ts');
} else {
  const directory = process.argv[against + 1];
  if (directory === undefined) throw new Error('--against needs the directory of another checkout that is built.');
  const { compareWith } = await import('./against.ts');
  compareWith(directory);
}

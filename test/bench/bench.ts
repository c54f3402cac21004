/** `npm run bench` prints the tables of docs/performance.md; `npm run bench -- --write` puts them there. */
await import('./ask.ts');
await import('./run.ts');

#!/usr/bin/env node
import { existsSync } from 'node:fs';

// The bundle starts faster; a checkout that was only compiled works too.
const main = ['../dist/program/main.js', '../dist/src/cli/main.js']
  .map((path) => new URL(path, import.meta.url))
  .find((url) => existsSync(url));
if (main !== undefined) {
  await import(main.href);
} else {
  process.stderr.write(
    'stack-deploy is not compiled yet: run "npm ci --include=dev && npm run build" in its folder.\n',
  );
  process.exitCode = 1;
}

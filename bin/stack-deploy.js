#!/usr/bin/env node
import { existsSync } from 'node:fs';

const main = new URL('../dist/src/cli/main.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  process.stderr.write(
    'stack-deploy is not compiled yet: run "npm ci --include=dev && npm run build" in its folder.\n',
  );
  process.exitCode = 1;
}

import { readFileSync, writeFileSync } from 'node:fs';
import { withServiceRules } from './service-rules-page.ts';

// `npm run generate:rules`: writes the lists of docs/service-rules.md anew.
const page = 'docs/service-rules.md';
writeFileSync(page, await withServiceRules(readFileSync(page, 'utf8')));

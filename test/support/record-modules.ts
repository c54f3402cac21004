/** Given to Node with `--import`: writes the address of every module that is loaded to the file that RECORDED_MODULES names. */
import { appendFileSync } from 'node:fs';
import { register, createRequire } from 'node:module';

const file = process.env['RECORDED_MODULES'] ?? '';

const hooks = `
  import { appendFileSync } from 'node:fs';
  let file = '';
  export function initialize(data) { file = data; }
  export async function load(url, context, next) {
    appendFileSync(file, url + '\\n');
    return next(url, context);
  }
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`, { data: file });

// What is loaded with require passes by the hooks.
process.on('exit', () => {
  const { cache } = createRequire(import.meta.url);
  for (const path of Object.keys(cache)) appendFileSync(file, `file://${path}\n`);
});

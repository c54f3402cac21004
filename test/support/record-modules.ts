/** Given to Node with `--import`: writes the address of every file and module of Node's own that is loaded to the file that RECORDED_MODULES names. */
import { appendFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { pathToFileURL } from 'node:url';

const file = process.env['RECORDED_MODULES'] ?? '';
const record = (url: string): void => appendFileSync(file, `${url}\n`);
const require = createRequire(import.meta.url);

// The files of the bundle are scripts of their own.
interface Vm {
  Script: new (text: string, options: { readonly filename: string }) => object;
}
const vm = require('node:vm') as Vm;
vm.Script = class extends vm.Script {
  constructor(text: string, options: { readonly filename: string }) {
    super(text, options);
    record(pathToFileURL(options.filename).href);
  }
};

interface Modules {
  _load: (id: string, ...rest: readonly unknown[]) => unknown;
}
const modules = require('node:module') as Modules;
const load = modules._load;
modules._load = (id, ...rest) => {
  if (isBuiltin(id)) record(id.startsWith('node:') ? id : `node:${id}`);
  return load.call(modules, id, ...rest);
};

process.on('exit', () => {
  for (const path of Object.keys(require.cache)) record(pathToFileURL(path).href);
});

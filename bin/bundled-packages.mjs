import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/** Of it no module is bundled: schemas/catalogue is made from it. */
const specification = 'node_modules/@aws-cdk/aws-service-spec';

/**
 * The packages that something in the published package was taken from, sorted by their folders, each with the bundled packages that it
 * depends on. `inputs` are the files that were bundled.
 */
export function bundledPackages(root, inputs) {
  const bundled = inputs.flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  const folders = new Set([...bundled, specification]);
  return [...folders].sort().map((folder) => {
    const { name, version, license, author, dependencies = {} } = readJson(join(root, folder, 'package.json'));
    const dependsOn = Object.keys(dependencies).flatMap((wanted) => findFolder(folder, wanted, folders) ?? []);
    return { folder, name, version, license, author: author?.name ?? author, dependsOn };
  });
}

/** The version of SQLite in the WebAssembly. */
export function sqliteVersion() {
  const { Database } = require('node-sqlite3-wasm');
  const database = new Database();
  try {
    return database.get('SELECT sqlite_version() AS version').version;
  } finally {
    database.close();
  }
}

export function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Where Node.js would find it: in the nearest node_modules. */
function findFolder(from, name, folders) {
  for (let base = from; ; base = base.slice(0, base.lastIndexOf('/node_modules/'))) {
    const candidate = `${base}/node_modules/${name}`;
    if (folders.has(candidate)) return candidate;
    if (!base.includes('/node_modules/')) break;
  }
  const top = `node_modules/${name}`;
  return folders.has(top) ? top : undefined;
}

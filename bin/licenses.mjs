import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sqliteVersion } from './bundled-packages.mjs';

/** The licences of the packages that something was taken from, each text once below those that it holds for, and their notices. */
export function licensesOf(root, packages) {
  const licensed = new Map();
  for (const one of packages) {
    const text = textIn(join(root, one.folder));
    licensed.set(text, [
      ...(licensed.get(text) ?? []),
      `${one.name} ${one.version}: ${one.license}${one.author === undefined ? '' : `, ${one.author}`}`,
    ]);
  }
  return [
    'stack-deploy contains parts of these packages.\n',
    `SQLite ${sqliteVersion()}, in node-sqlite3-wasm: public domain\n`,
    ...[...licensed].map(([text, names]) => `${'-'.repeat(80)}\n${names.join('\n')}\n${text}`),
  ].join('\n');
}

function headlineOf({ name, version, license, author }) {
  return `${name} ${version}: ${license}${author === undefined ? '' : `, by ${author}`}`;
}

function textIn(folder) {
  const files = readdirSync(folder).filter((entry) => /^(?:licen[cs]e|notice)(?:\.|$)/i.test(entry));
  return files
    .sort()
    .map((file) => `\n${readFileSync(join(folder, file), 'utf8').trimEnd()}\n`)
    .join('');
}

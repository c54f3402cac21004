'use strict';
/**
 * Loads the program, whose files are functions as CommonJS has them, and keeps what V8 has compiled of them for the next run: compiling is the
 * greater part of a short run. Node.js has a cache of its own from version 22 on, but it keeps a file as it is before its first use, when V8
 * has compiled next to nothing of it (Node.js 22.23.3, 2026-11-30).
 *
 * What a command has used is kept in one file a command, and in another for large stacks, in a folder of this user within the folder for temporary files or the one that
 * NODE_COMPILE_CACHE names. It is written at the end of a run that loaded something that was not kept, unless that run failed.
 * NODE_DISABLE_COMPILE_CACHE=1 does without. No run depends on it: what cannot be read or is damaged is as good as not there.
 */
const fs = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');
const { namesLargeStack, prepareForLargeStack } = require('./large-stack.js');

/** Tells this build from all others. Set by the bundler. */
const build = $build;

/** Scripts by the names of their files, in the order in which they were asked for. */
const scripts = new Map();
const modules = new Map();
let isAllKept = true;

const isLarge = namesLargeStack(process.argv.slice(3));
if (isLarge) prepareForLargeStack();
const cacheFile = cacheFileOf(process.env);
const kept = cacheFile === undefined ? new Map() : readKept(cacheFile);
if (cacheFile !== undefined) process.on('exit', keepCompiled);
load('main.cjs');

function load(name) {
  const loaded = modules.get(name);
  if (loaded !== undefined) return loaded.exports;
  const path = join(__dirname, name);
  const cachedData = kept.get(name);
  const script = new Script(fs.readFileSync(path, 'utf8'), { filename: nameInTraces(path), cachedData });
  if (cachedData === undefined || script.cachedDataRejected) isAllKept = false;
  scripts.set(name, script);
  const module = {
    exports: {},
    get url() {
      return addressOf(path);
    },
  };
  modules.set(name, module);
  script.runInThisContext()(module.exports, requireFrom, module);
  return module.exports;
}

function requireFrom(id) {
  return id.startsWith('./') ? load(id.slice(2)) : require(id);
}

/** Coverage is told by addresses. */
function nameInTraces(path) {
  return process.env.NODE_V8_COVERAGE ? addressOf(path) : path;
}

function addressOf(path) {
  return require('node:url').pathToFileURL(path).href;
}

/** Where what this command uses is kept, or undefined where nothing is. Coverage counts only what V8 has compiled in the same run. */
function cacheFileOf({ NODE_DISABLE_COMPILE_CACHE, NODE_V8_COVERAGE, NODE_COMPILE_CACHE }) {
  if (NODE_DISABLE_COMPILE_CACHE === '1' || NODE_V8_COVERAGE) return undefined;
  const user = process.getuid?.() ?? 'user';
  const folder = join(NODE_COMPILE_CACHE || require('node:os').tmpdir(), `stack-deploy-compiled-${user}`);
  // Two builds of the same version of Node.js may have different ideas of what they compiled.
  const node = `${process.version}-${process.arch}-${fs.statSync(process.execPath).size}`;
  const command = /^[a-z][a-z-]{1,20}$/.test(process.argv[2] ?? '') ? process.argv[2] : 'help';
  return join(folder, `${build}-${node}-${command}${isLarge ? '-large' : ''}`);
}

/**
 * What V8 compiled of each file, by its name: none where the folder may have been written by someone else, or the file is damaged. V8 does
 * not look: it runs what it is given. So the file holds everything twice, which is compared in less time than it takes to load zlib.
 */
function readKept(path) {
  try {
    if (!isOurs(fs.lstatSync(join(path, '..')))) return new Map();
    const bytes = fs.readFileSync(path);
    const half = bytes.subarray(0, bytes.length / 2);
    if (!half.equals(bytes.subarray(bytes.length / 2))) return new Map();
    let start = half.indexOf(10) + 1;
    const lengths = JSON.parse(half.toString('latin1', 0, start));
    return new Map(lengths.map(([name, length]) => [name, half.subarray(start, (start += length))]));
  } catch {
    return new Map();
  }
}

/** Only this user can have put something there. Windows gives every user a folder for temporary files. */
function isOurs(stats) {
  if (process.getuid === undefined) return stats.isDirectory();
  return stats.isDirectory() && stats.uid === process.getuid() && (stats.mode & 0o022) === 0;
}

function keepCompiled(code) {
  if (isAllKept || code !== 0) return;
  const folder = join(cacheFile, '..');
  const unfinished = `${cacheFile}-${process.pid}`;
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!isOurs(fs.lstatSync(folder))) return;
    const parts = [...scripts].map(([name, script]) => [name, script.createCachedData()]);
    const lengths = parts.map(([name, { length }]) => [name, length]);
    const half = [Buffer.from(`${JSON.stringify(lengths)}\n`, 'latin1'), ...parts.map(([, bytes]) => bytes)];
    // Whoever reads at the same time sees the one before or this one, whole.
    fs.writeFileSync(unfinished, Buffer.concat([...half, ...half]), { mode: 0o600 });
    fs.renameSync(unfinished, cacheFile);
  } catch {
    removeIfThere(unfinished);
  }
}

function removeIfThere(path) {
  try {
    fs.unlinkSync(path);
  } catch {
    // It was never written.
  }
}

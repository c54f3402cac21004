'use strict';
const { statSync } = require('node:fs');
const { join } = require('node:path');

const manifestName = 'stackql_manifest.yml';

/** Some hundred entries. */
const largeManifestBytes = 20_000;

/** Whether one of the arguments is the folder, or the manifest, of a stack of hundreds of resources. */
function namesLargeStack(argv) {
  return argv.some((argument) => {
    const manifest = argument.endsWith(manifestName) ? argument : join(argument, manifestName);
    return bytesOf(manifest) > largeManifestBytes;
  });
}

function bytesOf(path) {
  try {
    return statSync(path).size;
  } catch {
    return 0;
  }
}

/**
 * How patiently V8 waits before it optimizes, by the major version of Node.js: some seven times as long as it would. A run of a thousand resources
 * executes much code a few thousand times, and optimizing it all takes longer than it saves. (A thousand parameters that share a query
 * file, on Node.js 20.20.2 and 22.23.3: a quarter to a third less time of the processor, 2026-11-30.)
 */
const patience = {
  20: '--interrupt-budget=500000',
  22: '--invocation-count-for-turbofan=24000',
  24: '--invocation-count-for-turbofan=24000',
};

/**
 * Settings of V8 for large stacks, which must be made before it compiles anything: what it kept under others it does not take. The space for new
 * objects stays as small as it is, and what is old is looked through when it has doubled: a run is mostly garbage, and would otherwise hold
 * half as much memory again. As options of Node.js they would cost every run some 15 ms, because Node.js then compiles its own modules anew.
 * V8 writes an error for a setting that it does not know, so other versions are left as they are.
 */
function prepareForLargeStack() {
  const [major] = process.versions.node.split('.');
  if (patience[major] === undefined) return;
  const { setFlagsFromString } = require('node:v8');
  for (const flag of [patience[major], '--semi-space-growth-factor=1', '--heap-growing-percent=100'])
    setFlagsFromString(flag);
}

module.exports = { namesLargeStack, prepareForLargeStack };

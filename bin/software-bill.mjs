import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readJson, sqliteVersion } from './bundled-packages.mjs';

/**
 * What the published package holds of others, as CycloneDX 1.6 says it. The same packages give the same bill: it has no time, and its
 * serial number is derived from what it says.
 */
export function softwareBill(root, packages) {
  const own = readJson(join(root, 'package.json'));
  const locked = readJson(join(root, 'package-lock.json')).packages;
  const ownReference = packageUrl(own);
  const sqlite = sqliteComponent();
  const references = new Map(packages.map((one) => [one.folder, packageUrl(one)]));
  const direct = packages.filter(
    ({ folder, name }) => folder === `node_modules/${name}` && name in own.devDependencies,
  );
  const said = {
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: {
        type: 'application',
        'bom-ref': ownReference,
        name: own.name,
        version: own.version,
        description: own.description,
        licenses: licensesOf(own.license),
        purl: ownReference,
      },
    },
    components: [...packages.map((one) => componentOf(one, locked[one.folder]?.integrity)), sqlite],
    dependencies: [
      { ref: ownReference, dependsOn: direct.map(({ folder }) => references.get(folder)) },
      ...packages.map(({ folder, name, dependsOn }) => ({
        ref: references.get(folder),
        dependsOn: [
          ...dependsOn.map((one) => references.get(one)),
          ...(name === 'node-sqlite3-wasm' ? [sqlite['bom-ref']] : []),
        ].sort(),
      })),
      { ref: sqlite['bom-ref'], dependsOn: [] },
    ],
  };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialNumberOf(said),
    version: 1,
    ...said,
  };
}

function componentOf(one, integrity) {
  const [, group, name] = /^(?:(@[^/]+)\/)?(.*)$/.exec(one.name);
  const digest = /^sha512-(.*)$/.exec(integrity ?? '')?.[1];
  return {
    type: 'library',
    'bom-ref': packageUrl(one),
    ...(group === undefined ? {} : { group }),
    name,
    version: one.version,
    ...(digest === undefined
      ? {}
      : { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }),
    licenses: licensesOf(one.license),
    purl: packageUrl(one),
  };
}

function sqliteComponent() {
  const version = sqliteVersion();
  const purl = `pkg:generic/sqlite@${version}`;
  return { type: 'library', 'bom-ref': purl, name: 'sqlite', version, licenses: licensesOf('blessing'), purl };
}

/** One licence by its SPDX name, or an expression of several. */
function licensesOf(license) {
  return /^[\w.-]+$/.test(license) ? [{ license: { id: license } }] : [{ expression: license }];
}

/** `pkg:npm/%40aws-sdk/core@3.974.0` */
function packageUrl({ name, version }) {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;
}

/** A UUID of the form that RFC 9562 leaves to everyone (version 8), from the digest of what is said. */
function serialNumberOf(said) {
  const hex = createHash('sha256').update(JSON.stringify(said)).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}

import { expect } from 'chai';
import { valueOf } from '../../../src/manifest/manifest-value.ts';
import { parseManifest } from '../../../src/manifest/parse-manifest.ts';
import { valueFor } from '../../../src/manifest/value-for-environment.ts';
import type { Value } from '../../../src/values/value.ts';

/** The value of a prop, written as a YAML flow map, in an environment. */
function value(prop: string, environment: string): Value | undefined {
  const text = `version: 1\nname: a\nresources: [{name: r, props: [{name: p, ${prop}}]}]\n`;
  const manifest = parseManifest({ path: 'm.yml', text });
  expect(manifest.diagnostics).to.deep.equal([]);
  const found = manifest.value?.resources[0]?.props[0];
  const chosen = found && valueFor(found, environment);
  return chosen && valueOf(chosen);
}

describe('valueFor', () => {
  it('is the value in every environment', () => {
    expect(value('value: 1', 'dev')).to.equal(1);
    expect(value('value:', 'dev')).to.equal(null);
  });

  it('is the value of the environment, else the default', () => {
    const prop = 'values: {dev: {value: {a: 1}}, default: {value: 2}}';
    expect(value(prop, 'dev')).to.deep.equal({ a: 1 });
    expect(value(prop, 'prd')).to.equal(2);
  });

  it('takes a text, number or list without "value"', () => {
    const prop = 'values: {dev: x, tst: [1, 2], prd: 3}';
    expect(['dev', 'tst', 'prd'].map((name) => value(prop, name))).to.deep.equal(['x', [1, 2], 3]);
  });

  it('is undefined where the environment has none, and where the prop only merges', () => {
    expect(value('values: {dev: 1}', 'constructor')).to.equal(undefined);
    expect(value('merge: [tags]', 'dev')).to.equal(undefined);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { createRegistry, shippedSchemas } from '../../../../src/resource-types/create-registry.ts';
import { parseReadRules } from '../../../../src/resource-types/defaults/parse-read-rules.ts';
import type { PathStep, ReadRule } from '../../../../src/resource-types/defaults/read-rule.ts';
import { readRulesFolder } from '../../../../src/resource-types/defaults/read-rules.ts';
import { nodeAt, rootNode, typesOf } from '../../../../src/resource-types/schema-node.ts';

const registry = createRegistry({ schemaFolders: [shippedSchemas] });
const tables = readdirSync(readRulesFolder).map((file) => {
  const text = readFileSync(join(readRulesFolder, file), 'utf8');
  return { service: file.replace(/\.tsv$/, ''), text, ...parseReadRules(text) };
});
const rules = tables.flatMap((table) => table.rules);

function show({ typeName, path, effect, conditions }: ReadRule): string {
  return JSON.stringify([typeName, path, conditions, effect.kind === 'normal-form' ? effect.form : effect.kind]);
}

function nameOf(step: PathStep): string {
  return step.kind === 'name' ? step.name : '*';
}

describe('the tables of what AWS reads back', () => {
  it('can be read, each with the types of its service in order', () => {
    for (const { service, text, problems, rules: own } of tables) {
      expect(problems, service).to.deep.equal([]);
      expect(text.split('\n')[0]).to.equal('type\tpath\tcondition\tvalue\tsource');
      const names = own.map(({ typeName }) => typeName);
      expect(names.filter((name) => name.split('::')[1] !== service)).to.deep.equal([]);
      expect(names).to.deep.equal([...names].sort());
    }
    expect(rules.length).to.be.greaterThan(1000);
  });

  it('speak of types and properties that there are', () => {
    const unknown = rules.filter(({ typeName, path, effect }) => {
      const type = registry.find(typeName);
      if (type === undefined || effect.kind === 'whole') return type === undefined;
      return nodeAt(rootNode(type.schema), path.map(nameOf)) === undefined;
    });
    expect(unknown.map(show)).to.deep.equal([]);
  });

  it('hold values of the types of the properties', () => {
    const wrong = rules.filter(({ typeName, path, effect }) => {
      const type = registry.find(typeName);
      if (type === undefined || (effect.kind !== 'default' && effect.kind !== 'sample')) return false;
      const node = nodeAt(rootNode(type.schema), path.map(nameOf));
      const types = node === undefined ? [] : typesOf(node);
      const { value } = effect;
      if (types.length === 0 || (typeof value === 'string' && /^\$\{[^}]*\}$/.test(value))) return false;
      const own = Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value;
      return !types.some((one) => one === own || (one === 'number' && own === 'integer'));
    });
    expect(wrong.map(show)).to.deep.equal([]);
  });

  it('say each thing once', () => {
    const shown = rules.map(show);
    expect(shown.filter((one, index) => shown.indexOf(one) !== index)).to.deep.equal([]);
  });

  it('fill in nothing that a read does not return', () => {
    const hidden = rules.filter(({ typeName, path, effect }) => {
      const writeOnly = registry.find(typeName)?.writeOnly ?? [];
      const names = path.map(nameOf);
      const isInside = writeOnly.some(
        (one) => one.length <= names.length && one.every((part, index) => part === '*' || part === names[index]),
      );
      return isInside && effect.kind !== 'absent';
    });
    expect(hidden.map(show)).to.deep.equal([]);
  });
});

import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { readDocument, sectionsOf } from '../support/doc-blocks.ts';
import { runBlock } from '../support/doc-stack.ts';
import { withRig } from '../support/rig.ts';

const example = 'examples/cognito-user-pool';
const blocks = sectionsOf('README.md').flatMap((section) => section.blocks);

/** Every document of the project that people read. */
const documents = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(packageRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path}`),
];

describe('README.md', () => {
  it('shows commands that work', async () => {
    await withRig(async (rig) => {
      rig.copy(example);
      for (const block of blocks.filter((each) => /^npx stack-deploy /m.test(each.text))) {
        // What goes to AWS there goes to the embedded Cloud Control here.
        const text = block.text.replace(
          /^(npx stack-deploy (?:plan|build|test|teardown) .*? dev)(?! --local)/gm,
          '$1 --local',
        );
        await runBlock(rig, { ...block, text });
      }
    });
  });

  it('quotes the manifest and the query files of the example', () => {
    const quoted = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
    const manifest = readDocument(`${example}/stackql_manifest.yml`);
    const query = readDocument(`${example}/resources/browser_client.iql`);
    for (const block of blocks.filter(({ language }) => language === 'yaml')) {
      for (const line of block.text.split('\n').filter((each) => !each.startsWith('#'))) {
        expect(quoted(manifest), line).to.include(quoted(line));
      }
    }
    for (const block of blocks.filter(({ language }) => language === 'sql')) {
      for (const line of block.text.split('\n').filter((each) => each.startsWith('/*+ '))) {
        expect(query).to.include(line.replace(' */', ''));
      }
    }
  });
});

describe('the documents', () => {
  for (const document of documents) {
    it(`${document} has links that lead somewhere`, () => {
      const text = readDocument(document)
        .replaceAll(/```[^]*?```/g, '')
        .replaceAll(/`[^`\n]*`/g, '');
      for (const [, target = ''] of text.matchAll(/\]\(([^)#]+)[^)]*\)/g)) {
        if (/^https?:/.test(target)) continue;
        expect(existsSync(join(packageRoot, dirname(document), target)), target).to.equal(true);
      }
    });
  }
});

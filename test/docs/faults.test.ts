import { expect } from 'chai';
import { parseQuotas } from '../../src/api/load-quotas.ts';
import { faultKinds } from '../../src/emulator/faults/fault-kinds.ts';
import { directiveOf, readDocument, sectionsOf, type DocBlock } from '../support/doc-blocks.ts';
import { runPrograms } from '../support/doc-program.ts';
import { applyBlock, runBlock } from '../support/doc-stack.ts';
import { withEmulator } from '../support/emulator-process.ts';
import { withCredentials } from '../support/served-cloud.ts';
import { withRig, type Rig } from '../support/rig.ts';

const page = 'docs/faults.md';
const sections = sectionsOf(page);
const served = /http:\/\/127\.0\.0\.1:4566/g;

/** What does not depend on how fast the machine is. */
function withoutTimes(text: string): string {
  return text.replaceAll(/ \d+ ms/g, ' N ms');
}

/** The keys that the rows of a section's table begin with, without that of the head. */
function keysOf(heading: string): readonly string[] {
  const prose = sections.find((section) => section.heading === heading)?.prose ?? '';
  return [...prose.matchAll(/^\| `([\w-]+)`/gm)].map(([, key = '']) => key).filter((key) => key !== 'kind');
}

/** Runs the emulator of a section and the commands against it, and answers with what the emulator wrote. */
async function runServed(rig: Rig, start: DocBlock, runs: readonly DocBlock[]): Promise<string> {
  const options = start.text.trim().replace(/^stack-deploy emulator --port 4566 ?/, '');
  return withEmulator(rig.folder, options.split(' '), async (server) => {
    // The program takes credentials from the environment of its process.
    await withCredentials(async () => {
      for (const block of runs) await runBlock(rig, { ...block, text: block.text.replaceAll(served, server.url) });
    });
    return (await server.stop()).errors;
  });
}

describe(page, () => {
  it('has a row for every kind of fault', () => {
    expect(keysOf('Kinds of faults')).to.have.members([...Object.keys(faultKinds)]);
  });

  it('has a row for every key of a fault and of a quota', () => {
    const keys = (list: string): readonly string[] => {
      const schema = JSON.parse(readDocument(`schemas/${list}s.schema.json`)) as {
        readonly definitions: Readonly<Record<string, { readonly properties: object }>>;
      };
      return Object.keys(schema.definitions[list]?.properties ?? {});
    };
    expect(keysOf('Quotas')).to.have.members([...keys('quota')]);
    // What belongs to a kind is in the table of kinds.
    const ofKinds = ['kind', 'ms', 'status', 'name', 'message', 'code', 'remnant'];
    expect([...keysOf('Which requests are struck'), ...ofKinds]).to.have.members([...keys('fault')]);
  });

  it('takes the files that it shows', () => {
    const files = sections.flatMap(({ blocks }) => blocks.filter(({ language }) => language === 'yaml'));
    const named = (name: string): string => files.find((block) => directiveOf(block, 'file') === name)?.text ?? '';
    expect(parseQuotas({ path: 'quotas.yml', text: named('quotas.yml') }).value).to.have.length(1);
  });

  it('has commands that run, and shows what comes out', async () => {
    await withRig(async (rig) => {
      rig.copy('examples/cognito-user-pool');
      let hasServed = 0;
      for (const { blocks } of sections) {
        for (const block of blocks) applyBlock(rig, block);
        const server = blocks.find((block) => directiveOf(block, 'server') !== undefined);
        if (server === undefined) continue;
        const log = await runServed(
          rig,
          server,
          blocks.filter((block) => directiveOf(block, 'run') !== undefined),
        );
        hasServed += 1;
        const shown = blocks.filter((block) => directiveOf(block, 'log') !== undefined);
        for (const line of shown.flatMap(({ text }) => text.trim().split('\n')))
          expect(withoutTimes(log)).to.include(withoutTimes(line));
      }
      expect(hasServed).to.be.greaterThan(1);
    });
  });

  it('has programs that run, and shows what they print', () => runPrograms(page));
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { sqlFunctions } from '../../src/engine/functions/index.ts';
import { directiveOf, readDocument, sectionsOf } from '../support/doc-blocks.ts';
import { Rig } from '../support/rig.ts';

const page = 'docs/query.md';
const questions = sectionsOf(page).filter((section) => /^\d+\. /.test(section.heading));

describe('the page of query', () => {
  const rig = new Rig();

  before(async () => {
    rig.environment.set('AWS_REGION', 'us-east-1');
    rig.copy('examples/cognito-user-pool');
    rig.write('world.iql', readFileSync(join(packageRoot, 'test/fixtures/ask/world.iql'), 'utf8'));
    const made = await rig.run('query', '-f', 'world.iql', '--local', '--write');
    expect(made.code, made.errors).to.equal(0);
  });

  after(() => rig.close());

  it('has twelve questions', () => {
    expect(questions.map((section) => section.heading.split('.')[0])).to.deep.equal(
      Array.from({ length: 12 }, (_, index) => String(index + 1)),
    );
  });

  it('names every function', () => {
    const text = readDocument(page);
    for (const { name } of sqlFunctions) expect(text.toLowerCase()).to.match(new RegExp(`\\b${name}\\b`));
  });

  for (const section of questions) {
    it(`answers: ${section.heading}`, async () => {
      const question = section.blocks.find((block) => directiveOf(block, 'question') !== undefined)!;
      const answer = section.blocks.find((block) => directiveOf(block, 'answer') !== undefined)!;
      const words =
        question.language === 'sql' ? ['query', question.text, '--local'] : question.text.trim().split(' ').slice(1);
      const run = await rig.run(...words);
      expect(run.code, run.errors).to.equal(0);
      expect(run.output).to.equal(answer.text);
    });
  }
});

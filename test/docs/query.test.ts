import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { packageRoot } from '../../src/base/package-root.ts';
import { metaCommands } from '../../src/cli/shell/meta-commands.ts';
import { specialTables } from '../../src/engine/cloud-control/special-tables/index.ts';
import { sqlFunctions } from '../../src/engine/functions/index.ts';
import { resultFormats } from '../../src/report/formats/index.ts';
import { dedent } from '../support/dedent.ts';
import { directiveOf, readDocument, sectionsOf } from '../support/doc-blocks.ts';
import { Rig } from '../support/rig.ts';

const page = 'docs/query.md';
const questions = sectionsOf(page).filter((section) => /^\d+\. /.test(section.heading));

/** What stands in backticks in the first column of a section's tables, row by row. */
function firstCells(heading: string): string[][] {
  const section = sectionsOf(page).find((one) => one.heading === heading)!;
  const rows = section.prose.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) => {
    const [, cell = ''] = row.replaceAll('\\|', '\u0000').split('|');
    return [...cell.matchAll(/`([^`]*)`/g)].map(([, name = '']) => name.replaceAll('\u0000', '|'));
  });
}

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

  it('lists every function with its arguments, and no other', () => {
    const listed = firstCells('Functions').flat();
    const known = sqlFunctions.map(({ name, parameters, hidden }) => `${name}(${parameters.slice(hidden).join(', ')})`);
    expect(listed.sort()).to.deep.equal(known.sort());
  });

  it('lists every special table, and no other', () => {
    const kinds = [...(/those of one kind: (.*?) +\|/.exec(readDocument(page))?.[1] ?? '').matchAll(/`(\w+)`/g)];
    const listed = firstCells('Special tables')
      .flat()
      .flatMap((name) => (name.includes('KIND') ? kinds.map(([, kind = '']) => name.replace('KIND', kind)) : [name]));
    expect(listed.sort()).to.deep.equal(specialTables.map((table) => table.name).sort());
  });

  it('lists every format, and every command of the shell', () => {
    expect(firstCells('query').slice(1)).to.deep.equal(resultFormats.map(({ name }) => [name]));
    expect(firstCells('shell')).to.deep.equal(
      metaCommands.map(({ name, argument }) => [argument === undefined ? name : `${name} ${argument}`]),
    );
  });

  it('shows commands that work', async () => {
    rig.write('questions.sql', 'SELECT user_pool_name FROM awscc.cognito.user_pools;');
    const built = await rig.run('build', 'examples/cognito-user-pool', 'dev', '--local', '--local-dir', 'own');
    expect(built.code, built.errors).to.equal(0);
    const lines = sectionsOf(page)
      .filter(({ heading }) => heading === 'query' || heading === 'list')
      .flatMap(({ blocks }) => blocks.flatMap(({ text }) => text.trimEnd().split('\n')));
    expect(lines).to.have.length(6);
    for (const line of lines) {
      const [, echoed, command = ''] = /^(?:echo "(.*)" \| )?stack-deploy (.*?)(?: > \S+)?$/.exec(line) ?? [];
      rig.input = echoed;
      const words = [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
        (word) => word[1] ?? word[2] ?? word[3] ?? '',
      );
      const run = await rig.run(...words, '--local', '--local-dir', 'own');
      rig.input = undefined;
      expect(run.code, run.errors).to.equal(0);
      expect(run.output).not.to.equal('');
    }
  });

  it('answers the eleventh question without asking for a client', async () => {
    const [question] = questions[10]!.blocks;
    const run = await rig.run('query', question!.text, '--local', '--show-requests');
    expect(run.errors.replace(/(?<=UserPool) \S+(?= in)/g, ' ID')).to.equal(dedent`
      ListResources AWS::Cognito::UserPool in us-east-1: ok, 0 ms
      GetResource AWS::Cognito::UserPool ID in us-east-1: ok, 0 ms
      GetResource AWS::Cognito::UserPool ID in us-east-1: ok, 0 ms
      GetResource AWS::Cognito::UserPool ID in us-east-1: ok, 0 ms
      ListResources AWS::Cognito::UserPoolClient in us-east-1: ok, 0 ms
      ListResources AWS::Cognito::UserPoolClient in us-east-1: ok, 0 ms
      ListResources AWS::Cognito::UserPoolClient in us-east-1: ok, 0 ms
      7 requests, 0 ms
      3 rows
    `);
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

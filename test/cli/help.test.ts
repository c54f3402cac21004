import { expect } from 'chai';
import { commandDefinitions } from '../../src/cli/definitions/index.ts';
import { withRig } from '../support/rig.ts';

const largest = ['build', 'plan', 'test', 'teardown'];

describe('the help', () => {
  it('of each command and of the whole has no line of a hundred characters', async () => {
    await withRig(async (rig) => {
      for (const argv of [['--help'], ...commandDefinitions.map(({ name }) => [name, '--help'])]) {
        const { code, output } = await rig.run(...argv);
        expect(code, argv.join(' ')).to.equal(0);
        expect(
          output.split('\n').filter((line) => line.length >= 100),
          argv.join(' '),
        ).to.deep.equal([]);
      }
    });
  });

  for (const name of largest) {
    it(`of ${name} has every option but --help below a heading of its own`, async () => {
      await withRig(async (rig) => {
        const { output } = await rig.run(name, '--help');
        const [, rest = ''] = /\nOptions:\n([\s\S]*?)\n\n/.exec(output) ?? [];
        expect(rest.trim()).to.match(/^-h, --help +show help$/);
        expect(output.match(/^\S.*:$/gm)).to.include.members(['Variables:', 'Where requests go:', 'What is shown:']);
      });
    });
  }

  it('has examples that run, one after the other', async () => {
    await withRig(async (rig) => {
      rig.copy('examples/cognito-user-pool');
      const order = ['build', 'test', 'plan', 'drift', 'validate', 'graph', 'permissions', 'list', 'teardown'];
      for (const name of order) {
        const { example, moreExamples = [] } = commandDefinitions.find((definition) => definition.name === name)!;
        for (const line of [example, ...moreExamples]) {
          const { code, errors } = await rig.run(...line.split(' ').slice(1));
          expect(code, `${line}\n${errors}`).to.equal(0);
        }
      }
    });
  });
});

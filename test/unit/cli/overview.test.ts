import { expect } from 'chai';
import { commandDefinitions } from '../../../src/cli/definitions/index.ts';
import { commandOverviews } from '../../../src/cli/definitions/overview.ts';

describe('the overview of commands', () => {
  it('says what the definitions say, in their order', () => {
    expect(commandOverviews).to.deep.equal(
      commandDefinitions.map(({ name, options, arguments: given, summary, reads, writes }) => ({
        name,
        usage: [...(options().length > 0 ? ['[options]'] : []), ...given.map(({ syntax }) => syntax)].join(' '),
        summary,
        reads,
        writes,
      })),
    );
  });
});

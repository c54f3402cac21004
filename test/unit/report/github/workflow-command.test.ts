import { expect } from 'chai';
import { withoutCommands, workflowCommand } from '../../../../src/report/github/workflow-command.ts';

describe('a workflow command', () => {
  const cases: readonly (readonly [command: string, written: string])[] = [
    [workflowCommand('endgroup'), '::endgroup::\n'],
    [workflowCommand('group', 'a: b, c'), '::group::a: b, c\n'],
    [workflowCommand('add-mask', '100%\r\n%0A'), '::add-mask::100%25%0D%0A%250A\n'],
    [
      workflowCommand('error', 'no\nsuch key: 5%', { file: 'a,b:c%.yml', line: 3, col: undefined, title: 'x\ny' }),
      '::error file=a%2Cb%3Ac%25.yml,line=3,title=x%0Ay::no%0Asuch key: 5%25\n',
    ],
  ];
  for (const [command, written] of cases) {
    it(`is written ${JSON.stringify(written)}`, () => {
      expect(command).to.equal(written);
    });
  }

  const texts: readonly (readonly [text: string, shown: string])[] = [
    ['AWS::SQS::Queue', 'AWS::SQS::Queue'],
    ['::error::x', '\\::error::x'],
    ['a\n  \t::stop-commands::x\n', 'a\n  \t\\::stop-commands::x\n'],
    ['a\r::add-mask::x', 'a\r\\::add-mask::x'],
    ['said ##[error]x', 'said ## [error]x'],
    ['\n\n::debug::', '\n\n\\::debug::'],
  ];
  for (const [text, shown] of texts) {
    it(`is not made by the text ${JSON.stringify(text)}`, () => {
      expect(withoutCommands(text)).to.equal(shown);
    });
  }
});

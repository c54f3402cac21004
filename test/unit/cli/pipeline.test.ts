import { expect } from 'chai';
import { pipelineOf, repositoryPath } from '../../../src/cli/pipeline.ts';

describe('the pipeline that runs the program', () => {
  const none = { workspace: undefined, summaryFile: undefined, outputFile: undefined };
  const cases: readonly (readonly [variables: Readonly<Record<string, string>>, found: unknown])[] = [
    [{}, { kind: 'none' }],
    [{ CI: 'true' }, { kind: 'none' }],
    [{ GITHUB_ACTIONS: 'false', GITHUB_OUTPUT: '/o' }, { kind: 'none' }],
    [{ GITHUB_ACTIONS: 'true' }, { kind: 'github', ...none }],
    [
      { GITHUB_ACTIONS: 'true', GITHUB_OUTPUT: '' },
      { kind: 'github', ...none },
    ],
    [
      { GITHUB_ACTIONS: 'true', GITHUB_WORKSPACE: '/w', GITHUB_STEP_SUMMARY: '/s', GITHUB_OUTPUT: '/o' },
      { kind: 'github', workspace: '/w', summaryFile: '/s', outputFile: '/o' },
    ],
    [{ GITLAB_CI: 'true' }, { kind: 'gitlab' }],
  ];
  for (const [variables, found] of cases) {
    it(`is known by ${JSON.stringify(variables)}`, () => {
      expect(pipelineOf(new Map(Object.entries(variables)))).to.deep.equal(found);
    });
  }

  const paths: readonly (readonly [path: string, workspace: string | undefined, folder: string, shown: string])[] = [
    ['stack/a.yml', '/repository', '/repository', 'stack/a.yml'],
    ['a.yml', '/repository', '/repository/infra', 'infra/a.yml'],
    ['../b/a.yml', '/repository', '/repository/infra', 'b/a.yml'],
    ['/repository/a.yml', '/repository', '/elsewhere', 'a.yml'],
    ['../a.yml', '/repository', '/repository', '../a.yml'],
    ['..a.yml', '/repository', '/repository', '..a.yml'],
    ['a.yml', undefined, '/anywhere', 'a.yml'],
  ];
  for (const [path, workspace, folder, shown] of paths) {
    it(`knows ${path} in ${folder} as ${shown}, with the repository in ${workspace ?? 'no known folder'}`, () => {
      expect(repositoryPath(path, workspace, folder)).to.equal(shown);
    });
  }
});

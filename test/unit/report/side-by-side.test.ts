import { expect } from 'chai';
import type { Event } from '../../../src/events/event.ts';
import { createGithubReporter } from '../../../src/report/github/github-reporter.ts';
import { createGitlabReporter } from '../../../src/report/gitlab/gitlab-reporter.ts';

function eventsOf(parallelism: number | undefined): readonly Event[] {
  const finished = (resource: string): Event => ({
    kind: 'resource.finished',
    resource,
    outcome: { kind: 'deleted', identifier: undefined },
    elapsedMs: 1,
  });
  return [
    {
      kind: 'run.started',
      verb: 'teardown',
      stack: 'shop',
      environment: 'dev',
      resources: [],
      ...(parallelism === undefined ? {} : { parallelism }),
    },
    { kind: 'resource.started', resource: 'web', phase: 'collecting' },
    { kind: 'resource.started', resource: 'web', phase: 'main' },
    { kind: 'resource.started', resource: 'pool', phase: 'main' },
    finished('pool'),
    finished('web'),
  ];
}

describe('pipelines, of resources side by side', () => {
  for (const [title, parallelism, groups] of [
    ['one at a time has a group for each', undefined, ['looking for web', 'web', 'pool']],
    ['several at a time have none, once the looking is over', 2, ['looking for web']],
  ] as const) {
    it(`${title}, on GitHub`, () => {
      const written: string[] = [];
      const reporter = createGithubReporter({
        write: (command) => void written.push(command),
        hasGroups: true,
        maskText: (text) => text,
        pathOf: (path) => path,
      });
      for (const event of eventsOf(parallelism)) reporter.report(event);
      reporter.close();
      expect(written).to.deep.equal(groups.flatMap((group) => [`::group::${group}\n`, '::endgroup::\n']));
    });

    it(`${title}, on GitLab`, () => {
      const written: string[] = [];
      const reporter = createGitlabReporter({ write: (mark) => void written.push(mark), now: () => 5000 });
      for (const event of eventsOf(parallelism)) reporter.report(event);
      reporter.close();
      const titles = written.flatMap((mark) => /section_start:5:.*\r\u001B\[0K(.*)\n/.exec(mark)?.[1] ?? []);
      expect(titles).to.deep.equal(groups);
      expect(written).to.have.length(2 * groups.length);
    });
  }
});

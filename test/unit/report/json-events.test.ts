import { expect } from 'chai';
import type { Event } from '../../../src/events/event.ts';
import { createJsonReporter } from '../../../src/report/json.ts';
import { createMasker } from '../../../src/report/masker.ts';

const common = { format: 2, time: '2026-01-01T00:00:00.000Z' };

function linesOf(...events: readonly Event[]): readonly unknown[] {
  const lines: unknown[] = [];
  const reporter = createJsonReporter({
    write: (line) => lines.push(JSON.parse(line)),
    masker: createMasker(),
    now: () => Date.UTC(2026, 0, 1),
    everything: false,
    statements: false,
  });
  for (const event of events) reporter.report(event);
  return lines;
}

describe('events in JSON', () => {
  it('tell instances of one entry apart by their addresses', () => {
    const at = { type: 'AWS::Cognito::UserPoolClient', region: undefined, file: 'shop/stackql_manifest.yml', line: 9 };
    const web = { resource: 'client', address: 'client["web"]', type: at.type, file: at.file, line: 9 };
    const lines = linesOf(
      {
        kind: 'run.started',
        verb: 'build',
        stack: 'shop',
        environment: 'dev',
        resources: [{ address: { entry: 'client', instance: 'web' }, ...at }],
      },
      { kind: 'resource.writing', resource: 'client["web"]', anchor: 'create' },
      {
        kind: 'rollback.step',
        step: { kind: 'deleted', resource: 'client["web"]', identifier: 'p|c' },
      },
    );
    expect(lines).to.deep.equal([
      { ...common, kind: 'run.started', verb: 'build', stack: 'shop', environment: 'dev', resources: [web] },
      { ...common, kind: 'resource.writing', ...web, anchor: 'create' },
      { ...common, kind: 'rollback.step', outcome: 'deleted', ...web, identifier: 'p|c' },
    ]);
  });

  it('name a resource of which nothing was told before', () => {
    expect(linesOf({ kind: 'resource.started', resource: 'pool', phase: 'main' })).to.deep.equal([
      { ...common, kind: 'resource.started', resource: 'pool', address: 'pool', phase: 'main' },
    ]);
  });
});

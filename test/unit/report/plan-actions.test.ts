import { expect } from 'chai';
import { actionsOf } from '../../../src/report/graph/plan-actions.ts';
import type { PlanDocumentEntry } from '../../../src/report/plan/read-plan-document.ts';

describe('The action that colours a resource in the graph', () => {
  const coloured: readonly (readonly [entries: readonly Omit<PlanDocumentEntry, 'resource'>[], action: unknown])[] = [
    [[{ kind: 'create', because: undefined }], 'create'],
    [[{ kind: 'update', because: 'statecheck' }], 'update'],
    [[{ kind: 'update', because: 'write-only' }], 'resend'],
    [[{ kind: 'mark', because: undefined }], 'update'],
    [[{ kind: 'adopt', because: undefined }], 'adopt'],
    [[{ kind: 'replace', because: undefined }], 'replace'],
    [[{ kind: 'delete', because: undefined }], 'delete'],
    [[{ kind: 'unchanged', because: undefined }], 'unchanged'],
    [[{ kind: 'run', because: undefined }], undefined],
    [
      [
        { kind: 'unchanged', because: undefined },
        { kind: 'mark', because: undefined },
      ],
      'update',
    ],
    [
      [
        { kind: 'replace', because: undefined },
        { kind: 'update', because: 'statecheck' },
      ],
      'replace',
    ],
  ];
  for (const [entries, action] of coloured)
    it(`is ${String(action)} where a plan says ${entries.map(({ kind }) => kind).join(', ')}`, () => {
      const document = {
        stack: 'shop',
        verb: 'build' as const,
        environment: 'dev',
        entries: entries.map((entry) => ({ resource: 'web', ...entry })),
      };
      expect(actionsOf(document).get('web')).to.equal(action);
    });
});

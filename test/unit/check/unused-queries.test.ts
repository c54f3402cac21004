import { expect } from 'chai';
import { unusedQueries } from '../../../src/check/unused-queries.ts';
import type { ResourceKind } from '../../../src/manifest/manifest.ts';
import { usualAuth } from '../../../src/manifest/auth.ts';
import type { Anchor } from '../../../src/query/anchored-query.ts';
import type { StackResource } from '../../../src/stack/stack.ts';
import { emptyScope, resourceWith } from '../../support/some-resource.ts';

function told(resource: StackResource): readonly string[] {
  const surveyed = {
    resource,
    scope: emptyScope,
    auth: usualAuth,
    queries: [],
    isSkipped: false,
    script: undefined,
  };
  return unusedQueries({ resources: [surveyed], diagnostics: [] }).map(({ message }) =>
    message.replace('the query ', '').replace(' is never run', ''),
  );
}

const basic: readonly Anchor[] = ['exists', 'statecheck', 'create', 'update', 'exports', 'delete'];

describe('queries that are never run', () => {
  const cases: readonly (readonly [string, ResourceKind, readonly Anchor[], readonly string[]])[] = [
    ['none of a usual file', 'resource', basic, []],
    ['none of a usual multi', 'multi', basic, []],
    [
      'a command of a resource',
      'resource',
      [...basic, 'command'],
      ['command: it belongs to resources of type command'],
    ],
    [
      'create and update beside createorupdate',
      'resource',
      ['statecheck', 'create', 'update', 'createorupdate'],
      ['create: createorupdate is run instead of it', 'update: createorupdate is run instead of it'],
    ],
    [
      'an update that nothing asks for, and what follows it',
      'resource',
      ['exists', 'create', 'update', 'callback:update', 'troubleshoot:update'],
      [
        'update: without statecheck or exports nothing tells that an update is needed',
        'callback:update: update is never run',
        'troubleshoot:update: update is never run',
      ],
    ],
    [
      'what follows a write that is not there',
      'resource',
      ['exists', 'create', 'callback:update', 'callback:delete', 'troubleshoot:delete'],
      [
        'callback:update: there is no update',
        'callback:delete: there is no delete',
        'troubleshoot:delete: there is no delete',
      ],
    ],
    [
      'the second callback after createorupdate',
      'resource',
      [
        'statecheck',
        'createorupdate',
        'callback:create',
        'callback:update',
        'troubleshoot:create',
        'troubleshoot:update',
      ],
      [
        'callback:update: callback:create is run after createorupdate',
        'troubleshoot:update: troubleshoot:create is run after createorupdate',
      ],
    ],
    [
      'a callback for all where each write has its own',
      'resource',
      ['exists', 'create', 'delete', 'callback', 'callback:create', 'callback:delete'],
      ['callback: each operation of the resource has one of its own'],
    ],
    ['all but one of a query', 'query', ['exports', 'exists'], ['exists: a resource of type query runs exports alone']],
    [
      'all but three of a command',
      'command',
      ['command', 'callback', 'troubleshoot', 'delete'],
      ['delete: a resource of type command runs command, callback and troubleshoot alone'],
    ],
    [
      'what explains a callback that is not there',
      'command',
      ['command', 'troubleshoot'],
      ['troubleshoot: there is no callback'],
    ],
  ];
  for (const [title, kind, anchors, messages] of cases) {
    it(`are ${title}`, () => {
      expect(told(resourceWith(kind, anchors))).to.deep.equal(messages);
    });
  }

  it('are none that a key keeps from being run', () => {
    expect(told(resourceWith('resource', basic, { skipOnDelete: true, skipValidation: true }))).to.deep.equal([]);
  });

  it('are not guessed where another query of the file cannot be read', () => {
    const broken = {
      ...resourceWith('resource', ['exists', 'callback:create']),
      brokenQueries: new Set(['create' as const]),
    };
    expect(told(broken)).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import type { Quota } from '../../../src/resource-types/quotas/quota.ts';
import { benchVerbs, leastRequests } from '../../bench/matrix/least-requests.ts';
import { leastMs, type CloudTimes } from '../../bench/matrix/least-time.ts';
import type { Shape } from '../../bench/matrix/shape.ts';

describe('the least that a stack takes', () => {
  const cloud: CloudTimes = { latencyMs: 50, requestMs: 2000 };

  const boundsOf = (shape: Shape, times = cloud): readonly number[] =>
    benchVerbs.map((verb) => leastMs(shape, verb, times));

  const stories: readonly (readonly [title: string, shape: Shape, bounds: readonly number[]])[] = [
    // A list, a create, the question after its end, a read.
    ['one queue', { kind: 'listed', count: 1 }, [2200, 100, 100, 100, 2200]],
    // Ten rounds of ten writes; a list, and seven rounds of sixteen reads.
    ['a hundred queues', { kind: 'listed', count: 100 }, [50 + 10 * 2150, 400, 400, 400, 100 + 10 * 2100]],
    // Ten pages of a list, the first one alone.
    [
      'a thousand queues',
      { kind: 'listed', count: 1000 },
      [50 + 100 * 2150, 50 + 64 * 50, 50 + 64 * 50, 50 + 64 * 50, 100 + 100 * 2100],
    ],
    // What has a name is asked for at once, and whether it is gone after the last delete.
    ['thirty log groups', { kind: 'wide', count: 30 }, [50 + 3 * 2150, 100, 100, 100, 50 + 3 * 2100 + 50]],
    // The list is one of the reads of the first round.
    ['a hundred of five kinds', { kind: 'mixed', count: 100 }, [50 + 10 * 2150, 350, 350, 350, 50 + 10 * 2100]],
    // All of it one after the other, and at the end the question whether the last one is gone.
    ['a chain of twenty', { kind: 'chain', count: 20 }, [20 * 2200, 1000, 1000, 1000, 1000 + 20 * 2100 + 50]],
  ];
  for (const [title, shape, bounds] of stories) {
    it(`is the longest way of latencies and writes: ${title}`, () => {
      expect(boundsOf(shape)).to.deep.equal(bounds);
    });
  }

  it('is what a quota lets through where that takes longer', () => {
    const quotas: readonly Quota[] = [
      { name: 'Reads', operations: ['GetResource', 'ListResources', 'GetResourceRequestStatus'], perSecond: 10 },
      { name: 'Writes', operations: ['CreateResource', 'DeleteResource'], perSecond: 2, burst: 4, separate: true },
      { name: 'Lambda', typeNames: ['AWS::Lambda::*'], operations: ['CreateResource'], perSecond: 0.1 },
    ];
    expect(boundsOf({ kind: 'listed', count: 100 }, { ...cloud, quotas })).to.deep.equal([
      // 96 creates at 2 a second, and what follows the last; 201 reads take less.
      48_000 + 2150,
      // 101 reads, of which 10 go at once.
      9100 + 50,
      9100 + 50,
      9100 + 50,
      48_000 + 2100,
    ]);
  });

  it('is as many requests as tell what is there and change it', () => {
    expect(leastRequests({ kind: 'mixed', count: 6 }, 'teardown')).to.deep.equal([
      { operation: 'ListResources', typeName: 'AWS::SQS::Queue', count: 1 },
      { operation: 'GetResource', typeName: 'AWS::SQS::Queue', count: 2 },
      { operation: 'DeleteResource', typeName: 'AWS::SQS::Queue', count: 2 },
      { operation: 'GetResourceRequestStatus', typeName: 'AWS::SQS::Queue', count: 2 },
      ...['AWS::Logs::LogGroup', 'AWS::SSM::Parameter', 'AWS::IAM::Role', 'AWS::S3::Bucket'].flatMap((typeName) => [
        { operation: 'GetResource', typeName, count: 2 },
        { operation: 'DeleteResource', typeName, count: 1 },
        { operation: 'GetResourceRequestStatus', typeName, count: 1 },
      ]),
    ]);
  });
});

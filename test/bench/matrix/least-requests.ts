import type { QuotaOperation } from '../../../src/resource-types/quotas/quota.ts';
import type { ThingKind } from '../../support/side-by-side.ts';
import { kindAt, type Shape } from './shape.ts';

/** What is measured of a stack, in this order: each finds what the one before it has left. */
export const benchVerbs = ['build', 'no change', 'plan', 'test', 'teardown'] as const;
export type BenchVerb = (typeof benchVerbs)[number];

/** Requests of one operation for one type. */
export interface CountedRequests {
  readonly operation: QuotaOperation;
  readonly typeName: string;
  readonly count: number;
}

const typeNames: Readonly<Record<ThingKind, string>> = {
  queue: 'AWS::SQS::Queue',
  logs: 'AWS::Logs::LogGroup',
  parameter: 'AWS::SSM::Parameter',
  role: 'AWS::IAM::Role',
  bucket: 'AWS::S3::Bucket',
};

/** Queues have identifiers that the service makes up: one list tells which of them there are. The others are asked for by their names. */
export function isListed(kind: ThingKind): boolean {
  return kind === 'queue';
}

/** The fewest requests with which a deployer without a state file can do it. Each write is followed by one question after its end. */
export function leastRequests(shape: Shape, verb: BenchVerb): readonly CountedRequests[] {
  const kinds = Array.from({ length: shape.count }, (_, index) => kindAt(shape, index));
  return [...new Set(kinds)].flatMap((kind) => {
    const typeName = typeNames[kind];
    const count = kinds.filter((one) => one === kind).length;
    const isByList = isListed(kind);
    return Object.entries(countsOf(verb, count, isByList)).map(
      // The keys are those of the literals below.
      ([operation, times]) => ({ operation: operation as QuotaOperation, typeName, count: times }),
    );
  });
}

/** How many identifiers a page of a list has. */
const pageSize = 100;

/** How many pages tell which of so many are there; an empty list is a page, too. */
export function listPages(count: number): number {
  return Math.max(1, Math.ceil(count / pageSize));
}

function countsOf(verb: BenchVerb, count: number, isByList: boolean): Partial<Record<QuotaOperation, number>> {
  const list = isByList ? { ListResources: listPages(verb === 'build' ? 0 : count) } : {};
  const byName = isByList ? 0 : count;
  switch (verb) {
    case 'no change':
    case 'plan':
    case 'test':
      return { ...list, GetResource: count };
    // Whether it is there, the write, and a look at what it has done.
    case 'build':
      return { ...list, GetResource: byName + count, CreateResource: count, GetResourceRequestStatus: count };
    // What is there, the write, and whether it is gone.
    case 'teardown':
      return { ...list, GetResource: count + byName, DeleteResource: count, GetResourceRequestStatus: count };
  }
}

import type { RequestName } from '../../provider/cloud-control/wire.ts';
import type { FaultKind } from './fault.ts';

/** What a kind of fault concerns and excludes. */
interface FaultKindFacts {
  /** The operations that it can strike. Default: all. */
  readonly operations?: readonly RequestName[];
  /** Of the faults of one group a request has one: it is refused once, and its connection ends once. */
  readonly group?: 'refusal' | 'connection' | 'end' | 'duration' | 'view';
  /** How often it strikes where nothing is said. Default 1. */
  readonly times?: 'always';
}

const mutations: readonly RequestName[] = ['CreateResource', 'UpdateResource', 'DeleteResource'];
const looks: readonly RequestName[] = [
  'GetResource',
  'ListResources',
  'GetResources',
  'GetParameter',
  'GetSecretValue',
  'DescribeSecret',
];

export const faultKinds: Readonly<Record<FaultKind, FaultKindFacts>> = {
  error: { group: 'refusal' },
  throttled: { group: 'refusal' },
  denied: { group: 'refusal' },
  'service-error': { group: 'refusal' },
  'expired-credentials': { group: 'refusal' },
  cut: { group: 'connection' },
  'lost-answer': { group: 'connection' },
  'no-answer': { group: 'connection' },
  malformed: { group: 'connection' },
  duplicate: { operations: mutations },
  delay: {},
  fail: { operations: mutations, group: 'end' },
  stay: { operations: mutations, group: 'duration' },
  lag: { operations: looks, group: 'view', times: 'always' },
  'iam-lag': { operations: ['CreateResource', 'UpdateResource'], times: 'always' },
};

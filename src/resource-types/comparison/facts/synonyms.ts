import { matchesPath } from '../../match-path.ts';
import type { PropertyPath } from '../../resource-type.ts';
import type { Place } from '../place.ts';

/** Words for one value. */
export interface ValueSynonyms {
  readonly types: RegExp;
  /** The innermost name of a path. */
  readonly names: RegExp;
  readonly words: readonly string[];
}

export const valueSynonyms: readonly ValueSynonyms[] = [
  // Amazon EC2 API Reference, IpPermission: a protocol is given by name or number, and these are returned by name.
  ...[
    ['tcp', '6'],
    ['udp', '17'],
    ['icmp', '1'],
    ['icmpv6', '58'],
  ].map((words) => ({ types: /^AWS::EC2::SecurityGroup/, names: /^IpProtocol$/, words })),
  // Amazon ECS API Reference, PlacementStrategy: "You can also specify host, which has the same effect".
  { types: /^AWS::ECS::/, names: /^Field$/, words: ['instanceId', 'host'] },
];

interface KeySynonyms {
  readonly type: string;
  /** Of the map that has the keys. */
  readonly path: PropertyPath;
  readonly pairs: readonly (readonly [string, string])[];
}

const keySynonyms: readonly KeySynonyms[] = [
  {
    // Amazon GuardDuty API Reference, Condition: the short names are deprecated for the long ones, which a read returns.
    type: 'AWS::GuardDuty::Filter',
    path: ['FindingCriteria', 'Criterion', '*'],
    pairs: [
      ['Eq', 'Equals'],
      ['Neq', 'NotEquals'],
      ['Gt', 'GreaterThan'],
      ['Gte', 'GreaterThanOrEqual'],
      ['Lt', 'LessThan'],
      ['Lte', 'LessThanOrEqual'],
    ],
  },
];

/** The other name that a member of a map goes by. */
export function otherKey({ facts, path }: Place, key: string): string | undefined {
  const known = keySynonyms.find((one) => one.type === facts.typeName && matchesPath(one.path, path));
  const pair = known?.pairs.find((words) => words.includes(key));
  return pair?.find((word) => word !== key);
}

import type { Json } from '../../../../../src/base/json.ts';
import { compareRows, typeNamed } from '../judge.ts';

describe('comparison, rule synonyms', () => {
  compareRows(typeNamed('AWS::EC2::SecurityGroupIngress'), [
    ['IpProtocol', '6', 'tcp', ['synonym']],
    ['IpProtocol', 'TCP', 'tcp', ['capitals']],
    ['IpProtocol', '6', 'udp', 'different'],
    ['IpProtocol', '-1', 'tcp', 'different'],
  ]);
});

describe('comparison, rule synonyms, of names of members', () => {
  const criterion = (condition: Json): Json => ({ Criterion: { severity: condition } });
  compareRows(typeNamed('AWS::GuardDuty::Filter'), [
    ['FindingCriteria', criterion({ Gte: 4 }), criterion({ GreaterThanOrEqual: 4 }), ['synonym']],
    ['FindingCriteria', criterion({ Gte: 4 }), criterion({ GreaterThanOrEqual: 5 }), 'different'],
    ['FindingCriteria', criterion({ Gte: 4 }), criterion({ GreaterThan: 4 }), 'different'],
  ]);
});

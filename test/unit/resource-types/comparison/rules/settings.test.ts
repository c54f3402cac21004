import { compareRows, typeNamed } from '../judge.ts';

describe('comparison, rule settings', () => {
  compareRows(typeNamed('AWS::ElasticLoadBalancingV2::TargetGroup'), [
    [
      'TargetGroupAttributes',
      [{ Key: 'a', Value: '1' }],
      [
        { Key: 'b', Value: '2' },
        { Key: 'a', Value: '1' },
      ],
      ['settings'],
    ],
    [
      'TargetGroupAttributes',
      [{ Key: 'a', Value: '1' }],
      [
        { Key: 'b', Value: '2' },
        { Key: 'a', Value: '2' },
      ],
      'different',
    ],
    ['TargetGroupAttributes', [{ Key: 'a', Value: '1' }], [{ Key: 'b', Value: '1' }], 'different'],
    ['TargetGroupAttributes', [{ Key: 'a', Value: '1' }], [], 'different'],
  ]);
});

describe('comparison, rule settings, where a read returns another name', () => {
  const standard = { Name: 'email', AttributeDataType: 'String' };
  compareRows(typeNamed('AWS::Cognito::UserPool'), [
    ['Schema', [{ Name: 'tenant' }], [standard, { Name: 'custom:tenant' }], ['settings']],
    ['Schema', [{ Name: 'tenant' }], [standard, { Name: 'dev:custom:tenant' }], 'different'],
    ['Schema', [{ Name: 'tenant' }], [standard, { Name: 'custom:tenants' }], 'different'],
  ]);
});
